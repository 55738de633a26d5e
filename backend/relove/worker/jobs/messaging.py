"""Jobs of messaging: working off chats."""

from __future__ import annotations

from typing import Any

from relove.domains.messaging.processor import ChatProcessor
from relove.integrations.queue.names import PROCESS_CHATS
from relove.worker.chats import ChatsAtWork
from relove.worker.jobs.kinds import Event, Scheduled


async def process_chats(ctx: dict[str, Any]) -> None:
    """Work off the chats that wait."""
    chats: ChatsAtWork = ctx["chats"]
    await chats.drain()


async def sweep(ctx: dict[str, Any]) -> dict[str, int]:
    """Wake chats whose wake-up was lost or whose worker died; whoever sweeps looks at the line, called or not."""
    processor: ChatProcessor = ctx["processor"]
    woken = await processor.sweep()
    await process_chats(ctx)
    return {"woken": woken}


EVENTS = (Event(PROCESS_CHATS, process_chats),)
# A lease lasts 10 s: with these a dead worker's chat goes on within 15 s, the reply included.
SCHEDULED = (Scheduled("sweep", sweep, second=set(range(0, 60, 2)), at_startup=True),)
