"""Use cases of the records: what was done, for operators, without a person's words."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from relove.db.unit_of_work import UnitOfWork
from relove.domains.records.repository import ModelCallRepository
from relove.domains.records.schemas import CallNote, FailureCount, FeatureCost

_CAUSES = 20


class RecordsService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork) -> None:
        self._calls = ModelCallRepository(work.session)

    async def note_calls(self, notes: Sequence[CallNote]) -> None:
        """Note calls of models. Those of people who were erased meanwhile are left out."""
        await self._calls.add(notes)

    async def spent(self, user_id: uuid.UUID, since: datetime.datetime) -> int:
        """Millionths of a dollar that models cost on behalf of one person since then."""
        return await self._calls.spent(user_id, since)

    async def costs(self, since: datetime.datetime) -> list[FeatureCost]:
        """Calls, failures, tokens, cost and times by feature, the dearest first."""
        rows = await self._calls.by_feature(since)
        return [
            FeatureCost(
                **{
                    **row._mapping,
                    **{
                        name: int(row._mapping[name])
                        for name in ("input_tokens", "output_tokens", "cost_micros")
                    },
                }
            )
            for row in rows
        ]

    async def failures(self, since: datetime.datetime, limit: int = _CAUSES) -> list[FailureCount]:
        """The top causes of failed calls."""
        rows = await self._calls.failures(since, limit)
        return [FailureCount(row.feature, row.reason or "unknown", row.calls) for row in rows]
