"""All SQL of memory."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import bindparam, case, delete, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from relove.core.ids import new_id
from relove.domains.conversations.memory.models import SessionInsight
from relove.domains.conversations.memory.schemas import Candidate, MemoryKind, MemoryStatus, Remembered
from relove.domains.conversations.models import Session, Turn

RECALLED = {"fact": 200, "element": 60, "insight": 60, "pattern": 12, "contradiction": 3, "core_issue": 1}
"""Rows of a kind that a reply compares with: the newest; all the facts, for one of the first day may be asked for."""
_LOCKS = 7_301_652_119

_S = SessionInsight


# Prebuilt: it runs for every message. What is kept out comes with what is recalled, in one look.
# Of the contradictions as many again that were named, the last of them first: one in a session is enough.
_PLACES = (
    select(
        _S.id,
        _S.kind,
        func.row_number()
        .over(partition_by=(_S.kind, _S.named_at.is_(None)), order_by=(_S.named_at.desc(), _S.id.desc()))
        .label("place"),
    )
    .where(_S.user_id == bindparam("user_id"), _S.status != "vetoed")
    .subquery()
)
_NEWEST = select(_PLACES.c.id).where(_PLACES.c.place <= case(RECALLED, value=_PLACES.c.kind, else_=0))
_RECALL = (
    select(_S)
    .where(_S.user_id == bindparam("user_id"), or_(_S.id.in_(_NEWEST), _S.marks.is_not(None)))
    .order_by(_S.id.desc())
)


class MemoryRepository:
    """What is remembered of people, and the turns behind it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self, user_id: uuid.UUID) -> None:
        """One writer of a person's memory at a time, until the end of the transaction."""
        await self._session.execute(
            select(func.pg_advisory_xact_lock(func.hashtextextended(str(user_id), _LOCKS)))
        )

    async def recall(
        self, user_id: uuid.UUID
    ) -> tuple[list[Remembered], list[tuple[bytes, list[uuid.UUID]]]]:
        """The newest rows of each kind, and fingerprints of what is kept out with the turns it came from."""
        rows = (await self._session.scalars(_RECALL, {"user_id": user_id})).all()
        known = [to_remembered(row) for row in rows if row.status != "vetoed"]
        return known, [(row.marks, row.turn_ids) for row in rows if row.marks is not None]

    async def rows(self, user_id: uuid.UUID, *, vetoed: bool = False) -> Sequence[SessionInsight]:
        """Everything of a person, oldest first."""
        statement = select(_S).where(_S.user_id == user_id).order_by(_S.id)
        if not vetoed:
            statement = statement.where(_S.status != "vetoed")
        return (await self._session.execute(statement)).scalars().all()

    async def page(
        self, user_id: uuid.UUID, before: uuid.UUID | None, limit: int
    ) -> Sequence[SessionInsight]:
        """Newest first."""
        statement = select(_S).where(_S.user_id == user_id, _S.status != "vetoed")
        if before is not None:
            statement = statement.where(_S.id < before)
        return (await self._session.execute(statement.order_by(_S.id.desc()).limit(limit))).scalars().all()

    async def of_person(self, item_id: uuid.UUID, user_id: uuid.UUID) -> SessionInsight | None:
        """The row, if it is this person's and still there."""
        statement = select(_S).where(_S.id == item_id, _S.user_id == user_id, _S.status != "vetoed")
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def marked(self, user_id: uuid.UUID) -> list[tuple[bytes, list[uuid.UUID]]]:
        """Fingerprints of what is kept out, with the turns it came from."""
        statement = select(_S.marks, _S.turn_ids).where(_S.user_id == user_id, _S.marks.is_not(None))
        return [(row.marks, row.turn_ids) for row in await self._session.execute(statement)]

    async def change(self, item_id: uuid.UUID, values: Mapping[str, Any]) -> SessionInsight:
        statement = update(_S).where(_S.id == item_id).values(**values).returning(_S)
        found = await self._session.execute(statement, execution_options={"populate_existing": True})
        return found.scalar_one()

    async def unnamed(self, user_id: uuid.UUID, since: datetime, limit: int) -> list[Remembered]:
        """The newest contradictions that were not named to the person; none where one was since that moment."""
        other = aliased(_S)
        lately = exists().where(other.user_id == user_id, other.named_at >= since)
        statement = (
            select(_S)
            .where(
                _S.user_id == user_id,
                _S.kind == "contradiction",
                _S.status != "vetoed",
                _S.named_at.is_(None),
                ~lately,
            )
            .order_by(_S.id.desc())
            .limit(limit)
        )
        return [to_remembered(row) for row in await self._session.scalars(statement)]

    async def named(self, item_ids: Sequence[uuid.UUID], at: datetime) -> None:
        """These were named to the person."""
        await self._session.execute(update(_S).where(_S.id.in_(item_ids)).values(named_at=at))

    async def drop(self, item_ids: Sequence[uuid.UUID]) -> None:
        """Rows that give way to new ones; none that the person decided on."""
        if item_ids:
            await self._session.execute(delete(_S).where(_S.id.in_(item_ids), _S.status == "active"))

    async def add(
        self, user_id: uuid.UUID, session_id: uuid.UUID, found: Sequence[Candidate], at: datetime
    ) -> None:
        """New rows."""
        if not found:
            return
        await self._session.execute(
            insert(_S),
            [
                {
                    "id": new_id(),
                    "user_id": user_id,
                    "session_id": session_id,
                    "kind": one.kind,
                    "key": one.key,
                    "stage": one.stage,
                    "text": one.text,
                    "quote": one.quote,
                    "turn_ids": one.turn_ids,
                    "confidence": one.confidence,
                    "via": one.via,
                    "embedding": one.vector,
                    "created_at": at,
                    "updated_at": at,
                }
                for one in found
            ],
        )

    async def sessions_of(
        self, turn_ids: Sequence[uuid.UUID], user_id: uuid.UUID
    ) -> dict[uuid.UUID, uuid.UUID]:
        """In which session each of this person's turns was said."""
        statement = select(Turn.id, Turn.session_id).where(Turn.id.in_(turn_ids), Turn.user_id == user_id)
        return {row.id: row.session_id for row in await self._session.execute(statement)}

    async def summaries(self, user_id: uuid.UUID) -> list[tuple[uuid.UUID, str | None, str | None]]:
        """Of each session that has one: the closing summary and the rolling one."""
        statement = select(Session.id, Session.summary, Session.rolling_summary).where(
            Session.user_id == user_id, Session.summary.is_not(None) | Session.rolling_summary.is_not(None)
        )
        return [(row.id, row.summary, row.rolling_summary) for row in await self._session.execute(statement)]

    async def set_summaries(self, session_id: uuid.UUID, values: Mapping[str, Any]) -> None:
        await self._session.execute(update(Session).where(Session.id == session_id).values(**values))


def to_remembered(row: SessionInsight) -> Remembered:
    """The row as the rules see it."""
    return Remembered(
        id=row.id,
        session_id=row.session_id,
        kind=cast(MemoryKind, row.kind),
        key=row.key,
        stage=row.stage,
        text=row.text or "",
        quote=row.quote or "",
        turn_ids=list(row.turn_ids),
        confidence=row.confidence,
        status=cast(MemoryStatus, row.status),
        at=row.updated_at,
        vector=row.embedding,
        named_at=row.named_at,
    )
