"""All SQL of hand-overs."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.conversations.models import Handover

_LATELY = 20


class HandoverRepository:
    """Hand-overs: one is open at a time."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open_of(self, user_id: uuid.UUID) -> Handover | None:
        statement = select(Handover).where(Handover.user_id == user_id, Handover.ended_at.is_(None))
        found = await self._session.execute(statement, execution_options={"populate_existing": True})
        return found.scalar_one_or_none()

    async def begin(
        self, key: uuid.UUID, user_id: uuid.UUID, session_id: uuid.UUID, at: datetime.datetime
    ) -> None:
        """Open one; nothing happens where one is open."""
        statement = insert(Handover).values(id=key, user_id=user_id, session_id=session_id, asked_at=at)
        await self._session.execute(
            statement.on_conflict_do_nothing(
                index_elements=[Handover.user_id], index_where=sql("ended_at IS NULL")
            )
        )

    async def change_open(self, user_id: uuid.UUID, values: Mapping[str, Any]) -> bool:
        """Change the open one; whether there was one."""
        statement = (
            update(Handover)
            .where(Handover.user_id == user_id, Handover.ended_at.is_(None))
            .values(**values)
            .returning(Handover.id)
        )
        return (await self._session.execute(statement)).scalar_one_or_none() is not None

    async def waiting(self, limit: int) -> Sequence[Handover]:
        """The open ones, oldest first."""
        statement = (
            select(Handover).where(Handover.ended_at.is_(None)).order_by(Handover.asked_at).limit(limit)
        )
        return (await self._session.execute(statement)).scalars().all()

    async def usual_wait_seconds(self) -> float | None:
        """The median wait of the last ones that were answered."""
        waited = func.extract("epoch", Handover.answered_at - Handover.asked_at).label("waited")
        lately = (
            select(waited)
            .where(Handover.answered_at.is_not(None))
            .order_by(Handover.asked_at.desc())
            .limit(_LATELY)
            .subquery()
        )
        median = select(func.percentile_cont(0.5).within_group(lately.c.waited))
        found = await self._session.scalar(median)
        return None if found is None else float(found)
