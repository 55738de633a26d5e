"""The bot with somebody in it, as for the bot's own tests; and the API on the same wiring."""

from tests.integration.api.conftest import app, http, sign_in
from tests.integration.bot.conftest import chunk_delay, no_waiting, overrides, port, talk, telegram

__all__ = ["app", "chunk_delay", "http", "no_waiting", "overrides", "port", "sign_in", "talk", "telegram"]
