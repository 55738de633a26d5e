"""Jobs: thin doors. Each says where the work is done."""

from __future__ import annotations

from typing import Any

from relove.domains.messaging.processor import ChatProcessor
from relove.integrations.queue.names import SCHEDULED


async def process_chat(ctx: dict[str, Any], chat_id: int) -> None:
    """Work off one chat."""
    processor: ChatProcessor = ctx["processor"]
    await processor.process(chat_id)


async def sweep(ctx: dict[str, Any]) -> dict[str, int]:
    """Wake chats whose wake-up was lost or whose worker died."""
    processor: ChatProcessor = ctx["processor"]
    return {"woken": await processor.sweep()}


_SCHEDULE = {"sweep": sweep}
assert set(_SCHEDULE) == set(SCHEDULED), "every scheduled job has a function"


async def run_scheduled(ctx: dict[str, Any], name: str) -> dict[str, int]:
    """Run one job of the schedule by hand: for the sandbox."""
    return await _SCHEDULE[name](ctx)
