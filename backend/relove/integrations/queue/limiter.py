"""Telegram's sending limits, shared by all processes: one Lua reservation (GCRA, burst 1) per message."""

from __future__ import annotations

import asyncio
import logging

from redis.asyncio import Redis
from redis.exceptions import RedisError

_log = logging.getLogger("relove.limiter")

OVERALL_PER_SECOND = 29.0
PRIVATE_INTERVAL_S = 1.0
GROUP_INTERVAL_S = 3.0
"""Telegram allows about 30 messages a second in all, one a second in a chat, 20 a minute in a group."""

# A message that waits for its chat takes no overall slot: it asks again once its chat is free.
_RESERVE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local chat = tonumber(redis.call('GET', KEYS[2]) or '0')
if chat > now then return {0, chat - now} end
local all = tonumber(redis.call('GET', KEYS[1]) or '0')
local slot = math.max(now, all)
redis.call('SET', KEYS[1], string.format('%.0f', slot + tonumber(ARGV[1])), 'EX', 600)
local kept = math.ceil((slot - now + tonumber(ARGV[2])) / 1000) + 1000
redis.call('SET', KEYS[2], string.format('%.0f', slot + tonumber(ARGV[2])), 'PX', kept)
return {1, slot - now}
"""
_PAUSE = """
local t = redis.call('TIME')
local till = t[1] * 1000000 + t[2] + tonumber(ARGV[1])
redis.call('SET', KEYS[1], string.format('%.0f', till), 'PX', math.ceil(tonumber(ARGV[1]) / 1000) + 1000)
"""


class SendLimiter:
    """Waits until a message may leave."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._reserve = redis.register_script(_RESERVE)
        self._pause = redis.register_script(_PAUSE)

    async def wait(self, chat_id: int) -> None:
        """Return when one message may be sent to this chat. With Redis away: at the chat's own pace."""
        interval = PRIVATE_INTERVAL_S if chat_id > 0 else GROUP_INTERVAL_S
        arguments = [round(1_000_000 / OVERALL_PER_SECOND), round(interval * 1_000_000)]
        while True:
            try:
                reserved, pause = await self._reserve(
                    keys=["relove:send:all", f"relove:send:{chat_id}"], args=arguments
                )
            except (RedisError, OSError) as error:
                _log.warning("limiter unreachable", extra={"error": type(error).__name__})
                reserved, pause = 1, interval * 1_000_000
            if pause:
                await asyncio.sleep(pause / 1_000_000)
            if reserved:
                return

    async def pause(self, chat_id: int, seconds: float) -> None:
        """Telegram said `retry_after`: nothing goes to this chat until then, from any process."""
        try:
            await self._pause(keys=[f"relove:send:{chat_id}"], args=[round(seconds * 1_000_000)])
        except (RedisError, OSError) as error:
            _log.warning("limiter unreachable", extra={"error": type(error).__name__})
