"""Whether the models can be reached, as all processes know it together.

A provider that could not be reached in two calls running is left alone but for a look now and then, so that people do
not wait for what is not there. Since when nobody answers is business time, so that five minutes can be played; how
often is looked is real time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec
from redis.asyncio import Redis

from relove.core.clock import Clock
from relove.integrations.llm.shared import Shared

SHUT_AFTER = 2
"""Calls running in which a provider could not be reached."""
LOOK_EVERY_S = 15.0
TELL_AFTER_S = 300.0

_ALL = "relove:llm:health"

# Is it time to tell? Once for each time that it goes down. KEYS[1] is the state of all together.
_TELLING = """
local function telling(business, after)
    local since = tonumber(redis.call('HGET', KEYS[1], 'since') or '')
    if not since then return 0, 0 end
    if since > business then since = business end
    if business - since < after or redis.call('HSETNX', KEYS[1], 'told', '1') == 0 then return 0, since end
    return 1, since
end
"""
# ARGV: how many failures shut, how often is looked, business time, when to tell, whether this one may look.
# For each provider: 0 shut, 1 open, 2 open for a look. Then whether anything is amiss, whether to tell, since when.
_OPEN = (
    _TELLING
    + """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local answer, amiss, open = {}, redis.call('EXISTS', KEYS[1]), 0
for i = 2, #KEYS do
    local fails = tonumber(redis.call('HGET', KEYS[i], 'fails') or '0')
    local state = 1
    if fails > 0 then amiss = 1 end
    if fails >= tonumber(ARGV[1]) then
        state = 0
        local looked = tonumber(redis.call('HGET', KEYS[i], 'looked') or '0')
        if ARGV[5] == '1' and now - looked >= tonumber(ARGV[2]) then
            redis.call('HSET', KEYS[i], 'looked', string.format('%.0f', now))
            state = 2
        end
    end
    if state > 0 then open = open + 1 end
    answer[i - 1] = state
end
local tell, since = 0, 0
if open == 0 then tell, since = telling(tonumber(ARGV[3]), tonumber(ARGV[4])) end
answer[#KEYS] = amiss
answer[#KEYS + 1] = tell
answer[#KEYS + 2] = since
return answer
"""
)
# ARGV: business time, when to tell, then for each provider: 0 was not asked, 1 answered, 2 could not be reached.
_AFTER = (
    _TELLING
    + """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local served, down = 0, 0
for i = 2, #KEYS do
    local how = ARGV[i + 1]
    if how == '1' then
        served = 1
        redis.call('DEL', KEYS[i])
    elseif how == '2' then
        redis.call('HINCRBY', KEYS[i], 'fails', 1)
        redis.call('HSET', KEYS[i], 'looked', string.format('%.0f', now))
        redis.call('EXPIRE', KEYS[i], 86400)
    end
    if redis.call('HEXISTS', KEYS[i], 'fails') == 1 then down = down + 1 end
end
if served == 1 then
    local since = redis.call('HGET', KEYS[1], 'since') or '0'
    local told = redis.call('HEXISTS', KEYS[1], 'told')
    redis.call('DEL', KEYS[1])
    return {told == 1 and 2 or 0, tonumber(since)}
end
if down < #KEYS - 1 then return {0, 0} end
redis.call('HSETNX', KEYS[1], 'since', ARGV[1])
redis.call('EXPIRE', KEYS[1], 604800)
local tell, since = telling(tonumber(ARGV[1]), tonumber(ARGV[2]))
return {tell, since}
"""
)


class News(msgspec.Struct, frozen=True):
    """What the team must hear."""

    state: Literal["down", "back"]
    since: datetime


class Breaker:
    """Knows who can be reached. Without Redis everybody is taken to be well."""

    def __init__(self, redis: Redis, shared: Shared, clock: Clock, names: Sequence[str]) -> None:
        self._redis = redis
        self._shared = shared
        self._clock = clock
        self._names = tuple(names)
        self._open = redis.register_script(_OPEN)
        self._after = redis.register_script(_AFTER)
        self._amiss = True

    async def open(self, *, may_look: bool) -> tuple[list[str], bool, News | None]:
        """Who may be asked, whether that is only a look, and what to tell the team."""
        found = await self._shared.ask(
            self._open(
                keys=[_ALL, *map(_key, self._names)],
                args=[
                    SHUT_AFTER,
                    round(LOOK_EVERY_S * 1000),
                    self._now(),
                    round(TELL_AFTER_S * 1000),
                    int(may_look),
                ],
            )
        )
        if found is None:
            return list(self._names), False, None
        states, (amiss, tell, since) = found[:-3], found[-3:]
        self._amiss = bool(amiss)
        named = list(zip(self._names, states, strict=True))
        well = [name for name, state in named if state == 1]
        # A look costs time: where another answers, nobody but the watch takes it.
        looked_at = [] if well else [name for name, state in named if state == 2]
        return well or looked_at, bool(looked_at), _news("down", since) if tell else None

    async def after(self, served: str | None, unserved: Collection[str]) -> News | None:
        """Note how a call went; what to tell the team."""
        if served and not unserved and not self._amiss:
            return None
        found = await self._shared.ask(
            self._after(
                keys=[_ALL, *map(_key, self._names)],
                args=[
                    self._now(),
                    round(TELL_AFTER_S * 1000),
                    *(1 if name == served else 2 if name in unserved else 0 for name in self._names),
                ],
            )
        )
        if found is None:
            return None
        self._amiss = served is None or bool(unserved)
        tell, since = found
        return _news("down" if tell == 1 else "back", since) if tell else None

    async def tell_again(self) -> None:
        """The team could not be told: the next one tries."""
        await self._shared.ask(self._redis.hdel(_ALL, "told"))  # type: ignore[arg-type]

    async def amiss(self) -> list[str]:
        """Providers that could not be reached the last time."""
        return [name for name, fails in (await self._fails()).items() if fails]

    async def down(self) -> bool:
        """Is nobody there?"""
        found = await self._fails()
        return bool(found) and all(fails >= SHUT_AFTER for fails in found.values())

    async def _fails(self) -> dict[str, int]:
        async def read() -> dict[str, int]:
            async with self._redis.pipeline(transaction=False) as pipe:
                for name in self._names:
                    pipe.hget(_key(name), "fails")
                return {
                    name: int(fails or 0)
                    for name, fails in zip(self._names, await pipe.execute(), strict=True)
                }

        return await self._shared.ask(read()) or {}

    def _now(self) -> int:
        return round(self._clock.now().timestamp() * 1000)


def _key(name: str) -> str:
    return f"{_ALL}:{name}"


def _news(state: Literal["down", "back"], since_ms: float) -> News:
    return News(state, datetime.fromtimestamp(float(since_ms) / 1000, UTC))
