"""What models may cost on behalf of one person in a day of theirs."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from redis.asyncio import Redis

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ports import ModelTask, ModelUnavailable
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.people.service import PeopleService
from relove.domains.records.service import RecordsService
from relove.integrations.llm.shared import Shared

_LIVES_S = 2 * 86_400
SAFETY = "safety"
"""The feature that no budget stops: whether somebody is in danger is looked at whatever it costs."""

# Only where the day is counted already: else it is read from the records, which hold this call too by then.
_SPEND = """
if redis.call('EXISTS', KEYS[1]) == 0 then return -1 end
return redis.call('HINCRBY', KEYS[1], 'spent', ARGV[1])
"""


class DailyBudget:
    """Counts in Redis, over all processes; the day's beginning, and what a flushed Redis forgot, is in the records."""

    def __init__(
        self, redis: Redis, shared: Shared, units: UnitOfWorkFactory, clock: Clock, limit_micros: int
    ) -> None:
        self._redis = redis
        self._shared = shared
        self._units = units
        self._clock = clock
        self._limit = limit_micros
        self._spend = redis.register_script(_SPEND)

    async def check(self, task: ModelTask) -> None:
        """ModelUnavailable("budget") where the person's day is used up. Without a limit, or a person, none is."""
        if task.user_id is None or not self._limit or task.feature == SAFETY:
            return
        if await self._spent(task.user_id) >= self._limit:
            raise ModelUnavailable("budget")

    async def spend(self, user_id: uuid.UUID | None, micros: int) -> None:
        """Count what a call cost."""
        if user_id is not None and self._limit and micros:
            await self._shared.ask(self._spend(keys=[_key(user_id)], args=[micros]))

    async def _spent(self, user_id: uuid.UUID) -> int:
        now = self._clock.now()
        kept = await self._shared.ask(self._redis.hmget(_key(user_id), "from", "until", "spent"))  # type: ignore[arg-type]
        if kept and all(part is not None for part in kept):
            begins, ends, spent = (int(part) for part in kept)
            if begins <= now.timestamp() < ends:
                return spent
        return await self._recount(user_id, now)

    async def _recount(self, user_id: uuid.UUID, now: datetime) -> int:
        async with self._units() as work:
            try:
                person = await PeopleService(work, self._clock).get(user_id)
            except ReloveError:
                # Erased meanwhile: nothing more is asked on their behalf.
                raise ModelUnavailable("nobody") from None
            begins, ends = day_of(now, person.timezone)
            spent = await RecordsService(work).spent(user_id, begins)
        day = {"from": int(begins.timestamp()), "until": int(ends.timestamp()), "spent": spent}

        async def keep() -> bool:
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.hset(_key(user_id), mapping=day)
                pipe.expire(_key(user_id), _LIVES_S)
                await pipe.execute()
            return True

        await self._shared.ask(keep())
        return spent


def day_of(now: datetime, timezone: str) -> tuple[datetime, datetime]:
    """When the person's present day begins and ends."""
    local = now.astimezone(ZoneInfo(timezone))
    begins = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return begins, begins + timedelta(days=1)


def _key(user_id: uuid.UUID) -> str:
    return f"relove:llm:spent:{user_id}"
