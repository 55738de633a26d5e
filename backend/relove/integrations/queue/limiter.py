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
MOST_IN_WINDOW = 30
WINDOW_S = 1.034
"""What really leaves, in any stretch of time: no more than 30 a second even where processes stall."""
_FRESH_S = 0.02
_ASKS_AT_MOST = 50
_NEAR_S = 3.0
_QUEUE_IS_HIGH_AT = 4

_ALL = "relove:send:all"
_STOP = "relove:send:stop"
_REFUSED = "relove:send:refused"
_LEFT = "relove:send:left"

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
# Slots are even, those who come late to theirs are not: Telegram counts what arrives. ARGV: so many in so long, life.
_LEAVE = """
if redis.call('EXISTS', KEYS[1]) == 1 then return {0, 0} end
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local nth = tonumber(redis.call('LINDEX', KEYS[2], tonumber(ARGV[1]) - 1) or '0')
if nth + tonumber(ARGV[2]) > now then return {1, nth + tonumber(ARGV[2]) - now} end
redis.call('LPUSH', KEYS[2], string.format('%.0f', now))
redis.call('LTRIM', KEYS[2], 0, tonumber(ARGV[1]) - 1)
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return {2, 0}
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
        self._leave = redis.register_script(_LEAVE)
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
        await asyncio.sleep(max(0.0, slot.leaves_at - time.monotonic()))
        for _ in range(_ASKS_AT_MOST):
            asked = time.monotonic()
            state, wait = await self._ask_to_leave()
            if state == "stopped":
                slot = await self._ask(chat_id, PATIENCE_S, again=True)
                if slot.state != "reserved":
                    return slot.wait_s
                wait = slot.wait_s
            # Permission that lay unread while this process was busy is old: what leaves now would be counted later.
            elif state == "leave" and time.monotonic() - asked <= _FRESH_S:
                return None
            await asyncio.sleep(wait)
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
        # Its time begins before it is asked: the answer may lie unread while this process is busy.
        asked = time.monotonic()
        arguments = [_us(1 / OVERALL_PER_SECOND), _us(interval), _us(ahead_s), int(again)]
        try:
            state, wait = await self._reserve(keys=[_ALL, f"relove:send:{chat_id}"], args=arguments)
        except (RedisError, OSError) as error:
            _log.warning("limiter unreachable", extra={"error": type(error).__name__})
            state, wait = 1, interval * 1_000_000
        seconds = wait / 1_000_000
        if state == 1:
            return Slot("reserved", seconds, asked + seconds)
        return Slot("full" if state == 2 else "chat_busy", seconds)

    async def _ask_to_leave(self) -> tuple[str, float]:
        try:
            state, wait = await self._leave(
                keys=[_STOP, _LEFT], args=[MOST_IN_WINDOW, _us(WINDOW_S), round(WINDOW_S * 2000)]
            )
        except (RedisError, OSError):
            return "leave", 0.0
        return ("stopped", "later", "leave")[state], wait / 1_000_000


def _us(seconds: float) -> int:
    return round(seconds * 1_000_000)
