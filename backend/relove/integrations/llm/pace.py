"""So many requests to models in any second, over all processes: one Lua reservation a request."""

from __future__ import annotations

import asyncio
import time

from redis.asyncio import Redis

from relove.core.ports import ModelUnavailable
from relove.integrations.llm.shared import Shared

WINDOW_S = 1.02
"""A second, and a hair for clocks that do not run alike."""
_KEY = "relove:llm:pace"

# The last so many slots, newest first: the next one is a window after the oldest of them. ARGV: how many, the window,
# how far ahead a slot may lie.
_RESERVE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local most, window, ahead = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local oldest = redis.call('LINDEX', KEYS[1], most - 1)
local slot = now
if oldest then slot = math.max(now, tonumber(oldest) + window) end
local newest = redis.call('LINDEX', KEYS[1], 0)
if newest then slot = math.max(slot, tonumber(newest)) end
if slot - now > ahead then return {0, slot - now - ahead} end
redis.call('LPUSH', KEYS[1], string.format('%.0f', slot))
redis.call('LTRIM', KEYS[1], 0, most - 1)
redis.call('PEXPIRE', KEYS[1], math.ceil((slot - now + window) / 1000))
return {1, slot - now}
"""


class RequestPace:
    """Waits for a request's turn."""

    def __init__(self, redis: Redis, shared: Shared, per_second: int) -> None:
        self._reserve = redis.register_script(_RESERVE)
        self._shared = shared
        self._per_second = per_second

    async def turn(self, patience_s: float, ahead_s: float) -> None:
        """Wait for a slot no farther ahead than that. ModelUnavailable("busy") where none comes within the patience.

        Work that nobody waits for reserves less far ahead, so that it never stands long in front of a person.
        """
        until = time.monotonic() + patience_s
        while True:
            ahead = max(0.0, min(ahead_s, until - time.monotonic()))
            answer = await self._shared.ask(
                self._reserve(keys=[_KEY], args=[self._per_second, round(WINDOW_S * 1e6), round(ahead * 1e6)])
            )
            if answer is None:
                return
            granted, wait_us = answer
            wait_s = wait_us / 1e6
            if not granted and time.monotonic() + wait_s >= until:
                raise ModelUnavailable("busy")
            if wait_s:
                await asyncio.sleep(wait_s)
            if granted:
                return
