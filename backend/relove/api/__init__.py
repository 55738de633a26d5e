"""The HTTP door: the Mini App, its API, and Telegram's webhook."""
