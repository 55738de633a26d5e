"""Begins a session with its first question."""

from __future__ import annotations

from relove.core.clock import Clock
from relove.core.ports import LiveEvents, Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations.ai_notice import is_due, with_notice
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.handover import HandoverService
from relove.domains.conversations.kinds.openings import Openings
from relove.domains.conversations.schemas import Reply, SessionType, SessionView, TurnSource, TurnView
from relove.domains.conversations.service import SessionService
from relove.domains.journey.service import JourneyService
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService


class SessionBeginnings:
    """Opens sessions. The first question is a written one: it comes at once, whatever the model does."""

    def __init__(
        self, content: ContentService, live: LiveEvents, clock: Clock, translator: Translator
    ) -> None:
        self._content = content
        self._events = ConversationEvents(live)
        self._clock = clock
        self._translator = translator
        self._openings = Openings(content, translator, clock)

    async def begin(
        self,
        work: UnitOfWork,
        person: Person,
        kind: SessionType,
        lead: str,
        source: TurnSource = "bot",
        *,
        finish_active: bool = False,
    ) -> tuple[SessionView, TurnView]:
        """Open a session in the caller's unit of work. ReloveError session_active."""
        sessions = SessionService(work, self._clock)
        stage = await JourneyService(work, self._content, self._clock).begin(person.id)
        if person.care_active:
            # Somebody in need may always talk, and nothing provokes them: no question, care first.
            session = await sessions.open(person.id, "chat", stage, finish_active=finish_active)
            care = Reply(self._content.care_staying(person.language, person.country), "template")
            return await self._opened(work, person, session, care, source)
        session = await sessions.open(person.id, kind, stage, finish_active=finish_active)
        back = await self.back_with_guide(work, person)
        lead = f"{back}\n\n{lead}" if back else lead
        first = await self._openings.first(work, person, session, lead)
        return await self._opened(work, person, session, first, source)

    async def go_on(self, work: UnitOfWork, person: Person, session: SessionView, lead: str) -> TurnView:
        """Ask the next written question in a session that is open; in a care pause, care instead."""
        if person.care_active:
            said = Reply(self._content.care_staying(person.language, person.country), "template")
        else:
            said = await self._openings.first(work, person, session, lead)
        said = await self._honest(work, person, said)
        turn = await SessionService(work, self._clock).record_guide(session, person.id, said, "bot", None)
        work.after_commit(lambda: self._events.done(person.id, turn, None))
        return turn

    async def back_with_guide(self, work: UnitOfWork, person: Person) -> str | None:
        """Who begins or goes on with a talk wants the guide: an open hand-over ends, and these words say so."""
        if not await HandoverService(work, self._clock).end(person.id):
            return None
        work.after_commit(lambda: self._events.person_changed(person.id))
        return self._translator.text(person.voice, "handover-ended")

    async def _opened(
        self, work: UnitOfWork, person: Person, session: SessionView, first: Reply, source: TurnSource
    ) -> tuple[SessionView, TurnView]:
        sessions = SessionService(work, self._clock)
        first = await self._honest(work, person, first)
        turn = await sessions.record_guide(session, person.id, first, source, None)
        work.after_commit(lambda: self._events.session_changed(person.id, session))
        work.after_commit(lambda: self._events.done(person.id, turn, None))
        return await sessions.get(session.id, person.id), turn

    async def _honest(self, work: UnitOfWork, person: Person, said: Reply) -> Reply:
        """The same, with the notice that an AI writes where it is time for it."""
        if not is_due(person, self._clock.now()):
            return said
        await PeopleService(work, self._clock).told_of_ai(person.id)
        return with_notice(said, person, self._translator)
