"""Jobs of sessions: what is due after an end, and sessions that nobody came back to."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from relove.bootstrap import Container
from relove.domains.conversations.closing import PORTRAIT
from relove.domains.records.operations import Operations, Outcome
from relove.worker.jobs.kinds import Event, Scheduled
from relove.worker.jobs.profiles import follow

_log = logging.getLogger("relove.worker")


async def portrait(ctx: dict[str, Any], session_id: str) -> None:
    """Draw the portrait of the path from a closed session."""
    container: Container = ctx["container"]
    try:
        await container.portraits.draw(uuid.UUID(session_id))
        # It looks at the session itself, and the job that is there for it then finds nothing to look at.
        await follow(container, uuid.UUID(session_id))
    except Exception:  # arq would log the error's own text; the schedule comes back to it
        _log.exception("portrait not drawn")


async def close_forgotten(ctx: dict[str, Any]) -> dict[str, int]:
    """Close sessions in which nothing was said for two weeks; draw the portraits whose hint was lost."""
    container: Container = ctx["container"]
    started = container.clock.now()
    counts = {**await container.forgotten.close(), "portraits": await container.portraits.missed()}
    outcome: Outcome = "partly" if counts["failed"] else "ok"
    async with container.units() as work:
        await Operations(work, container.clock).note("close_forgotten", started, outcome, counts=counts)
    return counts


EVENTS = (Event(PORTRAIT, portrait),)
SCHEDULED = (Scheduled("close_forgotten", close_forgotten, minute=17, timeout_s=3000),)
