"""All SQL of the figures about models and jobs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.records.models import ModelCall, OperationLog


class FigureRepository:
    """Counts, each by an index."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def model_calls(self, since: datetime.datetime) -> Sequence[tuple[str, str, int]]:
        """Feature, outcome and count."""
        statement = (
            select(ModelCall.feature, ModelCall.outcome, func.count())
            .where(ModelCall.created_at >= since)
            .group_by(ModelCall.feature, ModelCall.outcome)
        )
        return [(feature, outcome, n) for feature, outcome, n in await self._session.execute(statement)]

    async def last_runs(self, since: datetime.datetime) -> Sequence[Any]:
        """The newest run of each operation."""
        statement = (
            select(OperationLog.name, OperationLog.outcome, OperationLog.started_at, OperationLog.finished_at)
            .where(OperationLog.started_at >= since)
            .ext(distinct_on(OperationLog.name))
            .order_by(OperationLog.name, OperationLog.started_at.desc())
        )
        return (await self._session.execute(statement)).all()
