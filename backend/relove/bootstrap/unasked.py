"""What is looked at before a message leaves that nobody waits for."""

from __future__ import annotations

from collections.abc import Mapping

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging.schemas import MessageKind
from relove.domains.messaging.sender import BeforeSend
from relove.domains.people.service import PeopleService


def checks(clock: Clock) -> Mapping[MessageKind, BeforeSend]:
    """In a care pause nothing unasked goes out, whenever it was queued; nor does what a person paused meanwhile."""

    async def proactive(work: UnitOfWork, chat_id: int) -> str | None:
        person = await PeopleService(work, clock).find_by_telegram(chat_id)
        if person is None:
            return None
        if person.care_active:
            return "care_pause"
        return "paused" if person.proactive_paused else None

    async def broadcast(work: UnitOfWork, chat_id: int) -> str | None:
        person = await PeopleService(work, clock).find_by_telegram(chat_id)
        return "care_pause" if person is not None and person.care_active else None

    return {"proactive": proactive, "broadcast": broadcast}
