"""The bot with somebody in it, as for the bot's own tests."""

from tests.integration.bot.conftest import no_waiting, overrides, port, talk, telegram

__all__ = ["no_waiting", "overrides", "port", "talk", "telegram"]
