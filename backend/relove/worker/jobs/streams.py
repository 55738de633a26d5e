"""Jobs of streams: exercises that are due."""

from __future__ import annotations

from typing import Any

from relove.bootstrap import Container
from relove.domains.records.operations import Operations, Outcome
from relove.worker.jobs.kinds import Event, Scheduled


async def send_due(ctx: dict[str, Any]) -> dict[str, int]:
    """Give out the exercises whose time has come; a run in which there was nothing to do is not noted."""
    container: Container = ctx["container"]
    started = container.clock.now()
    counts = await container.exercises.send_due()
    if any(counts.values()):
        outcome: Outcome = "partly" if counts["failed"] else "ok"
        async with container.units() as work:
            await Operations(work, container.clock).note("send_due", started, outcome, counts=counts)
    return counts


EVENTS: tuple[Event, ...] = ()
SCHEDULED = (Scheduled("send_due", send_due, second=20),)
