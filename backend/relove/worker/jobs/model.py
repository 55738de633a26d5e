"""The job that looks after the language model."""

from __future__ import annotations

from typing import Any

from relove.bootstrap import Container
from relove.worker.jobs.kinds import Event, Scheduled


async def watch_model(ctx: dict[str, Any]) -> dict[str, int]:
    """Where a model could not be reached: is it back? And has it been away for so long that the team must know?"""
    container: Container = ctx["container"]
    state = await container.model.watch()
    return {"down": int(state == "down")}


EVENTS: tuple[Event, ...] = ()
# Costs one question to Redis while all is well.
SCHEDULED = (Scheduled("watch_model", watch_model, second={7, 27, 47}),)
