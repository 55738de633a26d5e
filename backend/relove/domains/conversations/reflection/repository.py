"""All SQL of the reflection."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, exists, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from relove.core.ids import new_id
from relove.domains.conversations.models import Session, Turn
from relove.domains.conversations.reflection.names import REFLECT_EVERY
from relove.domains.conversations.reflection.schemas import Claimed

HELD_S = 240
"""Longer than a job may take; leases run on real time."""
AFTER_A_FAILURE_S = 300
# In Python's own clock nothing here: the database's time is the same for every process.
_NOW = func.clock_timestamp()
_FREE = or_(Session.reflecting_until.is_(None), Session.reflecting_until < _NOW)
# The person's own, exactly: a session that is found and not looked at would stand before others for ever.
_NEW = (
    select(func.count())
    .select_from(Turn)
    .where(
        Turn.session_id == Session.id,
        Turn.number > Session.reflected_number,
        Turn.role == literal_column("'person'"),
    )
    .correlate(Session)
    .scalar_subquery()
)


class ReflectionRepository:
    """Sessions to look at."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def claim(self, session_id: uuid.UUID) -> Claimed | None:
        """Take a session that nobody holds and in which something is new."""
        token = new_id()
        statement = (
            update(Session)
            .where(Session.id == session_id, Session.reflected_number < Session.turn_count, _FREE)
            .values(reflecting=token, reflecting_until=_NOW + timedelta(seconds=HELD_S))
            .returning(Session)
        )
        row = (await self._session.execute(statement)).scalar_one_or_none()
        if row is None:
            return None
        return Claimed(
            id=row.id,
            user_id=row.user_id,
            token=token,
            type=row.type,
            active=row.status == "active",
            turn_count=row.turn_count,
            reflected_number=row.reflected_number,
            rolling_summary=row.rolling_summary,
            rolled_upto=row.rolled_upto,
        )

    async def held(self, claimed: Claimed) -> Session | None:
        """The session, locked, if this job still holds it."""
        statement = (
            select(Session)
            .where(Session.id == claimed.id, Session.reflecting == claimed.token)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def let_go(self, claimed: Claimed, values: Mapping[str, Any], after_s: float = 0) -> None:
        """Let go of a session; after a failure it is not taken again at once."""
        until = _NOW + timedelta(seconds=after_s) if after_s else None
        await self._session.execute(
            update(Session)
            .where(Session.id == claimed.id, Session.reflecting == claimed.token)
            .values(**values, reflecting=None, reflecting_until=until)
        )

    async def turns(
        self, session_id: uuid.UUID, after: int, limit: int, upto: int | None = None
    ) -> Sequence[Turn]:
        """Turns after a number, in order."""
        statement = select(Turn).where(Turn.session_id == session_id, Turn.number > after)
        if upto is not None:
            statement = statement.where(Turn.number <= upto)
        return (await self._session.execute(statement.order_by(Turn.number).limit(limit))).scalars().all()

    async def newcomer(self, session_id: uuid.UUID) -> uuid.UUID | None:
        """Whose session it is, where it goes on and is the first of theirs, and nobody has looked at it yet."""
        other = aliased(Session)
        first = ~exists().where(other.user_id == Session.user_id, other.id != Session.id)
        statement = select(Session.user_id).where(
            Session.id == session_id, Session.status == "active", Session.reflected_number == 0, first
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def waits(self, session_id: uuid.UUID) -> bool:
        """Is something new in the session, and somebody at it?"""
        statement = select(Session.id).where(
            Session.id == session_id, Session.reflected_number < Session.turn_count, ~_FREE
        )
        return (await self._session.execute(statement)).scalar_one_or_none() is not None

    async def missed(self, limit: int) -> Sequence[uuid.UUID]:
        """Sessions in which much is new, or that are over, and nobody is at them."""
        statement = (
            select(Session.id)
            .where(
                Session.reflected_number < Session.turn_count,
                or_(
                    Session.status != "active",
                    and_(
                        Session.turn_count - Session.reflected_number >= REFLECT_EVERY, _NEW >= REFLECT_EVERY
                    ),
                ),
                _FREE,
            )
            .order_by(Session.last_activity_at)
            .limit(limit)
        )
        return (await self._session.execute(statement)).scalars().all()
