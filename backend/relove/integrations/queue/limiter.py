"""Telegram's sending limits, shared by all processes: one Lua reservation (GCRA, burst 1) per message."""

from __future__ import annotations

import asyncio
import logging
import time

from redis.asyncio import Redis
from redis.exceptions import RedisError

from relove.core.ports import Slot

_log = logging.getLogger("relove.limiter")

OVERALL_PER_SECOND = 29.0
PRIVATE_INTERVAL_S = 1.0
GROUP_INTERVAL_S = 3.0
"""Telegram allows about 30 messages a second in all, one a second in a chat, 20 a minute in a group."""
BULK_AHEAD = 8
"""Slots that bulk may hold reserved, over all processes: a reply waits for no more than these."""
PATIENCE_S = 20.0
"""A reply whose slot is farther off than this goes back into the outbox instead of waiting in a process."""
_LATE_S = 0.03
_AGAIN_AT_MOST = 3
_NEAR_S = 3.0
_QUEUE_IS_HIGH_AT = 4

_ALL = "relove:send:all"
_STOP = "relove:send:stop"
_REFUSED = "relove:send:refused"

# A message that waits for its chat takes no overall slot: it asks again once its chat is free. ARGV: the interval of
# all, the chat's, how far ahead a slot may lie, and whether the chat's own interval is this message's already.
_RESERVE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local chat = tonumber(redis.call('GET', KEYS[2]) or '0')
if chat > now and ARGV[4] == '0' then return {0, chat - now} end
local slot = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
if slot - now >= tonumber(ARGV[3]) then return {2, slot - now - tonumber(ARGV[3]) + 1000} end
redis.call('SET', KEYS[1], string.format('%.0f', slot + tonumber(ARGV[1])), 'EX', 600)
local kept = math.ceil((slot - now + tonumber(ARGV[2])) / 1000) + 1000
redis.call('SET', KEYS[2], string.format('%.0f', slot + tonumber(ARGV[2])), 'PX', kept)
return {1, slot - now}
"""
# Which bucket Telegram means (docs/decisions/limits.md): the chat's, and all when another chat was refused just before
# or when slots are reserved far ahead. ARGV: for how long, the chat, how near two refusals are, what is far.
_PAUSE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local till = string.format('%.0f', now + tonumber(ARGV[1]))
local lives = math.ceil(tonumber(ARGV[1]) / 1000) + 1000
local function later(key)
    local kept = tonumber(redis.call('GET', key) or '0')
    if now + tonumber(ARGV[1]) > kept then redis.call('SET', key, till, 'PX', lives) end
end
later(KEYS[2])
local other = redis.call('GET', KEYS[4])
local queue = tonumber(redis.call('GET', KEYS[1]) or '0') - now
redis.call('SET', KEYS[4], ARGV[2], 'PX', ARGV[3])
if not (other and other ~= ARGV[2]) and queue < tonumber(ARGV[4]) then return 0 end
later(KEYS[1])
redis.call('SET', KEYS[3], '1', 'PX', math.max(1, lives - 1000))
return 1
"""


class SendLimiter:
    """Waits until a message may leave."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._reserve = redis.register_script(_RESERVE)
        self._pause = redis.register_script(_PAUSE)

    async def turn(self, chat_id: int) -> float | None:
        """Wait for a reply's turn in this chat. Seconds to come back in, where that is too far off."""
        while True:
            slot = await self._ask(chat_id, PATIENCE_S)
            if slot.state == "reserved":
                return await self.turn_of(chat_id, slot)
            if slot.state == "full" or slot.wait_s > PATIENCE_S:
                return slot.wait_s
            await asyncio.sleep(slot.wait_s)

    async def bulk_slot(self, chat_id: int) -> Slot:
        """Reserve for a message that nobody waits for, if few enough are reserved."""
        return await self._ask(chat_id, BULK_AHEAD / OVERALL_PER_SECOND)

    async def turn_of(self, chat_id: int, slot: Slot) -> float | None:
        """Wait for a slot that was reserved. Seconds to come back in, when Telegram said to stop meanwhile."""
        for _ in range(_AGAIN_AT_MOST):
            wait = slot.leaves_at - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            late = time.monotonic() - slot.leaves_at > _LATE_S
            # Whoever comes late leaves together with those behind, and Telegram counts them in one second.
            if not late and not (wait > 0 and await self._stopped()):
                return None
            slot = await self._ask(chat_id, PATIENCE_S, again=True)
            if slot.state != "reserved":
                return slot.wait_s
        await asyncio.sleep(max(0.0, slot.leaves_at - time.monotonic()))
        return None

    async def pause(self, chat_id: int, seconds: float) -> None:
        """Telegram said `retry_after`: nothing goes to this chat until then, from any process; or nothing at all."""
        try:
            everything = await self._pause(
                keys=[_ALL, f"relove:send:{chat_id}", _STOP, _REFUSED],
                args=[
                    _us(seconds),
                    chat_id,
                    round(_NEAR_S * 1000),
                    _us(_QUEUE_IS_HIGH_AT / OVERALL_PER_SECOND),
                ],
            )
        except (RedisError, OSError) as error:
            _log.warning("limiter unreachable", extra={"error": type(error).__name__})
            return
        if everything:
            _log.warning("Telegram stops all sending", extra={"seconds": seconds})

    async def _ask(self, chat_id: int, ahead_s: float, *, again: bool = False) -> Slot:
        """One reservation. With Redis away: at the chat's own pace."""
        interval = PRIVATE_INTERVAL_S if chat_id > 0 else GROUP_INTERVAL_S
        arguments = [_us(1 / OVERALL_PER_SECOND), _us(interval), _us(ahead_s), int(again)]
        try:
            state, wait = await self._reserve(keys=[_ALL, f"relove:send:{chat_id}"], args=arguments)
        except (RedisError, OSError) as error:
            _log.warning("limiter unreachable", extra={"error": type(error).__name__})
            state, wait = 1, interval * 1_000_000
        seconds = wait / 1_000_000
        if state == 1:
            return Slot("reserved", seconds, time.monotonic() + seconds)
        return Slot("full" if state == 2 else "chat_busy", seconds)

    async def _stopped(self) -> bool:
        try:
            return bool(await self._redis.exists(_STOP))
        except (RedisError, OSError):
            return False


def _us(seconds: float) -> int:
    return round(seconds * 1_000_000)
