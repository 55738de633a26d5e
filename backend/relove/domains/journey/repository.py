"""All SQL of the journey."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.journey.models import JourneyProgress


class JourneyRepository:
    """Stages that a person has entered."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def walked(self, user_id: uuid.UUID) -> Sequence[JourneyProgress]:
        """In the order they were entered."""
        statement = (
            select(JourneyProgress)
            .where(JourneyProgress.user_id == user_id)
            .order_by(JourneyProgress.started_at, JourneyProgress.id)
        )
        return (await self._session.execute(statement)).scalars().all()

    async def enter(self, user_id: uuid.UUID, stage: str, at: datetime.datetime) -> None:
        """Open a stage; nothing happens where one is open already."""
        statement = insert(JourneyProgress).values(id=new_id(), user_id=user_id, stage=stage, started_at=at)
        await self._session.execute(statement.on_conflict_do_nothing())
