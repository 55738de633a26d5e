"""What a reply recalls. Asked before a model is, outside of any unit of work."""

from __future__ import annotations

import asyncio

from relove.core.clock import Clock
from relove.core.ports import LanguageModel, ModelTask, ModelUnavailable
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.conversations.memory.marks import KeptOut
from relove.domains.conversations.memory.schemas import Recollection
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.prompting import names_of
from relove.domains.conversations.redaction import redact
from relove.domains.people.schemas import Person

EMBED_WITHIN_S = 1.0
EMBED_FEATURE = "memory"
EMBED_PROMPT = "memory/embed"


class Recollector:
    """One instance per process."""

    def __init__(self, units: UnitOfWorkFactory, model: LanguageModel, clock: Clock) -> None:
        self._units = units
        self._model = model
        self._clock = clock

    async def for_reply(self, person: Person, text: str) -> tuple[Recollection, KeptOut]:
        """What to know before answering that text, and what to leave out of it.

        Embeds the text within a second, else recency and shared words serve.
        """
        vector = await self._vector(person, text)
        async with self._units() as work:
            return await MemoryService(work, self._clock).recall(person.id, text, vector)

    async def _vector(self, person: Person, text: str) -> list[float] | None:
        if not self._model.enabled:
            return None
        plain = redact(text, names_of(person), language=person.language).text
        try:
            async with asyncio.timeout(EMBED_WITHIN_S):
                task = ModelTask(EMBED_FEATURE, EMBED_PROMPT, user_id=person.id)
                return (await self._model.embed(task, [plain]))[0]
        except (ModelUnavailable, TimeoutError, IndexError):
            return None
