"""Every job, by domain. Jobs are thin doors: each says where the work is done."""

from __future__ import annotations

from typing import Any

from relove.integrations.queue import names
from relove.worker.jobs import messaging, model, people, profiles, reflection, sessions, streams
from relove.worker.jobs.kinds import Event, Scheduled

EVENTS: tuple[Event, ...] = (*messaging.EVENTS, *profiles.EVENTS, *sessions.EVENTS, *reflection.EVENTS)
SCHEDULE: tuple[Scheduled, ...] = (
    *messaging.SCHEDULED,
    *profiles.SCHEDULED,
    *people.SCHEDULED,
    *model.SCHEDULED,
    *sessions.SCHEDULED,
    *reflection.SCHEDULED,
    *streams.SCHEDULED,
)

_BY_NAME = {job.name: job for job in SCHEDULE}
assert set(_BY_NAME) == set(names.SCHEDULED), "every scheduled job has a function"


async def run_scheduled(ctx: dict[str, Any], name: str) -> dict[str, int]:
    """Run one job of the schedule by hand: for the sandbox."""
    return await _BY_NAME[name].run(ctx)
