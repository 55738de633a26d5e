"""One file per domain."""
