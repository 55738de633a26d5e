"""All SQL of the ledger of erasures."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.people.models import Erasure
from relove.domains.people.schemas import ErasureEntry

# Any fixed number: processes that start at once must not look through the ledger at once.
_LOCK = 7_301_652_119


class ErasureRepository:
    """Which erasures this database knows."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, entry: ErasureEntry) -> None:
        """Note one; a second time changes nothing."""
        await self._session.execute(
            insert(Erasure)
            .values(receipt=entry.receipt, who=entry.who, erased_at=entry.erased_at)
            .on_conflict_do_nothing()
        )

    async def lacking(self, receipts: Sequence[str]) -> list[str]:
        """Those of these that are not known here."""
        known = await self._session.scalars(select(Erasure.receipt).where(Erasure.receipt.in_(receipts)))
        have = set(known.all())
        return [receipt for receipt in receipts if receipt not in have]

    async def one_at_a_time(self) -> None:
        """Until the commit."""
        await self._session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
