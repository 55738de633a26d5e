"""Every interaction of a person, with the stage at which it happened. Codes only.

Talk is noted by the statement that stores it (`conversations.talk_repository`); everything else goes through here.
"""

from __future__ import annotations

from relove.db.unit_of_work import UnitOfWork
from relove.domains.records.interactions_repository import InteractionRepository
from relove.domains.records.schemas import Interaction


class InteractionService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork) -> None:
        self._interactions = InteractionRepository(work.session)

    async def note(self, *interactions: Interaction) -> None:
        """Note what somebody did; the same id again changes nothing."""
        await self._interactions.add(interactions)
