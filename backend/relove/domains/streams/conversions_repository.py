"""All SQL of visits and purchases."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.streams.models import StreamPurchase, StreamVisit
from relove.domains.streams.schemas import Purchase


class ConversionRepository:
    """What people did about a stream outside of the chat."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def visit(self, user_id: uuid.UUID, slug: str, at: datetime.datetime) -> bool:
        """Count a visit; whether it is the first."""
        statement = insert(StreamVisit).values(
            id=new_id(), user_id=user_id, stream=slug, first_at=at, last_at=at
        )
        counted = await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=[StreamVisit.user_id, StreamVisit.stream],
                set_={"visits": StreamVisit.visits + 1, "last_at": statement.excluded.last_at},
            ).returning(StreamVisit.visits)
        )
        return counted.scalar_one() == 1

    async def purchase(self, purchase: Purchase, at: datetime.datetime) -> bool:
        """Note it; False where this event was noted before."""
        statement = insert(StreamPurchase).values(
            id=new_id(),
            user_id=purchase.user_id,
            stream=purchase.stream,
            source=purchase.source,
            event_id=purchase.event_id,
            amount=purchase.amount,
            currency=purchase.currency,
            paid_at=purchase.paid_at,
            created_at=at,
        )
        noted = await self._session.execute(statement.on_conflict_do_nothing().returning(StreamPurchase.id))
        return noted.scalar_one_or_none() is not None
