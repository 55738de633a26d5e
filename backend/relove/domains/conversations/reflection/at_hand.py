"""What the turns at hand show, read at once by written signs.

While somebody waits no model is asked, and no other look at the session is waited for. Nothing is remembered here: the
reflection looks at the same turns in its own time.
"""

from __future__ import annotations

import asyncio
import datetime
import uuid
from collections.abc import Sequence

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations.memory.merging import merged
from relove.domains.conversations.memory.schemas import Candidate
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.models import Turn
from relove.domains.conversations.own_labels import OwnLabels
from relove.domains.conversations.reflection import assessing, reading
from relove.domains.conversations.reflection.reflection import said_of
from relove.domains.journey.schemas import Evidence
from relove.domains.journey.service import JourneyService


async def evidence_at_hand(
    units: UnitOfWorkFactory,
    content: ContentService,
    clock: Clock,
    ours: OwnLabels,
    user_id: uuid.UUID,
    session_id: uuid.UUID,
    rows: Sequence[Turn],
) -> list[Evidence]:
    """What is remembered of the person, and what these turns of the session add to it; without what they took out."""
    async with units() as work:
        memory = MemoryService(work, clock)
        remembered = await memory.remembered(user_id)
        out = await memory.kept_out(user_id)
        stage = await JourneyService(work, content, clock).begin(user_id)
    # Compiling the signs takes a third of a second, once: others are served meanwhile.
    await asyncio.to_thread(reading.book_of, content)
    said = [said_of(row, ours) for row in rows]
    found = reading.read(said, remembered, content, stage)
    recent = frozenset(turn.id for turn in said if turn.usable)
    seen = assessing.by_rules(
        content.stages(),
        stage,
        assessing.by_stage(found, remembered),
        assessing.by_stage(found, remembered, recent),
    )
    ripe = assessing.ripe(content.stages(), stage, seen)
    joined = merged(remembered, reading.kept_for(found, ripe), out, session_id)
    now = clock.now()
    known = [
        Evidence(
            row.kind, row.key, row.stage, row.text, row.quote, tuple(row.turn_ids), row.confidence, row.at
        )
        for row in remembered
    ]
    return [*known, *(_evidence(one, now) for one in joined.new)]


def _evidence(one: Candidate, now: datetime.datetime) -> Evidence:
    return Evidence(
        one.kind, one.key, one.stage, one.text, one.quote, tuple(one.turn_ids), one.confidence, now
    )
