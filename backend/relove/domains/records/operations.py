"""What the product does by itself, and how it ended: behind the dashboard. Codes and counts, nobody's words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Literal, cast

import msgspec

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.records.operations_repository import OperationRepository

Outcome = Literal["ok", "partly", "failed"]


class Operation(msgspec.Struct, frozen=True):
    """One run."""

    name: str
    started_at: datetime.datetime
    finished_at: datetime.datetime
    outcome: Outcome
    reason: str | None
    counts: dict[str, int]


class Operations:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._repository = OperationRepository(work.session)
        self._clock = clock

    async def note(
        self,
        name: str,
        started_at: datetime.datetime,
        outcome: Outcome,
        *,
        reason: str | None = None,
        counts: Mapping[str, int] | None = None,
    ) -> None:
        """Note a run that has just ended."""
        await self._repository.add(name, started_at, self._clock.now(), outcome, reason, counts or {})

    async def last(self, name: str, count: int) -> Sequence[Operation]:
        """The newest runs of that name, newest first."""
        return [
            Operation(
                row.name,
                row.started_at,
                row.finished_at,
                cast(Outcome, row.outcome),
                row.reason,
                dict(row.counts),
            )
            for row in await self._repository.last(name, count)
        ]
