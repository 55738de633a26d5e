"""The types of sessions: how each begins, what it asks, and how it comes to its end."""
