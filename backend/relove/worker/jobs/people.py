"""Jobs of people's activity: what is old moves away, the next months get their partitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relove.db.models import metadata
from relove.db.partitions import make_ahead
from relove.domains.people.activity.service import archive
from relove.domains.records.operations import Operations
from relove.worker.jobs.kinds import Scheduled

if TYPE_CHECKING:
    from relove.bootstrap import Container

_SUNDAY = 6


async def archive_activity(ctx: dict[str, Any]) -> dict[str, int]:
    """Move old contacts to the archive."""
    container: Container = ctx["container"]
    started = container.clock.now()
    counts = await archive(container.units, container.clock)
    async with container.units() as work:
        await Operations(work, container.clock).note("archive_activity", started, "ok", counts=counts)
    return counts


async def make_partitions(ctx: dict[str, Any]) -> dict[str, int]:
    """Make this month's partitions and the next ones', where they are lacking."""
    container: Container = ctx["container"]
    async with container.units() as work:
        made = await make_ahead(work.session, metadata(), container.clock.now())
    return {"made": made}


SCHEDULED = (
    Scheduled("archive_activity", archive_activity, weekday=_SUNDAY, hour=4, minute=0, timeout_s=3600),
    Scheduled("make_partitions", make_partitions, hour=0, minute=20, at_startup=True),
)
