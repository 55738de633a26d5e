"""Telegram and a model on this machine, for development and tests: never part of a production deployment."""
