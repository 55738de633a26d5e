"""All SQL of the journey."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert as plain_insert
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.journey.models import JourneyProgress, StageTransition
from relove.domains.journey.schemas import Move


class JourneyRepository:
    """Stages that a person has entered, and how they came to them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def walked(self, user_id: uuid.UUID) -> Sequence[JourneyProgress]:
        """In the order they were entered."""
        statement = (
            select(JourneyProgress)
            .where(JourneyProgress.user_id == user_id)
            .order_by(JourneyProgress.started_at, JourneyProgress.id)
            .execution_options(populate_existing=True)
        )
        return (await self._session.execute(statement)).scalars().all()

    async def open_stage(self, user_id: uuid.UUID) -> JourneyProgress | None:
        """The stage that is open, held until the end of the transaction."""
        statement = (
            select(JourneyProgress)
            .where(JourneyProgress.user_id == user_id, JourneyProgress.finished_at.is_(None))
            .with_for_update()
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def of_stage(self, user_id: uuid.UUID, stage: str) -> JourneyProgress | None:
        """What was walked of one stage."""
        statement = select(JourneyProgress).where(
            JourneyProgress.user_id == user_id, JourneyProgress.stage == stage
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def enter(self, user_id: uuid.UUID, stage: str, at: datetime.datetime) -> bool:
        """Open a stage; nothing happens where one is open already."""
        statement = insert(JourneyProgress).values(id=new_id(), user_id=user_id, stage=stage, started_at=at)
        entered = await self._session.execute(
            statement.on_conflict_do_nothing().returning(JourneyProgress.id)
        )
        return entered.scalar_one_or_none() is not None

    async def change(self, row_id: uuid.UUID, **values: Any) -> None:
        await self._session.execute(
            update(JourneyProgress).where(JourneyProgress.id == row_id).values(**values)
        )

    async def note(self, user_id: uuid.UUID, before: str | None, move: Move, at: datetime.datetime) -> None:
        """Write a change of stage down."""
        await self._session.execute(
            plain_insert(StageTransition).values(
                id=new_id(),
                user_id=user_id,
                session_id=move.session_id,
                from_stage=before,
                to_stage=move.to,
                cause=move.cause,
                via=move.via,
                turn_ids=list(dict.fromkeys(move.turn_ids)),
                confidence=move.confidence,
                created_at=at,
            )
        )

    async def transitions(self, user_id: uuid.UUID) -> Sequence[StageTransition]:
        """Changes of stage, oldest first."""
        statement = (
            select(StageTransition).where(StageTransition.user_id == user_id).order_by(StageTransition.id)
        )
        return (await self._session.execute(statement)).scalars().all()
