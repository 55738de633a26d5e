"""All SQL of readiness."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.streams.models import ReadinessContest, ReadinessResult


class ReadinessRepository:
    """Results and disagreements."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def last(self, user_id: uuid.UUID, count: int) -> Sequence[ReadinessResult]:
        """The newest results, the newest first."""
        statement = (
            select(ReadinessResult)
            .where(ReadinessResult.user_id == user_id)
            .order_by(ReadinessResult.id.desc())
            .limit(count)
        )
        return (await self._session.scalars(statement)).all()

    async def add(
        self, user_id: uuid.UUID, via: str, items: bytes, made_of: bytes, at: datetime.datetime
    ) -> None:
        self._session.add(
            ReadinessResult(user_id=user_id, via=via, items=items, made_of=made_of, computed_at=at)
        )
        await self._session.flush()

    async def contests(self, user_id: uuid.UUID) -> Sequence[ReadinessContest]:
        """With what the person does not agree."""
        statement = (
            select(ReadinessContest)
            .where(ReadinessContest.user_id == user_id)
            .order_by(ReadinessContest.stream)
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(statement)).all()

    async def contest(self, user_id: uuid.UUID, stream: str, text: str | None, at: datetime.datetime) -> None:
        """Write a disagreement down; a later word takes the place of the former."""
        statement = insert(ReadinessContest).values(
            id=new_id(), user_id=user_id, stream=stream, text=text, contested_at=at
        )
        changed = {"text": statement.excluded.text, "contested_at": statement.excluded.contested_at}
        await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=[ReadinessContest.user_id, ReadinessContest.stream], set_=changed
            )
        )
