"""Chats that wait to be looked at, each once, in the order in which they were woken. Redis may lose them all.

One job of arq calls the workers to the whole line; a job for each chat would cost six commands a chat.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from typing import Any, cast

from arq.connections import ArqRedis
from arq.constants import default_queue_name, job_key_prefix
from arq.jobs import serialize_job
from redis.exceptions import NoScriptError

from relove.core.ids import new_id
from relove.integrations.queue.codec import serialize
from relove.integrations.queue.names import PROCESS_CHATS, WAITING_CHATS

WAKE_UP_LIVES_MS = 3_600_000
_PASSED_ON_AFTER_S = 0.2

# The job is what arq's enqueue_job writes, without asking first whether its id is taken: it is always a new one.
_WAKE = """
    local waited = redis.call('EXISTS', KEYS[1])
    for place = 6, #ARGV do
        redis.call('ZADD', KEYS[1], 'NX', ARGV[5], ARGV[place])
    end
    if waited == 0 then
        redis.call('SET', KEYS[3], ARGV[3], 'PX', ARGV[4])
        redis.call('ZADD', KEYS[2], ARGV[1], ARGV[2])
    end
"""
_WAKE_SHA = hashlib.sha1(_WAKE.encode(), usedforsecurity=False).hexdigest()


class WaitingChats:
    """The line, from both ends."""

    def __init__(self, redis: ArqRedis) -> None:
        self._redis = redis

    async def wake(self, chats: Iterable[int]) -> None:
        """Let them stand in line; call a worker where nobody stood there."""
        precisely = time.time_ns()
        now = precisely // 1_000_000
        job_id = new_id().hex
        job = serialize_job(PROCESS_CHATS, (), {}, None, now, serializer=serialize)
        keys = (WAITING_CHATS, default_queue_name, job_key_prefix + job_id)
        # In microseconds: of two that come within a millisecond the first is the first.
        values = (now, job_id, job, WAKE_UP_LIVES_MS, precisely // 1_000, *chats)
        # By hand: redis-py's Script object doubles what this costs, and it is done for every message.
        run = cast(Any, self._redis).execute_command
        try:
            await run("EVALSHA", _WAKE_SHA, 3, *keys, *values)
        except NoScriptError:
            await run("EVAL", _WAKE, 3, *keys, *values)

    async def next(self, most: int) -> list[int]:
        """Take so many out of the line, those that were woken first."""
        found: list[tuple[bytes, float]] = await self._redis.zpopmin(WAITING_CHATS, most)
        return [int(chat) for chat, _ in found]

    async def pass_on(self) -> None:
        """Whoever has room may come: this process has none. Said once in a while, however often it is asked."""
        await self._redis.enqueue_job(
            PROCESS_CHATS, _job_id=f"{PROCESS_CHATS}:passed-on", _defer_by=_PASSED_ON_AFTER_S
        )
