"""Telegram's sending limits, shared by all processes: one Lua reservation (GCRA, burst 1) per message."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque

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
WINDOW_S = 1.005
"""What Telegram may count: no more than 30 in any second, the hair being for clocks that do not run alike."""
UNANSWERED_S = 5.0
"""A message whose answer never comes is counted for as long: its process was killed, say."""
AT_THE_DOOR = 4
"""So many of a process wait at the door, late for their slots: then bulk reserves no more, replies stay near."""
_TRIPS_KEPT = 64
_ASKS_AT_MOST = 50
_NEAR_S = 3.0
_QUEUE_IS_HIGH_AT = 4

_ALL = "relove:send:all"
_STOP = "relove:send:stop"
_REFUSED = "relove:send:refused"
_DOOR = "relove:send:door"

# Slots are even, what arrives is not: processes stall, here and there. Nobody sees when Telegram counts a message, but
# it is after leave was given and before the answer was there. So each is kept, with the time until which it may be in
# Telegram's last second: a second from its answer, or from now while there is none. No delay makes it more than `most`.
_LEAVE_FUNCTION = """
local function leave(door, stop, chat, now, most, window, unanswered)
    if redis.call('EXISTS', stop) == 1 then return {0, 0} end
    redis.call('ZREMRANGEBYSCORE', door, '-inf', string.format('%.0f', now))
    if redis.call('ZCARD', door) >= most then
        local first = redis.call('ZRANGE', door, 0, 0, 'WITHSCORES')
        return {1, math.min(tonumber(first[2]) - now, window)}
    end
    local earlier = redis.call('ZSCORE', door, chat)
    if earlier then redis.call('ZADD', door, earlier, chat .. ':earlier') end
    redis.call('ZADD', door, string.format('%.0f', now + window + unanswered), chat)
    redis.call('PEXPIRE', door, math.ceil((window + unanswered) / 1000))
    return {2, 0}
end
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
"""
# A message that waits for its chat takes no overall slot: it asks again once its chat is free. ARGV: the interval of
# all, the chat's, how far ahead a slot may lie, whether the chat's own interval is this message's already, and, for one
# that is ready to leave at once, what leave asks for (else 0).
_RESERVE = (
    _LEAVE_FUNCTION
    + """
local chat = tonumber(redis.call('GET', KEYS[2]) or '0')
if chat > now and ARGV[4] == '0' then return {0, chat - now} end
local slot = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
if slot - now >= tonumber(ARGV[3]) then return {2, slot - now - tonumber(ARGV[3]) + 1000} end
redis.call('SET', KEYS[1], string.format('%.0f', slot + tonumber(ARGV[1])), 'EX', 600)
local kept = math.ceil((slot - now + tonumber(ARGV[2])) / 1000) + 1000
redis.call('SET', KEYS[2], string.format('%.0f', slot + tonumber(ARGV[2])), 'PX', kept)
local most = tonumber(ARGV[6])
if slot == now and most > 0 then
    local left = leave(KEYS[3], KEYS[4], ARGV[5], now, most, tonumber(ARGV[7]), tonumber(ARGV[8]))
    if left[1] == 2 then return {3, 0} end
end
return {1, slot - now}
"""
)
# ARGV: the chat, so many in so long, and for how long more while there is no answer.
_LEAVE = (
    _LEAVE_FUNCTION
    + "return leave(KEYS[1], KEYS[2], ARGV[1], now, tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]))"
)
# ARGV: the chat, and for how long from now it counts.
_ANSWERED = """
local t = redis.call('TIME')
local till = string.format('%.0f', t[1] * 1000000 + t[2] + tonumber(ARGV[2]))
return redis.call('ZADD', KEYS[1], 'XX', till, ARGV[1])
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
        self._answered = redis.register_script(_ANSWERED)
        self._pause = redis.register_script(_PAUSE)
        self._door = asyncio.Lock()
        self._at_door = 0
        self._trips: deque[float] = deque(maxlen=_TRIPS_KEPT)

    async def turn(self, chat_id: int) -> float | None:
        """Wait for a reply's turn in this chat. Seconds to come back in, where that is too far off."""
        while True:
            slot, left = await self._ask(chat_id, PATIENCE_S, ready=True)
            if left:
                return None
            if slot.state == "reserved":
                return await self.turn_of(chat_id, slot)
            if slot.state == "full" or slot.wait_s > PATIENCE_S:
                return slot.wait_s
            await asyncio.sleep(slot.wait_s)

    async def bulk_slot(self, chat_id: int) -> Slot:
        """Reserve for a message that nobody waits for, if few enough are reserved."""
        if self._at_door >= AT_THE_DOOR:
            return Slot("full", 1 / OVERALL_PER_SECOND)
        return (await self._ask(chat_id, BULK_AHEAD / OVERALL_PER_SECOND))[0]

    async def turn_of(self, chat_id: int, slot: Slot) -> float | None:
        """Wait for a slot that was reserved. Seconds to come back in, when Telegram said to stop meanwhile."""
        for _ in range(_ASKS_AT_MOST):
            await asyncio.sleep(max(0.0, slot.leaves_at - time.monotonic()))
            if await self._through_the_door(chat_id):
                return None
            slot, _left = await self._ask(chat_id, PATIENCE_S, again=True)
            if slot.state != "reserved":
                break
        return slot.wait_s

    async def answered(self, chat_id: int, took_s: float) -> None:
        """Telegram answered what was sent to this chat, or never will: how long its call took."""
        self._trips.append(took_s)
        # Half of the quickest trip is surely the way there and the way back: there it was counted, and not later.
        counts_s = max(0.0, WINDOW_S - min(self._trips) / 2)
        with contextlib.suppress(RedisError, OSError):
            await self._answered(keys=[_DOOR], args=[chat_id, _us(counts_s)])

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

    async def _ask(
        self, chat_id: int, ahead_s: float, *, again: bool = False, ready: bool = False
    ) -> tuple[Slot, bool]:
        """One reservation, and whether the message has left with it. With Redis away: at the chat's own pace."""
        interval = PRIVATE_INTERVAL_S if chat_id > 0 else GROUP_INTERVAL_S
        # Its time begins before it is asked: the answer may lie unread while this process is busy.
        asked = time.monotonic()
        arguments = [_us(1 / OVERALL_PER_SECOND), _us(interval), _us(ahead_s), int(again)]
        try:
            state, wait = await self._reserve(
                keys=[_ALL, f"relove:send:{chat_id}", _DOOR, _STOP],
                args=[*arguments, *_leaving(chat_id, MOST_IN_WINDOW if ready else 0)],
            )
        except (RedisError, OSError) as error:
            _log.warning("limiter unreachable", extra={"error": type(error).__name__})
            state, wait = 1, interval * 1_000_000
        seconds = wait / 1_000_000
        if state in (1, 3):
            return Slot("reserved", seconds, asked + seconds), state == 3
        return Slot("full" if state == 2 else "chat_busy", seconds), False

    async def _through_the_door(self, chat_id: int) -> bool:
        """Wait until Telegram's last second has room, in the order of those who came; False when all is stopped."""
        self._at_door += 1
        try:
            async with self._door:
                while True:
                    state, wait = await self._ask_to_leave(chat_id)
                    if state != "later":
                        return state == "leave"
                    await asyncio.sleep(wait)
        finally:
            self._at_door -= 1

    async def _ask_to_leave(self, chat_id: int) -> tuple[str, float]:
        try:
            state, wait = await self._leave(keys=[_DOOR, _STOP], args=_leaving(chat_id, MOST_IN_WINDOW))
        except (RedisError, OSError):
            return "leave", 0.0
        return ("stopped", "later", "leave")[state], wait / 1_000_000


def _leaving(chat_id: int, most: int) -> list[int]:
    return [chat_id, most, _us(WINDOW_S), _us(UNANSWERED_S)]


def _us(seconds: float) -> int:
    return round(seconds * 1_000_000)
