"""The first insight of a newcomer, after the first answers: by the written signs alone, so that no model is waited for.

It is one thing that stands in their own words. Where on the path they are is too early to say: that, and everything
else, is for the reflection, which looks at the same turns again.
"""

from __future__ import annotations

import asyncio
import uuid

from relove.core.clock import Clock
from relove.core.ports import LiveEvents
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.own_labels import OwnLabels
from relove.domains.conversations.reflection import reading
from relove.domains.conversations.reflection.reflection import said_of
from relove.domains.conversations.reflection.repository import ReflectionRepository
from relove.domains.journey.service import JourneyService
from relove.domains.people.service import PeopleService

_TURNS = 12


async def first_look(
    units: UnitOfWorkFactory,
    content: ContentService,
    live: LiveEvents,
    clock: Clock,
    ours: OwnLabels,
    session_id: uuid.UUID,
) -> bool:
    """Find the first insight, if nothing is remembered of the person; whether there is one."""
    async with units() as work:
        repository = ReflectionRepository(work.session)
        user_id = await repository.newcomer(session_id)
        if user_id is None:
            return False
        turns = [said_of(row, ours) for row in await repository.turns(session_id, 0, _TURNS)]
        remembered = await MemoryService(work, clock).remembered(user_id)
        stage = await JourneyService(work, content, clock).begin(user_id)
    if remembered:
        return False
    # Compiling the signs takes a third of a second, once: others are served meanwhile.
    await asyncio.to_thread(reading.book_of, content)
    found = reading.kept_for(reading.read(turns, remembered, content, stage), {stage})
    insights = [one for one in found if one.kind == "insight"]
    if not insights:
        return False
    async with units() as work:
        memory = MemoryService(work, clock)
        await memory.lock(user_id)
        people = PeopleService(work, clock)
        if (await people.get(user_id)).care_active or not await people.may_work_with(user_id):
            return False
        if await memory.remembered(user_id):
            return False
        await memory.learn(user_id, session_id, insights[:1])
        work.after_commit(lambda: live.to_person(str(user_id), "journey", {}))
    return True
