"""All SQL of the processes that hold encryption keys. Times are the database's own."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sqlalchemy import ColumnElement, all_, delete, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.records.models import KeyHolder


class KeyHolderRepository:
    """Processes and their keys."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, process: str, key_ids: Sequence[str]) -> None:
        """The process lives, and holds these."""
        statement = insert(KeyHolder).values(process=process, key_ids=list(key_ids))
        await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=[KeyHolder.process],
                set_={"key_ids": statement.excluded.key_ids, "seen_at": func.now()},
            )
        )

    async def drop(self, process: str) -> None:
        """The process ends."""
        await self._session.execute(delete(KeyHolder).where(KeyHolder.process == process))

    async def drop_silent(self, seconds: int) -> None:
        """Processes that said nothing for so long."""
        await self._session.execute(delete(KeyHolder).where(KeyHolder.seen_at < _ago(seconds)))

    async def lacking(self, key_id: str, seconds: int) -> list[str]:
        """Those that spoke within so many seconds and do not hold the key."""
        statement = (
            select(KeyHolder.process)
            .where(KeyHolder.seen_at >= _ago(seconds), literal(key_id) != all_(KeyHolder.key_ids))
            .order_by(KeyHolder.process)
        )
        return list(await self._session.scalars(statement))


def _ago(seconds: int) -> ColumnElement[datetime.datetime]:
    return func.now() - func.make_interval(0, 0, 0, 0, 0, 0, seconds)
