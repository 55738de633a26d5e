"""Jobs of messaging: working off chats."""

from __future__ import annotations

import logging
from typing import Any

from relove.domains.messaging.processor import ChatProcessor
from relove.integrations.queue.names import PROCESS_CHAT
from relove.worker.jobs.kinds import Event, Scheduled

_log = logging.getLogger("relove.worker")


async def process_chat(ctx: dict[str, Any], chat_id: int) -> None:
    """Work off one chat."""
    processor: ChatProcessor = ctx["processor"]
    try:
        await processor.process(chat_id)
    except Exception:  # arq would log the error's own text; the sweeper wakes the chat again
        _log.exception("chat not processed")


async def sweep(ctx: dict[str, Any]) -> dict[str, int]:
    """Wake chats whose wake-up was lost or whose worker died."""
    processor: ChatProcessor = ctx["processor"]
    return {"woken": await processor.sweep()}


EVENTS = (Event(PROCESS_CHAT, process_chat),)
# A lease lasts 10 s: with these a dead worker's chat goes on within 15 s, the reply included.
SCHEDULED = (Scheduled("sweep", sweep, second=set(range(0, 60, 2)), at_startup=True),)
