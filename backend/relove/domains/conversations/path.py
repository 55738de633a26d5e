"""The map of a person's path, with what they said under it."""

from __future__ import annotations

import uuid

from relove.core.actor import Language
from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.service import SessionService
from relove.domains.journey.schemas import JourneyView
from relove.domains.journey.service import JourneyService


async def walked_path(
    work: UnitOfWork, content: ContentService, clock: Clock, user_id: uuid.UUID, language: Language
) -> JourneyView:
    """The twelve stages and the seven elements, evidenced by the person's own turns; in the caller's unit of work."""
    return await JourneyService(work, content, clock).map(
        user_id,
        language,
        evidence=await MemoryService(work, clock).evidence(user_id),
        said=await SessionService(work, clock).said_by_stage(user_id),
    )
