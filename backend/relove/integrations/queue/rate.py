"""How often somebody may ask, over all processes: one Lua script a request, all its limits in one look (GCRA).

Either every limit has room and each counts the request, or none counts it: who is refused by one limit does not use
up the others. Time is that of Redis.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Sequence

import msgspec
from redis.asyncio import Redis
from redis.exceptions import RedisError

_log = logging.getLogger("relove.rate")

PERIOD_S = 60
_PERIOD_US = PERIOD_S * 1_000_000
_PATIENCE_S = 0.5
_AGAIN_AFTER_S = 2.0

# For each key the moment at which it is empty again. A request moves it on by ARGV[i]; it must stay within a period.
_TAKE = f"""
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local wait, empty = 0, {{}}
for i, key in ipairs(KEYS) do
    empty[i] = math.max(now, tonumber(redis.call('GET', key) or '0'))
    wait = math.max(wait, empty[i] + tonumber(ARGV[i]) - now - {_PERIOD_US})
end
local answer = {{wait}}
for i, key in ipairs(KEYS) do
    if wait <= 0 then
        empty[i] = empty[i] + tonumber(ARGV[i])
        redis.call('SET', key, string.format('%.0f', empty[i]), 'PX', math.ceil((empty[i] - now) / 1000))
    end
    answer[i + 1] = empty[i] - now
end
return answer
"""


class Limit(msgspec.Struct, frozen=True):
    """So many requests a minute for whoever has this name; all of them may come at once."""

    name: str
    per_minute: int
    weight: int = 1
    """As how many requests this one counts; no more than a minute has room for."""

    @property
    def step(self) -> int:
        """Microseconds that one request takes."""
        return math.ceil(_PERIOD_US / self.per_minute)

    @property
    def cost(self) -> int:
        """Microseconds that this request takes."""
        return min(self.step * self.weight, _PERIOD_US)


class Verdict(msgspec.Struct, frozen=True):
    """What the tightest limit says: its size, how many requests are left, seconds until it is whole again."""

    limit: int
    remaining: int
    reset_s: int
    retry_after_s: int | None
    """Seconds until the request would be let in; None where it was."""


class RequestLimiter:
    """Counts requests."""

    def __init__(self, redis: Redis) -> None:
        self._take = redis.register_script(_TAKE)
        self._away_until = 0.0

    async def take(self, limits: Sequence[Limit]) -> Verdict | None:
        """Count one request against all of these. None where nobody counts: with Redis away everybody is let in."""
        if not limits or time.monotonic() < self._away_until:
            return None
        try:
            async with asyncio.timeout(_PATIENCE_S):
                wait, *filled = await self._take(
                    keys=[f"relove:rate:{limit.name}" for limit in limits],
                    args=[limit.cost for limit in limits],
                )
        except (RedisError, OSError) as error:
            # Not asked again for a moment: else every request would wait for it.
            self._away_until = time.monotonic() + _AGAIN_AFTER_S
            _log.warning("request limits are not counted", extra={"error": type(error).__name__})
            return None
        return _verdict(limits, wait, filled)


def _verdict(limits: Sequence[Limit], wait: int, filled: Sequence[int]) -> Verdict:
    room = [max(0, (_PERIOD_US - full) // limit.step) for limit, full in zip(limits, filled, strict=True)]
    tightest = min(range(len(limits)), key=lambda at: room[at] / limits[at].per_minute)
    return Verdict(
        limit=limits[tightest].per_minute,
        remaining=room[tightest],
        reset_s=math.ceil(filled[tightest] / 1_000_000),
        retry_after_s=max(1, math.ceil(wait / 1_000_000)) if wait > 0 else None,
    )
