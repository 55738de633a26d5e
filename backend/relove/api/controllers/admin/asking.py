"""Dangerous acts are asked for here and done in the bot chat, by one press of a button."""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from litestar import Request

from relove.api.auth import current_actor
from relove.api.wiring import container_of
from relove.core.ports import OutgoingMessage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging.service import MessagingService
from relove.domains.people.confirmations import Asked
from relove.domains.people.schemas import Person

if TYPE_CHECKING:
    from relove.bootstrap import Container


class Waiting(msgspec.Struct):
    """A question in the bot chat of whoever asked. `id` names it; its button is worth nothing outside of that chat."""

    id: uuid.UUID
    expires_at: datetime.datetime


class Awaited(msgspec.Struct):
    """Nothing is done yet: a one-time button waits in the bot chat until then."""

    confirmation: Waiting


class PersonRef(msgspec.Struct, frozen=True):
    """Somebody, as the team tells people apart."""

    id: uuid.UUID
    telegram_id: int
    first_name: str
    username: str | None
    role: Annotated[str, msgspec.Meta(description="owner, admin, support, analyst, or person.")]


def person_ref(person: Person) -> PersonRef:
    """The short form."""
    return PersonRef(person.id, person.telegram_id, person.first_name, person.username, person.role)


async def show(
    request: Request[Any, Any, Any], work: UnitOfWork, asked: Asked, question: OutgoingMessage
) -> Awaited:
    """Put the question into the bot chat of whoever asks."""
    container: Container = container_of(request)
    actor = current_actor(request)
    await MessagingService(work, container.clock).tell(actor.telegram_id, actor.user_id, question)
    work.after_commit(lambda: container.jobs.wake_chat(actor.telegram_id))
    return Awaited(Waiting(asked.id, asked.expires_at))
