"""All SQL of contacts and their archive."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    FromClause,
    Row,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.people.activity.models import ActivityLog, ArchivedActivity
from relove.domains.people.models import User

_COLUMNS = ("id", "timestamp", "user_id", "chat_id", "activity_type", "details")


class ActivityRepository:
    """Contacts."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def last(self, user_id: uuid.UUID, count: int) -> Sequence[ActivityLog]:
        """The newest contacts of a person, oldest of them first."""
        statement = (
            select(ActivityLog)
            .where(ActivityLog.user_id == user_id)
            .order_by(ActivityLog.timestamp.desc(), ActivityLog.id.desc())
            .limit(count)
        )
        return (await self._session.scalars(statement)).all()[::-1]

    async def archive_older(self, before: datetime.datetime, at: datetime.datetime, batch: int) -> int:
        """Move some of what is older; how many."""
        picked = (
            select(ActivityLog.id, ActivityLog.timestamp)
            .where(ActivityLog.timestamp < before)
            .order_by(ActivityLog.timestamp)
            .limit(batch)
        )
        return await self._archive((await self._session.execute(picked)).all(), at)

    async def archive_excess(self, kept: int, at: datetime.datetime, batch: int) -> int:
        """Move some of what people have beyond so many; how many."""
        many = (
            select(ActivityLog.user_id)
            .group_by(ActivityLog.user_id)
            .having(func.count() > kept)
            .subquery("many")
        )
        place = func.row_number().over(
            partition_by=ActivityLog.user_id, order_by=(ActivityLog.timestamp.desc(), ActivityLog.id.desc())
        )
        ranked: FromClause = (
            select(ActivityLog.id, ActivityLog.timestamp, place.label("place"))
            .join(many, many.c.user_id == ActivityLog.user_id)
            .subquery("ranked")
        )
        picked = select(ranked.c.id, ranked.c.timestamp).where(ranked.c.place > kept).limit(batch)
        return await self._archive((await self._session.execute(picked)).all(), at)

    async def _archive(self, keys: Sequence[Row[uuid.UUID, datetime.datetime]], at: datetime.datetime) -> int:
        """Through here, not within the database: a value is closed for its own table."""
        if not keys:
            return 0
        gone = (
            delete(ActivityLog)
            .where(tuple_(ActivityLog.id, ActivityLog.timestamp).in_([tuple(key) for key in keys]))
            .returning(*(getattr(ActivityLog, name) for name in _COLUMNS))
        )
        rows = [dict(row) for row in (await self._session.execute(gone)).mappings()]
        if rows:
            await self._session.execute(
                insert(ArchivedActivity), [{**row, "archived_at": at} for row in rows]
            )
        return len(rows)


class SeenRepository:
    """People by when they were here."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lately(
        self,
        since: datetime.datetime | None,
        marker: str,
        before: str | None,
        user_id: uuid.UUID | None,
    ) -> Sequence[Row[uuid.UUID, bool]]:
        """Seen since then, with a marker older than `before` or none; most recent first, and whether they agreed.

        No index on last_seen_at: each contact would have to write it, and this is read once a day.
        """
        value = User.markers[marker].astext
        statement = select(User.id, User.may_work & ~User.care_active).order_by(
            User.last_seen_at.desc(), User.id
        )
        if since is not None:
            statement = statement.where(User.last_seen_at >= since)
        if before is not None:
            statement = statement.where(or_(value.is_(None), value < before))
        if user_id is not None:
            statement = statement.where(User.id == user_id)
        return (await self._session.execute(statement)).all()

    async def markers(self, user_id: uuid.UUID) -> dict[str, Any]:
        """All markers of a person; none where there is no such person."""
        found = await self._session.execute(select(User.markers).where(User.id == user_id))
        return dict(found.scalar_one_or_none() or {})

    async def mark(self, user_id: uuid.UUID, markers: Mapping[str, Any], *, once: bool = False) -> None:
        """Set markers; the others stay. `once`: those that stand already stay too."""
        standing, given = User.__table__.c.markers, bindparam("given", dict(markers), User.markers.type)
        await self._session.execute(
            User.__table__.update()  # type: ignore[attr-defined]
            .where(User.__table__.c.id == user_id)
            .values(markers=given.op("||")(standing) if once else standing.op("||")(given))
        )
