"""The bot with somebody in it, as for the bot's own tests; and the API on the same wiring."""

from tests.integration.api.conftest import app, http, sign_in
from tests.integration.bot.conftest import no_waiting, overrides, port, talk, telegram

__all__ = ["app", "http", "no_waiting", "overrides", "port", "sign_in", "talk", "telegram"]
