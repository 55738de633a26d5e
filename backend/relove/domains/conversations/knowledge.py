"""What is fetched of a person before a model writes: memory and the psychological summary."""

from __future__ import annotations

import logging
import uuid

import msgspec

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.conversations.context import ReplyContext, sealed
from relove.domains.conversations.kinds.repository import EndedRepository
from relove.domains.conversations.memory.recollector import Recollector
from relove.domains.conversations.memory.schemas import Recollection
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.profiles.service import ProfileService

_log = logging.getLogger("relove.replies")


class Knowledge:
    """One instance per process."""

    def __init__(self, units: UnitOfWorkFactory, recollector: Recollector, clock: Clock) -> None:
        self._units = units
        self._recollector = recollector
        self._clock = clock

    async def added(self, context: ReplyContext, text: str) -> ReplyContext:
        """The context with what is known from before. Without it a reply is poorer, not missing.

        Where it cannot be read what the person took out, nothing that might hold it is told either.
        """
        try:
            recalled, out = await self._recollector.for_reply(context.person, text)
        except Exception as error:
            _log.error("replying without memory", extra={"error": type(error).__name__})
            return sealed(context)
        context = msgspec.structs.replace(context, recollection=recalled, out=out)
        try:
            async with self._units() as work:
                portrait = await ProfileService(work, self._clock).summary(context.person.id)
        except Exception as error:
            _log.error("replying without a profile", extra={"error": type(error).__name__})
            return context
        return msgspec.structs.replace(context, portrait=portrait)

    async def to_name(self, context: ReplyContext) -> ReplyContext:
        """The context with the contradictions that may be named, and nothing else: for a written reply."""
        try:
            async with self._units() as work:
                memory = MemoryService(work, self._clock)
                found = await memory.unnamed(context.person.id, context.session.started_at)
        except Exception as error:
            _log.error("replying without memory", extra={"error": type(error).__name__})
            return context
        return msgspec.structs.replace(context, recollection=Recollection(contradictions=found))

    async def words(self, user_id: uuid.UUID) -> list[str]:
        """Everything that the person said, and how they corrected what is remembered."""
        async with self._units() as work:
            said = await EndedRepository(work.session).said_by(user_id)
            remembered = await MemoryService(work, self._clock).remembered(user_id)
        return [*said, *(text for row in remembered for text in (row.quote, row.text))]
