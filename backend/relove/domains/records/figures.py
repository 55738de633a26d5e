"""How models and jobs do, in figures: for whoever watches the product."""

from __future__ import annotations

import datetime

import msgspec

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.records.figures_repository import FigureRepository

_CALLS = datetime.timedelta(hours=1)
_RUNS = datetime.timedelta(days=8)
"""The rarest job runs once a week."""


class Calls(msgspec.Struct, frozen=True):
    """So many model calls within the last hour."""

    feature: str
    outcome: str
    count: int


class Run(msgspec.Struct, frozen=True):
    """The newest run of a job."""

    name: str
    outcome: str
    finished_at: datetime.datetime
    seconds: float


class WorkFigures(msgspec.Struct, frozen=True):
    """Models and jobs."""

    calls: list[Calls]
    runs: list[Run]


async def work_figures(work: UnitOfWork, clock: Clock) -> WorkFigures:
    """As they are now."""
    repository = FigureRepository(work.session)
    now = clock.now()
    return WorkFigures(
        calls=[Calls(*row) for row in await repository.model_calls(now - _CALLS)],
        runs=[
            Run(row.name, row.outcome, row.finished_at, (row.finished_at - row.started_at).total_seconds())
            for row in await repository.last_runs(now - _RUNS)
        ],
    )
