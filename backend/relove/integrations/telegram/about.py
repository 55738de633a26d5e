"""What people show of themselves, read through the Bot API (getChat)."""

from __future__ import annotations

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from relove.domains.people.schemas import Person
from relove.domains.profiles.ports import NotReadable, PublicSelf

_TIMEOUT_S = 10


class TelegramSelves:
    """The PublicSelves port. Telegram tells the bio and the linked channel to a bot that the person has written to."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def of(self, person: Person) -> PublicSelf:
        """Bio, and the name of the linked channel where it is a public one."""
        try:
            chat = await self._bot.get_chat(person.telegram_id, request_timeout=_TIMEOUT_S)
        except TelegramAPIError:
            raise NotReadable("refused") from None
        channel = chat.personal_chat
        return PublicSelf(bio=chat.bio, channel=channel.username if channel else None)
