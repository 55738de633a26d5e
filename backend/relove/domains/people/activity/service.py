"""Use cases of contacts: what a person did last, who was here lately, what moves to the archive."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.people.activity import rules
from relove.domains.people.activity.repository import ActivityRepository, SeenRepository
from relove.domains.people.activity.schemas import Activity, SeenPerson

_BATCH = 1000


class ActivityService:
    """Works inside one unit of work. A contact itself is noted by PeopleService.meet and .seen."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._activity = ActivityRepository(work.session)
        self._seen = SeenRepository(work.session)
        self._clock = clock

    async def last(self, user_id: uuid.UUID, count: int) -> list[Activity]:
        """The newest contacts of a person, oldest of them first."""
        return [
            Activity(
                id=row.id,
                type=row.activity_type,
                details=msgspec.json.decode(row.details, type=dict[str, str]) if row.details else {},
                at=row.timestamp,
            )
            for row in await self._activity.last(user_id, count)
        ]

    async def with_old_profiles(
        self,
        *,
        seen_within: datetime.timedelta | None,
        older_than: datetime.timedelta | None,
        user_id: uuid.UUID | None = None,
    ) -> Sequence[SeenPerson]:
        """Who was here lately and has no profile or an old one, most recent first; None sets no bound."""
        now = self._clock.now()
        rows = await self._seen.lately(
            now - seen_within if seen_within is not None else None,
            rules.PROFILE_MARKER,
            rules.as_marker(now - older_than) if older_than is not None else None,
            user_id,
        )
        return [SeenPerson(found, may_work) for found, may_work in rows]

    async def markers(self, user_id: uuid.UUID) -> dict[str, Any]:
        """All markers of a person."""
        return await self._seen.markers(user_id)

    async def mark(self, user_id: uuid.UUID, markers: Mapping[str, Any]) -> None:
        """Set markers of a person: slugs, numbers and dates, never words."""
        await self._seen.mark(user_id, markers)

    async def mark_once(self, user_id: uuid.UUID, marker: str, at: datetime.datetime | None = None) -> None:
        """Set a marker to that moment, or to this one, unless it stands already: the first time is what counts."""
        await self._seen.mark(user_id, {marker: rules.as_marker(at or self._clock.now())}, once=True)


async def archive(units: UnitOfWorkFactory, clock: Clock) -> dict[str, int]:
    """Move what is old or too much, batch by batch, each a unit of work of its own; how many of either."""
    now = clock.now()
    counts = {"old": 0, "excess": 0}
    for name in counts:
        moved = _BATCH
        while moved == _BATCH:
            async with units() as work:
                repository = ActivityRepository(work.session)
                if name == "old":
                    moved = await repository.archive_older(now - rules.KEPT, now, _BATCH)
                else:
                    moved = await repository.archive_excess(rules.KEPT_ENTRIES, now, _BATCH)
            counts[name] += moved
    return counts
