"""All SQL of the audit."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.records.models import AdminAudit


class AuditRepository:
    """What people with a role did. Rows are only added."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        actor_id: uuid.UUID,
        act: str,
        step: str,
        subject_id: uuid.UUID | None,
        details: Mapping[str, str],
        at: datetime.datetime,
    ) -> None:
        """Note one act."""
        self._session.add(
            AdminAudit(
                id=new_id(),
                actor_id=actor_id,
                subject_id=subject_id,
                act=act,
                step=step,
                details=dict(details),
                created_at=at,
            )
        )
        await self._session.flush()

    async def page(self, before: uuid.UUID | None, limit: int) -> Sequence[AdminAudit]:
        """Newest first; ids grow with time."""
        statement = select(AdminAudit).order_by(AdminAudit.id.desc()).limit(limit)
        if before is not None:
            statement = statement.where(AdminAudit.id < before)
        return (await self._session.scalars(statement)).all()
