"""All SQL of session types."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.conversations.kinds.models import DiagnosticResult, JourneyStep
from relove.domains.conversations.models import Session, Turn


class DiagnosticRepository:
    """Results of diagnostics."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def insert(self, values: Mapping[str, Any]) -> DiagnosticResult:
        statement = insert(DiagnosticResult).values(id=new_id(), **values).returning(DiagnosticResult)
        return (await self._session.execute(statement)).scalar_one()

    async def newest(self, session_id: uuid.UUID) -> DiagnosticResult | None:
        """The last one that a session came to."""
        statement = (
            select(DiagnosticResult)
            .where(DiagnosticResult.session_id == session_id)
            .order_by(DiagnosticResult.id.desc())
            .limit(1)
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def of_person(self, user_id: uuid.UUID) -> Sequence[DiagnosticResult]:
        """Newest first."""
        statement = (
            select(DiagnosticResult)
            .where(DiagnosticResult.user_id == user_id)
            .order_by(DiagnosticResult.id.desc())
        )
        return (await self._session.execute(statement)).scalars().all()

    async def change(self, result_id: uuid.UUID, values: Mapping[str, Any]) -> None:
        statement = update(DiagnosticResult).where(DiagnosticResult.id == result_id).values(**values)
        await self._session.execute(statement)


class JourneyStepRepository:
    """Positions in the stages."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of_stage(self, user_id: uuid.UUID, stage: str) -> JourneyStep | None:
        statement = select(JourneyStep).where(JourneyStep.user_id == user_id, JourneyStep.stage == stage)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def put(self, user_id: uuid.UUID, stage: str, values: Mapping[str, Any]) -> None:
        """The position from now on."""
        statement = upsert(JourneyStep).values(id=new_id(), user_id=user_id, stage=stage, **values)
        await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=[JourneyStep.user_id, JourneyStep.stage], set_=dict(values)
            )
        )


class EndedRepository:
    """Sessions that end by themselves, and what is due after an end."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def forgotten(self, before: datetime.datetime, count: int) -> list[tuple[uuid.UUID, uuid.UUID]]:
        """Open sessions in which nothing was said since then, oldest first: session and person."""
        statement = (
            select(Session.id, Session.user_id)
            .where(Session.status == "active", Session.last_activity_at < before)
            .order_by(Session.last_activity_at, Session.id)
            .limit(count)
        )
        return [(row.id, row.user_id) for row in await self._session.execute(statement)]

    async def abandon(
        self, session_id: uuid.UUID, before: datetime.datetime, values: Mapping[str, Any]
    ) -> Session | None:
        """Close it, if still nothing was said: whoever writes at this moment goes on."""
        statement = (
            update(Session)
            .where(Session.id == session_id, Session.status == "active", Session.last_activity_at < before)
            .values(**values)
            .returning(Session)
        )
        found = await self._session.execute(statement, execution_options={"populate_existing": True})
        return found.scalar_one_or_none()

    async def take_unseen(self, user_id: uuid.UUID) -> list[Session]:
        """Sessions that closed by themselves and whose summary was not shown; they count as shown from now on."""
        statement = (
            update(Session)
            .where(Session.user_id == user_id, Session.summary_unseen)
            .values(summary_unseen=False)
            .returning(Session)
        )
        found = await self._session.execute(statement, execution_options={"populate_existing": True})
        return sorted(found.scalars(), key=lambda row: row.started_at)

    async def turns(self, session_id: uuid.UUID, count: int) -> list[Turn]:
        """The newest turns but those of a care pause, in conversation order: words said in need are no findings."""
        statement = (
            select(Turn)
            .where(Turn.session_id == session_id, ~Turn.in_care)
            .order_by(Turn.number.desc())
            .limit(count)
        )
        return list(reversed((await self._session.execute(statement)).scalars().all()))

    async def answers(self, user_id: uuid.UUID, session_id: uuid.UUID, stage: str, count: int) -> list[Turn]:
        """The newest turns of the person on that stage of the journey, in the order they were said; none said in need.

        A stage may be left in one session and gone on with in another. An old turn of this one may name no stage.
        """
        statement = (
            select(Turn)
            .join(Session, Session.id == Turn.session_id)
            .where(
                Turn.user_id == user_id,
                Session.type == "journey",
                Turn.role == "person",
                ~Turn.in_care,
                or_(Turn.stage == stage, and_(Turn.stage.is_(None), Turn.session_id == session_id)),
            )
            .order_by(Turn.id.desc())
            .limit(count)
        )
        return list(reversed((await self._session.execute(statement)).scalars().all()))

    async def said(self, session_id: uuid.UUID) -> list[str]:
        """Everything that the person said in the session, but for words said in need."""
        statement = (
            select(Turn.text)
            .where(Turn.session_id == session_id, Turn.role == "person", ~Turn.in_care)
            .order_by(Turn.number)
        )
        return list((await self._session.execute(statement)).scalars())

    async def said_by(self, user_id: uuid.UUID, limit: int = 1000) -> list[str]:
        """The last that the person said, of any session."""
        statement = select(Turn.text).where(Turn.user_id == user_id, Turn.role == "person")
        return list((await self._session.execute(statement.order_by(Turn.id.desc()).limit(limit))).scalars())

    async def rolling(self, session_id: uuid.UUID) -> str | None:
        """What the older part of a long session came to."""
        statement = select(Session.rolling_summary).where(Session.id == session_id)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def set_stage(self, session_id: uuid.UUID, stage: str) -> None:
        """Where the session stands on the path from now on."""
        await self._session.execute(update(Session).where(Session.id == session_id).values(stage=stage))

    async def portrait_wanted(self, session_id: uuid.UUID) -> None:
        """The session was closed: its portrait is due."""
        statement = update(Session).where(Session.id == session_id).values(portrait_due=True)
        await self._session.execute(statement)

    async def portraits_due(self, before: datetime.datetime, count: int) -> list[uuid.UUID]:
        """Sessions closed before that moment whose portrait is still to be drawn."""
        statement = (
            select(Session.id)
            .where(Session.portrait_due, Session.completed_at < before)
            .order_by(Session.completed_at)
            .limit(count)
        )
        return list((await self._session.execute(statement)).scalars())

    async def portrait_of(self, session_id: uuid.UUID) -> Session | None:
        """The session, if its portrait is due."""
        statement = select(Session).where(Session.id == session_id, Session.portrait_due)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def portrait_done(self, session_id: uuid.UUID) -> bool:
        """Whether it was due until now: of two at once one finds so."""
        statement = (
            update(Session)
            .where(Session.id == session_id, Session.portrait_due)
            .values(portrait_due=False)
            .returning(Session.id)
        )
        return (await self._session.execute(statement)).scalar_one_or_none() is not None
