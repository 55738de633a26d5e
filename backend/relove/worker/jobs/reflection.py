"""Jobs of the reflection: looking at what was said."""

from __future__ import annotations

import logging
import time
import uuid
from typing import Any

from relove.bootstrap import Container
from relove.domains.conversations.reflection.first_look import first_look
from relove.domains.conversations.reflection.names import REFLECT, REFLECT_MISSED
from relove.worker.jobs.kinds import Event, Scheduled
from relove.worker.jobs.profiles import follow

_log = logging.getLogger("relove.worker")

_BUDGET_S = 45.0
"""Of one round of the schedule; what is left then waits for the next one."""


async def reflect(ctx: dict[str, Any], session_id: str) -> None:
    """Look at one session."""
    container: Container = ctx["container"]
    try:
        looked = await container.reflection.reflect(uuid.UUID(session_id))
        if not looked:
            await first_look(
                container.units,
                container.content,
                container.live,
                container.clock,
                container.ours,
                uuid.UUID(session_id),
            )
        await follow(container, uuid.UUID(session_id))
    except Exception:  # arq would log the error's own text; the schedule comes back to it
        _log.exception("session not reflected on")


async def reflect_missed(ctx: dict[str, Any]) -> dict[str, int]:
    """Look at sessions whose hint was lost, or whose job died."""
    container: Container = ctx["container"]
    begun = time.monotonic()
    counts = {"found": 0, "reflected": 0, "failed": 0}
    for session_id in await container.reflection.missed():
        counts["found"] += 1
        if time.monotonic() - begun > _BUDGET_S:
            continue
        try:
            counts["reflected"] += await container.reflection.reflect(session_id)
            await follow(container, session_id)
        except Exception:
            counts["failed"] += 1
            _log.exception("session not reflected on")
    return counts


EVENTS = (Event(REFLECT, reflect),)
SCHEDULED = (Scheduled(REFLECT_MISSED, reflect_missed, second=40, at_startup=True),)
