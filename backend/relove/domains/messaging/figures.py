"""How the message path does, in figures: for whoever watches the product."""

from __future__ import annotations

import datetime

import msgspec

from relove.core.ids import first_id_at
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging.repository.figures import FigureRepository

WINDOW = datetime.timedelta(hours=1)


class Counted(msgspec.Struct, frozen=True):
    """So many messages of this kind are in this state."""

    kind: str
    state: str
    count: int


class PathFigures(msgspec.Struct, frozen=True):
    """`ended`: of what was queued within the last hour."""

    inbox_pending: int
    inbox_oldest_s: float
    open: list[Counted]
    ended: list[Counted]
    dead_letters: int


async def path_figures(work: UnitOfWork) -> PathFigures:
    """As they are now."""
    repository = FigureRepository(work.session)
    pending, oldest = await repository.inbox()
    since = first_id_at(await repository.now() - WINDOW)
    return PathFigures(
        inbox_pending=pending,
        inbox_oldest_s=oldest,
        open=[Counted(*row) for row in await repository.open_messages()],
        ended=[Counted(*row) for row in await repository.ended_messages(since)],
        dead_letters=await repository.dead_letters(),
    )
