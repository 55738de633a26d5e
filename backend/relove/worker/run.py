"""The worker: an arq process that works off chats and runs the schedule."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from datetime import UTC
from typing import Any, cast

import uvloop
from arq import cron, func
from arq.worker import Worker

from relove.bootstrap import build
from relove.bot.setup import introduce
from relove.config import Settings
from relove.core.tasks import spawn
from relove.integrations.logs import configure_logging
from relove.integrations.queue.codec import deserialize, serialize
from relove.integrations.queue.jobs import redis_settings
from relove.integrations.queue.names import RUN_SCHEDULED
from relove.worker.beginning import settle
from relove.worker.jobs import EVENTS, SCHEDULE, run_scheduled
from relove.worker.wiring import make_bulk_sender, make_chats, make_processor

_JOB_TIMEOUT_S = 300
_LONGEST_S = max(job.timeout_s for job in SCHEDULE)
_POLL_S = 0.05
_END_WITHIN_S = 2.0
_LAST_WORDS_S = 3.0


def run(settings: Settings) -> None:
    """Work until SIGTERM; blocks."""
    configure_logging(settings.log_level, settings.log_format, "worker")
    uvloop.run(_run(settings))


async def _run(settings: Settings) -> None:
    async with build(settings, "worker") as container, container.feed.followed():
        await settle(container)
        owner = f"{socket.gethostname()}:{os.getpid()}"
        processor = make_processor(container, owner)
        chats = make_chats(container, processor)
        worker = Worker(
            functions=[
                *(func(cast(Any, job.run), name=job.name, keep_result=0) for job in EVENTS),
                func(run_scheduled, name=RUN_SCHEDULED, keep_result=60, timeout=_LONGEST_S),
            ],
            cron_jobs=[
                cron(
                    cast(Any, job.run),
                    name=job.name,
                    weekday=job.weekday,
                    hour=job.hour,
                    minute=job.minute,
                    second=job.second,
                    run_at_startup=job.at_startup,
                    timeout=job.timeout_s,
                    keep_result=0,
                )
                for job in SCHEDULE
            ],
            redis_settings=redis_settings(settings.redis_url),
            job_serializer=serialize,
            job_deserializer=deserialize,
            ctx={"processor": processor, "chats": chats, "container": container},
            max_jobs=100,
            max_tries=1,
            job_timeout=_JOB_TIMEOUT_S,
            timezone=UTC,
            poll_delay=_POLL_S,
            health_check_interval=60,
            handle_signals=False,
        )
        spawn(introduce(container), "introduce-bot")
        bulk = spawn(make_bulk_sender(container, owner).run(), "bulk")
        try:
            await _until_signalled(worker)
        finally:
            bulk.cancel()
            await chats.close(_END_WITHIN_S)
            # What is on its way to Telegram is written down first: else it would be sent again.
            await container.sender.finish(_LAST_WORDS_S)


async def _until_signalled(worker: Worker) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    working = spawn(worker.async_run(), "arq")
    waiting = spawn(stopping.wait(), "signal")
    done, _ = await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if working in done:
        # Redis is gone, or arq gave up: end with an error, so that the supervisor starts a new one.
        working.result()
        raise SystemExit(1)
    working.cancel()
    await asyncio.wait({working}, timeout=_END_WITHIN_S)
    await worker.close()
