"""The SQL of what people did: noted by a statement that runs anyway where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import CTE, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.records.models import UserInteraction
from relove.domains.records.schemas import Interaction


def noting(interactions: Sequence[Interaction], name: str = "interactions") -> CTE:
    """For `Select.add_cte` of a statement that runs anyway: notes them on the way. Noted twice, each stands once."""
    rows = [
        {
            "id": one.id,
            "user_id": one.user_id,
            "session_id": one.session_id,
            "stage": one.stage,
            "kind": one.kind,
            "code": one.code,
            "at": one.at,
        }
        for one in interactions
    ]
    return insert(UserInteraction).values(rows).on_conflict_do_nothing().cte(name)


class InteractionRepository:
    """What people did."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, interactions: Sequence[Interaction]) -> None:
        """Note them."""
        await self._session.execute(select(func.now()).add_cte(noting(interactions)))
