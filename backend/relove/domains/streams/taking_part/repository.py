"""All SQL of enrolments and their exercises."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.streams.models import Enrolment, EnrolmentExercise


class EnrolmentRepository:
    """Who takes part in what, and how far they got."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of_person(self, user_id: uuid.UUID) -> Sequence[Enrolment]:
        """All of a person, the newest first."""
        statement = (
            select(Enrolment)
            .where(Enrolment.user_id == user_id)
            .order_by(Enrolment.id.desc())
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(statement)).all()

    async def newest(self, user_id: uuid.UUID, stream: str) -> Enrolment | None:
        """The newest in one stream, held until the end of the transaction."""
        statement = (
            select(Enrolment)
            .where(Enrolment.user_id == user_id, Enrolment.stream == stream)
            .order_by(Enrolment.id.desc())
            .limit(1)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(statement)).one_or_none()

    async def by_id(self, enrolment_id: uuid.UUID, user_id: uuid.UUID) -> Enrolment | None:
        """One of this person, held until the end of the transaction."""
        statement = (
            select(Enrolment)
            .where(Enrolment.id == enrolment_id, Enrolment.user_id == user_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(statement)).one_or_none()

    async def begin(
        self,
        user_id: uuid.UUID,
        stream: str,
        source: str,
        at: datetime.datetime,
        next_at: datetime.datetime,
    ) -> uuid.UUID | None:
        """Take part; None where they do already."""
        statement = insert(Enrolment).values(
            id=new_id(),
            user_id=user_id,
            stream=stream,
            source=source,
            next_n=2,
            next_at=next_at,
            started_at=at,
        )
        begun = await self._session.execute(statement.on_conflict_do_nothing().returning(Enrolment.id))
        return begun.scalar_one_or_none()

    async def change(self, enrolment_id: uuid.UUID, **values: Any) -> None:
        await self._session.execute(update(Enrolment).where(Enrolment.id == enrolment_id).values(**values))

    async def give(self, enrolment_id: uuid.UUID, user_id: uuid.UUID, n: int, at: datetime.datetime) -> None:
        """Note that an exercise was given."""
        await self._session.execute(
            insert(EnrolmentExercise)
            .values(id=new_id(), enrolment_id=enrolment_id, user_id=user_id, n=n, sent_at=at)
            .on_conflict_do_nothing()
        )

    async def close(self, enrolment_id: uuid.UUID, n: int, state: str, at: datetime.datetime) -> bool:
        """Note what was made of it. False where it was not given yet."""
        statement = (
            update(EnrolmentExercise)
            .where(EnrolmentExercise.enrolment_id == enrolment_id, EnrolmentExercise.n == n)
            .values(state=state, closed_at=at)
            .returning(EnrolmentExercise.id)
        )
        return (await self._session.execute(statement)).scalar_one_or_none() is not None

    async def exercises(self, enrolment_ids: Sequence[uuid.UUID]) -> Sequence[EnrolmentExercise]:
        """What was given in these, in order."""
        statement = (
            select(EnrolmentExercise)
            .where(EnrolmentExercise.enrolment_id.in_(enrolment_ids))
            .order_by(EnrolmentExercise.enrolment_id, EnrolmentExercise.n)
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(statement)).all()

    async def given_since(self, user_id: uuid.UUID, since: datetime.datetime) -> int:
        """How many exercises a person was given since then, but for the first ones, which they asked for."""
        statement = (
            select(func.count())
            .select_from(EnrolmentExercise)
            .where(
                EnrolmentExercise.user_id == user_id,
                EnrolmentExercise.sent_at >= since,
                EnrolmentExercise.n > 1,
            )
        )
        return (await self._session.execute(statement)).scalar_one()

    async def due(self, at: datetime.datetime, limit: int) -> Sequence[uuid.UUID]:
        """What is to be looked at, the longest due first."""
        statement = (
            select(Enrolment.id)
            .where(Enrolment.state == "active", Enrolment.next_at <= at)
            .order_by(Enrolment.next_at)
            .limit(limit)
        )
        return (await self._session.scalars(statement)).all()

    async def take_due(self, enrolment_id: uuid.UUID, at: datetime.datetime) -> Enrolment | None:
        """One that is due still, held until the commit; None where somebody else is at it."""
        statement = (
            select(Enrolment)
            .where(Enrolment.id == enrolment_id, Enrolment.state == "active", Enrolment.next_at <= at)
            .with_for_update(skip_locked=True)
        )
        return (await self._session.scalars(statement)).one_or_none()
