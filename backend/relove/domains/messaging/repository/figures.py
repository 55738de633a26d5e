"""All SQL of the figures about chats: how much waits, and how long already. Times here are the database's own."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.messaging.models import DeadLetter, InboxUpdate, OutboxMessage

_OPEN = ("pending", "sending", "retry_at")


class FigureRepository:
    """Counts, each by an index."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def now(self) -> datetime.datetime:
        """The database's time."""
        return (await self._session.execute(select(func.now()))).scalar_one()

    async def inbox(self) -> tuple[int, float]:
        """How many rows wait, and the seconds that the oldest has waited."""
        age = func.extract("epoch", func.now() - func.min(InboxUpdate.received_at))
        statement = select(func.count(), func.coalesce(age, 0)).where(InboxUpdate.state == "pending")
        count, oldest = (await self._session.execute(statement)).one()
        return int(count), float(oldest)

    async def open_messages(self) -> Sequence[tuple[str, str, int]]:
        """Kind, state and count of what has not left."""
        statement = (
            select(OutboxMessage.kind, OutboxMessage.state, func.count())
            .where(OutboxMessage.state.in_(_OPEN))
            .group_by(OutboxMessage.kind, OutboxMessage.state)
        )
        return [(kind, state, count) for kind, state, count in await self._session.execute(statement)]

    async def ended_messages(self, since: uuid.UUID) -> Sequence[tuple[str, str, int]]:
        """Kind, state and count of what was queued after that id and has ended, in whichever way."""
        statement = (
            select(OutboxMessage.kind, OutboxMessage.state, func.count())
            .where(OutboxMessage.id >= since, OutboxMessage.state.not_in(_OPEN))
            .group_by(OutboxMessage.kind, OutboxMessage.state)
        )
        return [(kind, state, count) for kind, state, count in await self._session.execute(statement)]

    async def dead_letters(self) -> int:
        """How many there are."""
        return int((await self._session.execute(select(func.count()).select_from(DeadLetter))).scalar_one())
