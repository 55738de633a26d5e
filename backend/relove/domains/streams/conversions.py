"""What came of it: each flag is set once, with its time, by the one event that sets it.

started    the first question answered              conversations.finishing
completed  a diagnostic confirmed                   conversations.kinds.diagnostic
visited    the first way to a stream on the platform    ConversionService.visit
purchased  the first purchase                       ConversionService.purchase
"""

from __future__ import annotations

import uuid

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ids import new_id
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.journey.service import JourneyService
from relove.domains.people.activity.service import ActivityService
from relove.domains.records.interactions import InteractionService
from relove.domains.records.schemas import Interaction
from relove.domains.streams.conversions_repository import ConversionRepository
from relove.domains.streams.schemas import Purchase

VISITED_MARKER = "platform_visited_at"
PURCHASED_MARKER = "purchased_at"


class ConversionService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, content: ContentService, clock: Clock) -> None:
        self._rows = ConversionRepository(work.session)
        self._activity = ActivityService(work, clock)
        self._interactions = InteractionService(work)
        self._journey = JourneyService(work, content, clock)
        self._content = content
        self._clock = clock

    async def visit(self, user_id: uuid.UUID, slug: str) -> bool:
        """The person goes to the platform. Whether it is the first time to this stream."""
        now = self._clock.now()
        first = await self._rows.visit(user_id, slug, now)
        if first:
            await self._activity.mark_once(user_id, VISITED_MARKER)
            stage = await self._journey.current(user_id)
            await self._interactions.note(
                Interaction(new_id(), user_id, "visit", now, stage=stage, code=slug)
            )
        return first

    async def purchase(self, purchase: Purchase) -> bool:
        """A stream was paid for; False where that was known. ReloveError stream_not_found."""
        if self._content.stream(purchase.stream) is None:
            raise ReloveError("stream_not_found", kind="not_found")
        new = await self._rows.purchase(purchase, self._clock.now())
        if new:
            await self._activity.mark_once(purchase.user_id, PURCHASED_MARKER, purchase.paid_at)
        return new
