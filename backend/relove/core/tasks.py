"""The one door to work that runs beside the caller: it keeps a reference and logs what nobody awaits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_log = logging.getLogger("relove.tasks")
_running: set[asyncio.Task[Any]] = set()


def spawn(work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
    """Run beside the caller. An exception is logged by its type alone: its text could hold a person's words."""
    task = asyncio.create_task(work, name=name)
    _running.add(task)
    task.add_done_callback(_finished)
    return task


def _finished(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    if task.cancelled():
        return
    error = task.exception()
    if error is not None:
        _log.error("background work failed", extra={"task": task.get_name(), "error": type(error).__name__})


async def drain() -> None:
    """Wait for everything that was spawned: used when a process ends, and by tests."""
    while _running:
        await asyncio.gather(*_running, return_exceptions=True)
