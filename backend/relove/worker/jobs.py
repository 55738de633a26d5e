"""Jobs: thin doors. Each says where the work is done."""

from __future__ import annotations

import logging
from typing import Any

from relove.domains.messaging.processor import ChatProcessor
from relove.integrations.queue.names import SCHEDULED

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


_SCHEDULE = {"sweep": sweep}
assert set(_SCHEDULE) == set(SCHEDULED), "every scheduled job has a function"


async def run_scheduled(ctx: dict[str, Any], name: str) -> dict[str, int]:
    """Run one job of the schedule by hand: for the sandbox."""
    return await _SCHEDULE[name](ctx)
