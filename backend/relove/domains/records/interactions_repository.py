"""The SQL of what people did: noted by a statement that runs anyway where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import CTE, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.records.models import UserInteraction
from relove.domains.records.schemas import Interaction

_COLUMNS = ("id", "user_id", "session_id", "stage", "kind", "code", "at")


def noting(interactions: Sequence[Interaction], name: str = "interactions") -> CTE:
    """For `Select.add_cte` of a statement that runs anyway: notes them on the way. Noted twice, each stands once."""
    # Selected, not given as VALUES: the names of those would collide with another insert of the same statement.
    rows = [
        select(
            *(
                literal(getattr(one, column), getattr(UserInteraction, column).type).label(column)
                for column in _COLUMNS
            )
        )
        for one in interactions
    ]
    statement = insert(UserInteraction).from_select(_COLUMNS, union_all(*rows), include_defaults=False)
    return statement.on_conflict_do_nothing().cte(name)


class InteractionRepository:
    """What people did."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, interactions: Sequence[Interaction]) -> None:
        """Note them."""
        await self._session.execute(select(func.now()).add_cte(noting(interactions)))
