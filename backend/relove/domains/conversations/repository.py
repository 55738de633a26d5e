"""All SQL of sessions and turns."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from advanced_alchemy.repository import SQLAlchemyAsyncRepository
from sqlalchemy import and_, bindparam, func, insert, literal_column, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from relove.core.ids import new_id
from relove.domains.conversations.models import Session, Turn

# Written into the statement, not bound: once a plan no longer looks at parameters (from the sixth run on),
# PostgreSQL could not tell that this is the partial index's own condition.
_IS_ACTIVE = Session.status == literal_column("'active'")

# Prebuilt: these run for every message.
_ACTIVE = select(Session).where(Session.user_id == bindparam("user_id"), _IS_ACTIVE)
_RECENT = (
    select(Turn)
    .where(Turn.session_id == bindparam("session_id"))
    .order_by(Turn.number.desc())
    .limit(bindparam("count"))
)
_ASKED = (
    select(Turn.question_id)
    .where(Turn.user_id == bindparam("user_id"), Turn.question_id.is_not(None))
    .order_by(Turn.id)
)
_INSERT_TURN = insert(Turn)
_BY_INBOX = select(Turn).where(Turn.inbox_id == bindparam("inbox_id"), Turn.role == bindparam("role"))

_asked_in = aliased(Turn)
_REPLY_TO = select(Turn).where(
    or_(
        Turn.id
        == select(_asked_in.reply_id)
        .where(_asked_in.inbox_id == bindparam("inbox_id"), _asked_in.role == "person")
        .scalar_subquery(),
        and_(Turn.inbox_id == bindparam("inbox_id"), Turn.role == "guide"),
    )
)


class SessionRepository(SQLAlchemyAsyncRepository[Session]):
    """Sessions."""

    model_type = Session

    async def active(self, user_id: uuid.UUID) -> Session | None:
        found = await self.session.execute(_ACTIVE, {"user_id": user_id})
        return found.scalar_one_or_none()

    async def of_person(self, session_id: uuid.UUID, user_id: uuid.UUID) -> Session | None:
        """The session, if it is this person's."""
        statement = select(Session).where(Session.id == session_id, Session.user_id == user_id)
        return (await self.session.execute(statement)).scalar_one_or_none()

    async def by_id(self, session_id: uuid.UUID) -> Session | None:
        return (
            await self.session.execute(select(Session).where(Session.id == session_id))
        ).scalar_one_or_none()

    async def page(
        self, user_id: uuid.UUID, before: tuple[datetime, uuid.UUID] | None, limit: int
    ) -> Sequence[Session]:
        """Newest first."""
        statement = select(Session).where(Session.user_id == user_id)
        if before:
            statement = statement.where(tuple_(Session.started_at, Session.id) < before)
        statement = statement.order_by(Session.started_at.desc(), Session.id.desc()).limit(limit)
        return (await self.session.execute(statement)).scalars().all()

    async def open(self, values: Mapping[str, Any]) -> Session | None:
        """A new active session; None where one is open already, also one that was opened just now."""
        statement = (
            upsert(Session)
            .values(id=new_id(), **values)
            .on_conflict_do_nothing(index_elements=[Session.user_id], index_where=_IS_ACTIVE)
            .returning(Session)
        )
        return (await self.session.execute(statement)).scalar_one_or_none()

    async def count_of(self, user_id: uuid.UUID) -> int:
        statement = select(func.count()).where(Session.user_id == user_id)
        return (await self.session.execute(statement)).scalar_one()

    async def change(self, session_id: uuid.UUID, values: Mapping[str, Any]) -> Session:
        statement = update(Session).where(Session.id == session_id).values(**values).returning(Session)
        found = await self.session.execute(statement, execution_options={"populate_existing": True})
        return found.scalar_one()

    async def change_active(self, session_id: uuid.UUID, values: Mapping[str, Any]) -> Session | None:
        """The same, if it is still open: of two at once the first one wins, the other finds nothing."""
        statement = (
            update(Session)
            .where(Session.id == session_id, Session.status == "active")
            .values(**values)
            .returning(Session)
        )
        found = await self.session.execute(statement, execution_options={"populate_existing": True})
        return found.scalar_one_or_none()

    async def next_number(self, session_id: uuid.UUID, at: datetime, *, asked: bool) -> int:
        """Take the number of a new turn and note the activity, in one statement."""
        statement = (
            update(Session)
            .where(Session.id == session_id)
            .values(
                turn_count=Session.turn_count + 1,
                question_count=Session.question_count + (1 if asked else 0),
                last_activity_at=at,
                last_error=None,
            )
            .returning(Session.turn_count)
        )
        return (await self.session.execute(statement)).scalar_one()


class TurnRepository(SQLAlchemyAsyncRepository[Turn]):
    """Turns."""

    model_type = Turn

    async def insert(self, values: Mapping[str, Any]) -> Turn:
        statement = _INSERT_TURN.values(id=new_id(), **values).returning(Turn)
        return (await self.session.execute(statement)).scalar_one()

    async def by_inbox(self, inbox_id: uuid.UUID, role: str) -> Turn | None:
        """The turn that an inbox row became, or the reply to it."""
        found = await self.session.execute(_BY_INBOX, {"inbox_id": inbox_id, "role": role})
        return found.scalar_one_or_none()

    async def reply_to(self, inbox_id: uuid.UUID) -> Turn | None:
        """The guide's turn that the line of that inbox row is linked to."""
        return (await self.session.execute(_REPLY_TO, {"inbox_id": inbox_id})).scalar_one_or_none()

    async def recent(self, session_id: uuid.UUID, count: int) -> list[Turn]:
        """The newest turns, in conversation order."""
        found = await self.session.execute(_RECENT, {"session_id": session_id, "count": count})
        return list(reversed(found.scalars().all()))

    async def of_rows(self, user_id: uuid.UUID, inbox_ids: Sequence[uuid.UUID]) -> Sequence[Turn]:
        """The person's turns that came by these inbox rows."""
        statement = select(Turn).where(
            Turn.user_id == user_id, Turn.inbox_id.in_(inbox_ids), Turn.role == "person"
        )
        return (await self.session.scalars(statement)).all()

    async def of_ids(self, user_id: uuid.UUID, turn_ids: Sequence[uuid.UUID]) -> Sequence[Turn]:
        """Those of these turns that are this person's own words, but for words said in need."""
        statement = select(Turn).where(
            Turn.user_id == user_id, Turn.id.in_(turn_ids), Turn.role == "person", ~Turn.in_care
        )
        return (await self.session.scalars(statement)).all()

    async def asked(self, user_id: uuid.UUID) -> list[str]:
        """Ids of the written questions that this person was asked, ever, oldest first."""
        found = await self.session.execute(_ASKED, {"user_id": user_id})
        return [question for question in found.scalars() if question]

    async def page(self, session_id: uuid.UUID, before: int | None, limit: int) -> list[Turn]:
        """The newest turns before that number, in conversation order."""
        statement = select(Turn).where(Turn.session_id == session_id)
        if before is not None:
            statement = statement.where(Turn.number < before)
        found = await self.session.execute(statement.order_by(Turn.number.desc()).limit(limit))
        return list(reversed(found.scalars().all()))

    async def of_person(self, turn_id: uuid.UUID, user_id: uuid.UUID) -> Turn | None:
        """The turn, if it is this person's."""
        statement = select(Turn).where(Turn.id == turn_id, Turn.user_id == user_id)
        return (await self.session.execute(statement)).scalar_one_or_none()

    async def said_by_stage(self, user_id: uuid.UUID) -> dict[str, int]:
        """Turns of the person by stage, but for words said in need: they tell nothing of a path."""
        statement = (
            select(Turn.stage, func.count())
            .where(Turn.user_id == user_id, Turn.role == "person", Turn.stage.is_not(None), ~Turn.in_care)
            .group_by(Turn.stage)
        )
        return {stage: count for stage, count in await self.session.execute(statement) if stage}
