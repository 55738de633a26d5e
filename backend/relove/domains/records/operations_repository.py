"""All SQL of operations."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.records.models import OperationLog


class OperationRepository:
    """Runs of operations."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        name: str,
        started_at: datetime.datetime,
        finished_at: datetime.datetime,
        outcome: str,
        reason: str | None,
        counts: Mapping[str, int],
    ) -> None:
        """Note one."""
        self._session.add(
            OperationLog(
                id=new_id(),
                started_at=started_at,
                finished_at=finished_at,
                name=name,
                outcome=outcome,
                reason=reason,
                counts=dict(counts),
            )
        )
        await self._session.flush()

    async def last(self, name: str, count: int) -> Sequence[OperationLog]:
        """The newest of that name, newest first."""
        statement = (
            select(OperationLog)
            .where(OperationLog.name == name)
            .order_by(OperationLog.started_at.desc())
            .limit(count)
        )
        return (await self._session.scalars(statement)).all()
