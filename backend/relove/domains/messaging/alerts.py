"""Tells the team, through the same outbox as everything else."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from relove.core.ports import Jobs, OutgoingMessage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging.repository import OutboxRepository


class Alerts:
    """Messages to the chats of the team. They never hold a person's words."""

    def __init__(self, chat_ids: Sequence[int], jobs: Jobs) -> None:
        self._chat_ids = tuple(chat_ids)
        self._jobs = jobs

    @property
    def reach_somebody(self) -> bool:
        """Is there a chat of the team?"""
        return bool(self._chat_ids)

    async def tell(self, work: UnitOfWork, html: str) -> None:
        """Queue an alert for every chat of the team, in the caller's unit of work."""
        payload = msgspec.json.encode(OutgoingMessage(html))
        for chat_id in self._chat_ids:
            await OutboxRepository(work.session).add(
                chat_id=chat_id, user_id=None, kind="reply", payload=payload
            )
        work.after_commit(self._wake)

    async def _wake(self) -> None:
        for chat_id in self._chat_ids:
            await self._jobs.wake_chat(chat_id)
