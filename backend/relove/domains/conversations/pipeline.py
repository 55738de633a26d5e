"""One reply, from the person's words to the stored answer.

Two units of work: what the person wrote is stored first; the safety gate and the model run outside of any; then the
reply, its messages and the end of the inbox rows that it answers are one commit.
"""

from __future__ import annotations

import time

from relove.core import killpoints
from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ports import Jobs, LanguageModel, LiveEvents, Messenger, Translator
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations import intents
from relove.domains.conversations.bursts import PATIENCE_S, quiet
from relove.domains.conversations.care import CareGate
from relove.domains.conversations.crisis import CrisisHit, assess
from relove.domains.conversations.drafts import Draft, drafting
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.finishing import CalledForHelp, Finishing
from relove.domains.conversations.flood import FloodGate, NoPace, TalkPace
from relove.domains.conversations.knowledge import Knowledge
from relove.domains.conversations.lines import danger_in
from relove.domains.conversations.meanwhile import Meanwhile
from relove.domains.conversations.memory.recollector import Recollector
from relove.domains.conversations.modes import Modes
from relove.domains.conversations.schemas import Inbound
from relove.domains.conversations.second_look import (
    CrisisSecondLook,
    Endangered,
    NoSecondLook,
    Verdict,
    looking,
)
from relove.domains.conversations.service import SessionService
from relove.domains.conversations.taking_in import Taken, TakingIn
from relove.domains.conversations.views import talk_filter
from relove.domains.conversations.writing import Asked, ReplyWriter, Written
from relove.domains.messaging.alerts import Alerts
from relove.domains.messaging.context import InboxContext
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService

_MOST_RESTARTS = 5


class ReplyPipeline:
    """Answers what people write. One instance per process."""

    def __init__(
        self,
        *,
        units: UnitOfWorkFactory,
        live: LiveEvents,
        messenger: Messenger,
        model: LanguageModel,
        content: ContentService,
        translator: Translator,
        clock: Clock,
        alerts: Alerts,
        jobs: Jobs,
        modes: Modes,
        second_look: CrisisSecondLook | None = None,
        patience_s: float = PATIENCE_S,
        pace: TalkPace | None = None,
    ) -> None:
        self._live = live
        self._messenger = messenger
        self._clock = clock
        self._patience_s = patience_s
        self._events = ConversationEvents(live)
        self._flood = FloodGate(pace or NoPace(), translator, clock)
        self.care = CareGate(content, translator, clock, alerts, self._events)
        is_talk = talk_filter(translator)
        self._taking_in = TakingIn(content, clock, self.care, self._events, is_talk)
        self.meanwhile = Meanwhile(live, is_talk)
        self._second_look: CrisisSecondLook = second_look or NoSecondLook()
        self._writer = ReplyWriter(
            live=live,
            model=model,
            content=content,
            translator=translator,
            clock=clock,
            care=self.care,
            modes=modes,
            knowledge=Knowledge(units, Recollector(units, model, clock), clock),
        )
        self._finishing = Finishing(
            content=content,
            translator=translator,
            clock=clock,
            care=self.care,
            alerts=alerts,
            jobs=jobs,
            events=self._events,
            is_talk=is_talk,
        )

    async def answer(self, inbox: InboxContext, person: Person, inbound: Inbound) -> None:
        """Answer one message, and the lines that follow it at once; its inbox row is done when this returns."""
        chat_id = inbox.chat_id if inbound.source == "bot" else None
        for again in range(_MOST_RESTARTS + 1):
            async with drafting(self._messenger, chat_id) as draft:
                try:
                    done = await self._taken_and_written(inbox, person, inbound, draft, again)
                except ReloveError as error:
                    if error.code != "session_closed":
                        raise
                    await self._into_closed(inbox, person, inbound)
                    return
            if done is None:
                return
            taken, written = done
            try:
                await self._finishing.finish(
                    inbox, taken, written, inbound, may_restart=again < _MOST_RESTARTS
                )
                return
            except CalledForHelp:
                # What was shown of the reply is not the beginning of what is said now.
                await self._events.replace(taken.answering, "")
                person = taken.person

    async def endangered(self, person: Person, text: str) -> CrisisHit | None:
        """A danger in words that get no reply of their own: by the rules, and by a second look where one may be had."""
        hit = danger_in([text])
        if hit is None and person.may_work and not person.care_active:
            hit = await self._second_look.look(text, person)
        return hit

    async def _taken_and_written(
        self, inbox: InboxContext, person: Person, inbound: Inbound, draft: Draft | None, again: int
    ) -> tuple[Taken, Written] | None:
        for restart in range(again, again + _MOST_RESTARTS + 1):
            if _may_wait(inbound):
                await quiet(self._live, inbox.row, inbound.text, self._patience_s)
            taken_at = time.time()
            taken = await self._taking_in.take(inbox, person, inbound)
            if taken.stored is None or taken.context is None:
                await self._finishing.without_consent(inbox, taken.person, taken.hit)
                return None
            killpoints.reached("first_unit_committed")
            look = None if taken.hit or taken.person.care_active else self._second_look
            async with looking(look, taken.shown, taken.person) as verdict:
                if taken.stored.handed_over and not await self._speaks_in_handover(taken, verdict):
                    await self._finishing.in_silence(inbox, taken, inbound)
                    return None
                if restart == 0 and await self._flood.holds_back(inbox, taken, inbound, verdict):
                    return None
                asked = Asked(
                    turn=taken.asked,
                    turns=taken.stored.turns,
                    chat_id=inbox.chat_id,
                    since=inbox.row.received_at.timestamp(),
                    handed_over=taken.stored.handed_over,
                    taken_at=taken_at if restart < again + _MOST_RESTARTS else float("inf"),
                    verdict=verdict,
                )
                if draft is not None:
                    draft.begin(asked.turn.id)
                if taken.stored.again and restart == 0:
                    # What an interrupted run has shown of its reply is not the beginning of this one.
                    await self._events.replace(taken.answering, "")
                done = await self._written(inbox, taken, asked, draft)
            if done is not None:
                return done
            person = taken.person
        raise AssertionError("the last round takes what there is")

    async def _written(
        self, inbox: InboxContext, taken: Taken, asked: Asked, draft: Draft | None
    ) -> tuple[Taken, Written] | None:
        """The reply, or care in its place where a second look, which runs beside the writing, sees danger."""
        assert taken.context is not None
        try:
            written = await self._writer.write(taken.context, asked, taken.hit, draft)
            # Where the person wrote on, all of it is looked at anew.
            hit = None if written is None else await asked.verdict.hit()
        except Endangered as danger:
            written, hit = None, danger.hit
        if hit is not None:
            taken = await self._taking_in.care_for(inbox, taken, hit)
            assert taken.context is not None
            written = await self._writer.write(taken.context, asked, hit, draft)
        return None if written is None else (taken, written)

    @staticmethod
    async def _speaks_in_handover(taken: Taken, verdict: Verdict) -> bool:
        """While a human was asked for the guide is silent, but for danger and the way back."""
        assert taken.stored is not None
        lines = [turn.text for turn in taken.stored.turns]
        if taken.hit is not None or any(intents.returns_to_guide(line) for line in lines):
            return True
        return await verdict.hit() is not None

    async def _into_closed(self, inbox: InboxContext, person: Person, inbound: Inbound) -> None:
        """The other window finished the session: the words are kept in it, and the window that wrote is told."""
        assert inbound.session_id is not None, "only the Mini App names a session"
        async with inbox.finish() as work:
            sessions = SessionService(work, self._clock)
            session = await sessions.get(inbound.session_id, person.id)
            # It may be what the care was begun for.
            in_care = (await PeopleService(work, self._clock).get(person.id)).care_active
            turn = await sessions.record_person(
                session, person.id, inbound.text, inbound.source, inbox.row.id, in_care=in_care
            )
            work.after_commit(lambda: self._events.turn_stored(person.id, turn))
            work.after_commit(lambda: self._events.failed(session.id, inbox.row.id, "session_closed"))


def _may_wait(inbound: Inbound) -> bool:
    """Does more perhaps follow? A press of a button is whole, and what cannot wait is answered at once."""
    return (
        inbound.joins
        and intents.fixed_answer(inbound.text) is None
        and not intents.returns_to_guide(inbound.text)
        and assess(inbound.text) is None
    )
