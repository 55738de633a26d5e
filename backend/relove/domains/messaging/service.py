"""Use cases of chats."""

from __future__ import annotations

import uuid

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging.repository import ChatRepository


class MessagingService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._chats = ChatRepository(work.session)
        self._clock = clock

    async def remember_chat(self, chat_id: int, user_id: uuid.UUID | None, kind: str) -> None:
        """A chat where the bot may write."""
        await self._chats.remember(chat_id, user_id, kind, self._clock.now())

    async def blocked(self, chat_id: int) -> None:
        """The person blocked the bot."""
        await self._chats.block(chat_id, self._clock.now())

    async def unblocked(self, chat_id: int) -> None:
        """The person let the bot in again."""
        await self._chats.block(chat_id, None)
