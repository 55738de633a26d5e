"""Jobs over arq. PostgreSQL is the truth: a job only says that there is work."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from arq.connections import ArqRedis, RedisSettings, create_pool
from redis.exceptions import RedisError

from relove.core.tasks import spawn
from relove.integrations.queue.codec import deserialize, serialize
from relove.integrations.queue.names import RUN_SCHEDULED
from relove.integrations.queue.waking import WAKE_UP_LIVES_MS, WaitingChats

_log = logging.getLogger("relove.jobs")


def redis_settings(url: str) -> RedisSettings:
    """arq's settings for a `redis://` or `unix://` address."""
    settings = RedisSettings.from_dsn(url)
    settings.conn_timeout = 5
    settings.conn_retry_delay = 1
    return settings


async def connect(url: str) -> ArqRedis:
    """One Redis client for jobs, live events and limits alike."""
    return await create_pool(redis_settings(url), job_serializer=serialize, job_deserializer=deserialize)


class _WakeUps:
    """Chats to wake together, and when that was done."""

    def __init__(self) -> None:
        self.chats: dict[int, None] = {}
        self.sent = asyncio.Event()


class ArqJobs:
    """The Jobs port."""

    def __init__(self, redis: ArqRedis) -> None:
        self._redis = redis
        self._waiting = WaitingChats(redis)
        self._gathering: _WakeUps | None = None

    async def wake_chat(self, chat_id: int) -> None:
        """What is to be woken in one turn of the loop leaves as one command, each chat once."""
        batch = self._gathering
        if batch is None:
            batch = self._gathering = _WakeUps()
            spawn(self._send(batch), "wake-up")
        batch.chats[chat_id] = None
        await batch.sent.wait()

    async def _send(self, batch: _WakeUps) -> None:
        self._gathering = None
        try:
            await self._waiting.wake(batch.chats)
        except (RedisError, OSError) as error:
            _log.warning("wake-up lost, the sweeper will find it", extra={"error": type(error).__name__})
        finally:
            batch.sent.set()

    async def hint(self, job: str, *args: str) -> None:
        """Under a new id each time: arq would swallow a hint whose id is that of a running job."""
        try:
            await self._redis.enqueue_job(job, *args, _expires=WAKE_UP_LIVES_MS // 1000)
        except (RedisError, OSError) as error:
            _log.warning(
                "hint lost, the schedule will find it", extra={"job": job, "error": type(error).__name__}
            )

    async def run_scheduled(self, name: str, timeout_s: float = 120.0) -> Any:
        """Run a job of the schedule on a worker now and wait for its answer."""
        job = await self._redis.enqueue_job(RUN_SCHEDULED, name)
        if job is None:
            raise RuntimeError("the queue took no job")
        return await job.result(timeout=timeout_s, poll_delay=0.05)
