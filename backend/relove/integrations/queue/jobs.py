"""Jobs over arq. PostgreSQL is the truth: a job only says that there is work."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from arq.connections import ArqRedis, RedisSettings, create_pool
from redis.exceptions import RedisError

from relove.integrations.queue.names import PROCESS_CHAT, RUN_SCHEDULED

_log = logging.getLogger("relove.jobs")

serialize = msgspec.json.encode
deserialize = msgspec.json.decode


def redis_settings(url: str) -> RedisSettings:
    """arq's settings for a `redis://` or `unix://` address."""
    settings = RedisSettings.from_dsn(url)
    settings.conn_timeout = 5
    settings.conn_retry_delay = 1
    return settings


async def connect(url: str) -> ArqRedis:
    """One Redis client for jobs, live events and limits alike."""
    return await create_pool(redis_settings(url), job_serializer=serialize, job_deserializer=deserialize)


class ArqJobs:
    """The Jobs port."""

    def __init__(self, redis: ArqRedis) -> None:
        self._redis = redis

    async def wake_chat(self, chat_id: int) -> None:
        try:
            # No job id: arq would swallow a wake-up whose id is that of a running job.
            await self._redis.enqueue_job(PROCESS_CHAT, chat_id)
        except (RedisError, OSError) as error:
            _log.warning("wake-up lost, the sweeper will find it", extra={"error": type(error).__name__})

    async def run_scheduled(self, name: str, timeout_s: float = 120.0) -> Any:
        """Run a job of the schedule on a worker now and wait for its answer."""
        job = await self._redis.enqueue_job(RUN_SCHEDULED, name)
        if job is None:
            raise RuntimeError("the queue took no job")
        return await job.result(timeout=timeout_s, poll_delay=0.05)
