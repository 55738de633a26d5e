"""Use cases of memory: what is remembered, what is recalled, what the person corrects or takes out."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.memory.schemas import MemoryItem, MemoryPage, Recollection
from relove.domains.journey.schemas import Evidence


class MemoryService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._session = work.session
        self._clock = clock

    async def page(self, user_id: uuid.UUID, cursor: str | None, limit: int) -> MemoryPage:
        """What is remembered of the person, newest first. ReloveError bad_cursor."""
        raise NotImplementedError

    async def of_person(self, user_id: uuid.UUID) -> list[MemoryItem]:
        """Everything that is remembered of the person, oldest first."""
        raise NotImplementedError

    async def evidence(self, user_id: uuid.UUID) -> list[Evidence]:
        """The same as evidence: for the map, profiles and readiness."""
        raise NotImplementedError

    async def recall(
        self, user_id: uuid.UUID, text: str, vector: Sequence[float] | None, limit: int = 8
    ) -> Recollection:
        """What is nearest to the text: by similarity where there is a vector, by shared words else; and by recency."""
        raise NotImplementedError

    async def correct(self, item_id: uuid.UUID, user_id: uuid.UUID, text: str) -> MemoryItem:
        """The person says how it is. ReloveError memory_not_found, text_empty, text_too_long."""
        raise NotImplementedError

    async def veto(self, item_id: uuid.UUID, user_id: uuid.UUID) -> None:
        """Take it out for good: its words are deleted, and it does not come back. ReloveError memory_not_found."""
        raise NotImplementedError
