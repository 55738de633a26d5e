"""Use cases of memory: what is remembered, what is recalled, what the person corrects or takes out."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import cast

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.memory import marks
from relove.domains.conversations.memory.marks import KeptOut
from relove.domains.conversations.memory.merging import merged
from relove.domains.conversations.memory.models import SessionInsight
from relove.domains.conversations.memory.ranking import recollected, unnamed
from relove.domains.conversations.memory.repository import MemoryRepository, to_remembered
from relove.domains.conversations.memory.schemas import (
    JOIN,
    Candidate,
    Contradiction,
    MemoryItem,
    MemoryKind,
    MemoryPage,
    MemoryStatus,
    Recollection,
    Remembered,
    SourceTurn,
)
from relove.domains.conversations.memory.vectors import packed
from relove.domains.conversations.rules import checked_text
from relove.domains.journey.schemas import Evidence, EvidenceKind
from relove.domains.profiles.service import ProfileService

CORRECTION_CHARS = 300
_TO_NAME = 3
"""Of the newest not each can be quoted."""


class MemoryService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._memory = MemoryRepository(work.session)
        self._profiles = ProfileService(work, clock)
        self._clock = clock

    async def page(self, user_id: uuid.UUID, cursor: str | None, limit: int) -> MemoryPage:
        """What is remembered of the person, newest first. ReloveError bad_cursor."""
        try:
            before = uuid.UUID(cursor) if cursor else None
        except ValueError:
            raise ReloveError("bad_cursor", kind="invalid") from None
        rows = await self._memory.page(user_id, before, limit + 1)
        shown = rows[:limit]
        return MemoryPage(
            items=await self._items(shown, user_id),
            next=str(shown[-1].id) if len(rows) > limit else None,
        )

    async def of_person(self, user_id: uuid.UUID) -> list[MemoryItem]:
        """Everything that is remembered of the person, oldest first."""
        return await self._items(await self._memory.rows(user_id), user_id)

    async def evidence(self, user_id: uuid.UUID) -> list[Evidence]:
        """The same as evidence: for the map, profiles and readiness."""
        return [_evidence(row) for row in await self._memory.rows(user_id)]

    async def recall(
        self, user_id: uuid.UUID, text: str, vector: Sequence[float] | None, limit: int = 8
    ) -> tuple[Recollection, KeptOut]:
        """What is nearest to the text, and what no model may be told again.

        By similarity where there is a vector, by shared words else; and by recency.
        """
        rows, marked = await self._memory.recall(user_id)
        query = packed(vector) if vector else None
        return recollected(rows, text, query, self._clock.now(), limit), _kept_out(marked)

    async def unnamed(self, user_id: uuid.UUID, since: datetime.datetime) -> tuple[Contradiction, ...]:
        """The newest contradictions that were not named to the person; none where one was since that moment."""
        return unnamed(await self._memory.unnamed(user_id, since, _TO_NAME))

    async def named(self, item_ids: Sequence[uuid.UUID]) -> None:
        """A reply has named these contradictions: they are done with."""
        await self._memory.named(item_ids, self._clock.now())

    async def kept_out(self, user_id: uuid.UUID) -> KeptOut:
        """What the person took out or corrected: nothing that is made of their words may tell it again."""
        return _kept_out(await self._memory.marked(user_id))

    async def correct(self, item_id: uuid.UUID, user_id: uuid.UUID, text: str) -> MemoryItem:
        """The person says how it is. ReloveError memory_not_found, text_empty, text_too_long."""
        said = " ".join(checked_text(text).split())
        if len(said) > CORRECTION_CHARS:
            limit = {"limit": CORRECTION_CHARS}
            raise ReloveError("text_too_long", kind="invalid", params=limit, details=limit)
        row = await self._mine(item_id, user_id)
        former = marks.made(*_wordings(row), without=said)
        changed = await self._memory.change(
            row.id,
            {
                "text": said,
                # From now on these are the person's own words for it.
                "quote": said,
                "status": "corrected",
                "confidence": 1.0,
                "embedding": None,
                "marks": marks.added(row.marks, former),
                "updated_at": self._clock.now(),
            },
        )
        await self._forget(user_id, [])
        return (await self._items([changed], user_id))[0]

    async def veto(self, item_id: uuid.UUID, user_id: uuid.UUID) -> list[uuid.UUID]:
        """Take it out for good: its words are deleted, and it does not come back. The turns that it came from.

        ReloveError memory_not_found.
        """
        row = await self._mine(item_id, user_id)
        mark = marks.made(*_wordings(row))
        turns = dict.fromkeys(row.turn_ids)
        await self._take_out(row, mark)
        # The same sentence may be remembered under another head too.
        out = KeptOut(marks.read(marks.added(None, mark), row.turn_ids))
        for other in await self._memory.rows(user_id):
            if set(other.turn_ids) & set(row.turn_ids) and out.tells(*_wordings(other)):
                turns |= dict.fromkeys(other.turn_ids)
                await self._take_out(other, marks.made(*_wordings(other)))
        await self._forget(user_id, list(turns))
        return list(turns)

    async def lock(self, user_id: uuid.UUID) -> None:
        """One writer of a person's memory at a time, until the end of the unit of work."""
        await self._memory.lock(user_id)

    async def remembered(self, user_id: uuid.UUID) -> list[Remembered]:
        """Everything of the person, as the rules see it."""
        return [to_remembered(row) for row in await self._memory.rows(user_id)]

    async def learn(self, user_id: uuid.UUID, session_id: uuid.UUID, found: Sequence[Candidate]) -> int:
        """Remember what a reflection found; how many rows are new. The caller holds the lock."""
        rows = await self.remembered(user_id)
        result = merged(rows, found, await self.kept_out(user_id), session_id)
        now = self._clock.now()
        for row in result.changed:
            await self._memory.change(
                row.id,
                {
                    "text": row.text,
                    "quote": row.quote,
                    "turn_ids": row.turn_ids,
                    "confidence": row.confidence,
                    "embedding": row.vector,
                    "updated_at": now,
                },
            )
        await self._memory.drop([row.id for row in result.gone])
        await self._memory.add(user_id, session_id, result.new, now)
        return len(result.new)

    async def _take_out(self, row: SessionInsight, mark: bytes) -> None:
        values = {
            "text": None,
            "quote": None,
            "embedding": None,
            "status": "vetoed",
            "marks": marks.added(row.marks, mark),
            "updated_at": self._clock.now(),
        }
        await self._memory.change(row.id, values)

    async def _mine(self, item_id: uuid.UUID, user_id: uuid.UUID) -> SessionInsight:
        await self._memory.lock(user_id)
        row = await self._memory.of_person(item_id, user_id)
        if row is None:
            raise ReloveError("memory_not_found", kind="not_found")
        return row

    async def _forget(self, user_id: uuid.UUID, turns: Sequence[uuid.UUID]) -> None:
        """Summaries lose the sentences that tell it; what a long session's summary held is summed up anew."""
        out = await self.kept_out(user_id)
        await self._profiles.forget(user_id, turns, out.without)
        for session_id, summary, rolling in await self._memory.summaries(user_id):
            values: dict[str, object] = {}
            if summary and (left := out.without(summary)) != summary:
                values["summary"] = left
            if rolling:
                values |= {"rolling_summary": None, "rolled_upto": 0}
            if values:
                await self._memory.set_summaries(session_id, values)

    async def _items(self, rows: Sequence[SessionInsight], user_id: uuid.UUID) -> list[MemoryItem]:
        turns = sorted({turn for row in rows for turn in row.turn_ids})
        places = await self._memory.sessions_of(turns, user_id) if turns else {}
        return [
            MemoryItem(
                id=row.id,
                kind=cast(MemoryKind, row.kind),
                key=row.key,
                text=row.text or "",
                quote=row.quote or "",
                sources=[SourceTurn(turn, places[turn]) for turn in row.turn_ids if turn in places],
                confidence=round(row.confidence, 2),
                at=row.created_at,
                status=cast(MemoryStatus, row.status),
            )
            for row in rows
        ]


def _wordings(row: SessionInsight) -> Iterable[str]:
    return [part for part in (*(row.quote or "").split(JOIN), row.text or "") if part]


def _kept_out(found: Iterable[tuple[bytes, list[uuid.UUID]]]) -> KeptOut:
    return KeptOut(mark for stored, turns in found for mark in marks.read(stored, turns))


def _evidence(row: SessionInsight) -> Evidence:
    return Evidence(
        kind=cast(EvidenceKind, row.kind),
        key=row.key,
        stage=row.stage,
        text=row.text or "",
        quote=row.quote or "",
        turn_ids=tuple(row.turn_ids),
        confidence=row.confidence,
        at=row.created_at,
    )
