"""Somebody of whom this and that is remembered, each thing with the turn in which they said it."""

from __future__ import annotations

import uuid

from relove.bootstrap import Container
from relove.domains.conversations.memory.models import SessionInsight
from relove.domains.people.service import PeopleService
from tests.integration.memory.telling import Teller

READY = {
    "call_to_adventure.longing_owned": "я правда хочу открыть свою мастерскую",
    "refusal.fear_named": "боюсь остаться без денег",
    "refusal.excuse_recognised": "всё время говорю, что сначала ремонт",
    "meeting_mentor.next_step_named": "в субботу покажу эскизы Лене",
}
"""What shows readiness for the stream `za-porog`."""


async def told(container: Container, user_id: uuid.UUID, said: dict[str, str]) -> dict[str, uuid.UUID]:
    """Each line was said, and is remembered under its key; the turns by key."""
    async with container.units() as work:
        person = await PeopleService(work, container.clock).get(user_id)
    teller = Teller(container, person)
    turns = {}
    for key, line in said.items():
        [turns[key]] = await teller.say(line)
    now = container.clock.now()
    async with container.units() as work:
        for key, line in said.items():
            head, _, rest = key.partition(".")
            kind = head if head in ("element", "pattern") else "insight"
            work.session.add(
                SessionInsight(
                    user_id=user_id,
                    session_id=teller.session_id,
                    kind=kind,
                    key=key if kind == "insight" else rest,
                    stage=head if kind == "insight" else None,
                    text=line,
                    quote=line,
                    turn_ids=[turns[key]],
                    confidence=0.9,
                    status="active",
                    via="rules",
                    created_at=now,
                    updated_at=now,
                )
            )
    return turns
