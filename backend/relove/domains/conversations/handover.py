"""A person asks for a human: the guide falls silent, somebody of the team answers, and the person comes back."""

from __future__ import annotations

import datetime
import uuid

import msgspec

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ids import new_id
from relove.core.ports import LiveEvents, OutgoingMessage, Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.handover_repository import HandoverRepository
from relove.domains.conversations.models import Handover
from relove.domains.conversations.plain_talk import open_chat
from relove.domains.conversations.rules import checked_text, to_html
from relove.domains.conversations.schemas import TurnView
from relove.domains.conversations.service import SessionService
from relove.domains.messaging.service import MessagingService
from relove.domains.people.service import PeopleService


class HandoverView(msgspec.Struct, frozen=True):
    """One hand-over. `answered_at`: when somebody of the team wrote first."""

    id: uuid.UUID
    user_id: uuid.UUID
    session_id: uuid.UUID | None
    asked_at: datetime.datetime
    answered_at: datetime.datetime | None
    ended_at: datetime.datetime | None
    acknowledged_by: uuid.UUID | None


def _view(row: Handover) -> HandoverView:
    return HandoverView(
        row.id, row.user_id, row.session_id, row.asked_at, row.answered_at, row.ended_at, row.acknowledged_by
    )


class HandoverService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._handovers = HandoverRepository(work.session)
        self._clock = clock

    async def open_of(self, user_id: uuid.UUID) -> HandoverView | None:
        """The one that is open."""
        row = await self._handovers.open_of(user_id)
        return None if row is None else _view(row)

    async def begin(self, user_id: uuid.UUID, session_id: uuid.UUID) -> HandoverView:
        """From now on the guide is silent; asked again, it stays the same hand-over."""
        await self._handovers.begin(new_id(), user_id, session_id, self._clock.now())
        row = await self._handovers.open_of(user_id)
        assert row is not None
        return _view(row)

    async def acknowledge(self, user_id: uuid.UUID, turn_id: uuid.UUID) -> None:
        """The one line that tells the person that they are heard."""
        await self._handovers.change_open(user_id, {"acknowledged_by": turn_id})

    async def end(self, user_id: uuid.UUID) -> bool:
        """The guide speaks again; False where it did all the time."""
        return await self._handovers.change_open(user_id, {"ended_at": self._clock.now()})

    async def waiting(self, limit: int = 50) -> list[HandoverView]:
        """Those that are open, the oldest first: the operator's list."""
        return [_view(row) for row in await self._handovers.waiting(limit)]

    async def usual_wait_minutes(self) -> int:
        """How long people waited lately, in the middle of the list; 0 where nothing is known."""
        seconds = await self._handovers.usual_wait_seconds()
        return 0 if seconds is None else max(1, round(seconds / 60))


class Operators:
    """What somebody of the team does in a hand-over. The caller has checked their role and writes the audit."""

    def __init__(
        self, content: ContentService, translator: Translator, live: LiveEvents, clock: Clock
    ) -> None:
        self._content = content
        self._translator = translator
        self._events = ConversationEvents(live)
        self._clock = clock

    async def answer(
        self, work: UnitOfWork, user_id: uuid.UUID, operator_id: uuid.UUID, said: str
    ) -> TurnView:
        """Write to the person as a human; the caller wakes the chat after the commit.

        ReloveError handover_closed where the person did not ask for a human, or is back with the guide.
        """
        text = checked_text(said)
        handovers = HandoverRepository(work.session)
        opened = await handovers.open_of(user_id)
        if opened is None:
            raise ReloveError("handover_closed", kind="conflict")
        sessions = SessionService(work, self._clock)
        # Who ended the talk while they waited still waits for a human.
        session = await sessions.active(user_id)
        if session is None:
            session = await open_chat(work, self._content, self._clock, self._events, user_id)
        person = await PeopleService(work, self._clock).get(user_id)
        turn = await sessions.record_human(session, user_id, text)
        first = opened.answered_at is None
        values = {"operator_id": operator_id, **({"answered_at": self._clock.now()} if first else {})}
        if opened.acknowledged_by is None:
            # Nobody is told any more that no human has answered yet.
            values["acknowledged_by"] = turn.id
        await handovers.change_open(user_id, values)
        heading = self._translator.text(person.voice, "handover-answered")
        message = OutgoingMessage(f"{heading}\n\n{to_html(text)}" if first else to_html(text))
        await MessagingService(work, self._clock).tell(person.telegram_id, user_id, message)
        work.after_commit(lambda: self._events.done(user_id, turn, None))
        work.after_commit(lambda: self._events.person_changed(user_id))
        return turn

    async def hand_back(self, work: UnitOfWork, user_id: uuid.UUID) -> None:
        """The team is done: the guide speaks again, and the person is told. The caller wakes the chat."""
        if not await HandoverService(work, self._clock).end(user_id):
            raise ReloveError("handover_closed", kind="conflict")
        person = await PeopleService(work, self._clock).get(user_id)
        text = self._translator.text(person.voice, "handover-ended")
        await MessagingService(work, self._clock).tell(person.telegram_id, user_id, OutgoingMessage(text))
        work.after_commit(lambda: self._events.person_changed(user_id))
