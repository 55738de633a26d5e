"""Use cases of the records: what was done, for operators, without a person's words."""

from __future__ import annotations

import uuid

from relove.core.clock import Clock
from relove.core.ports import ModelUsage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.records.repository import ModelCallRepository


class RecordsService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._calls = ModelCallRepository(work.session)
        self._clock = clock

    async def model_call(
        self, user_id: uuid.UUID, feature: str, prompt_id: str, usage: ModelUsage, failure: str | None = None
    ) -> None:
        """Note one call of a model: tokens, times, and the reason where it failed."""
        outcome = "failed" if failure else "ok"
        await self._calls.add(user_id, feature, prompt_id, usage, outcome, failure, self._clock.now())
