"""The last unit of work of a reply: it is stored, linked to all that it answers, said, and the rows are done.

What changed while it was written is looked at here: a call for help since, a consent taken back, a session finished in
the other window. The pause for care is then in the same commit as the words of care, so it stands before they leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec

from relove.core.clock import Clock
from relove.core.ports import Jobs, OutgoingMessage, Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations import acquaintance
from relove.domains.conversations.bursts import IsTalk, danger_behind
from relove.domains.conversations.care import CareGate
from relove.domains.conversations.closing_views import forgotten_messages
from relove.domains.conversations.crisis import CrisisHit
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.gender import SURE, gender_in
from relove.domains.conversations.handover import HandoverService
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.reflection.names import REFLECT, due
from relove.domains.conversations.schemas import Inbound, Reply, TurnView
from relove.domains.conversations.stopping import stop_word
from relove.domains.conversations.taking_in import Taken
from relove.domains.conversations.talk_service import TalkService
from relove.domains.conversations.views import (
    care_and_human_message,
    care_message,
    consent_message,
    reply_messages,
)
from relove.domains.conversations.writing import Written
from relove.domains.messaging.alerts import Alerts
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.waiting import Waiting
from relove.domains.people.activity.rules import STARTED_MARKER
from relove.domains.people.activity.service import ActivityService
from relove.domains.people.asking import Asking
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService


class CalledForHelp(Exception):
    """The person called for help while the reply was written: nothing of it was stored, all is to be taken in anew."""


class Finishing:
    """One instance per process."""

    def __init__(
        self,
        *,
        content: ContentService,
        translator: Translator,
        clock: Clock,
        care: CareGate,
        alerts: Alerts,
        jobs: Jobs,
        events: ConversationEvents,
        is_talk: IsTalk,
    ) -> None:
        self._is_talk = is_talk
        self._content = content
        self._translator = translator
        self._clock = clock
        self._care = care
        self._alerts = alerts
        self._jobs = jobs
        self._events = events

    async def finish(
        self, inbox: InboxContext, taken: Taken, written: Written, inbound: Inbound, *, may_restart: bool
    ) -> None:
        """Store and say the reply; the rows that it answers are done with it.

        CalledForHelp, where it may be raised: such a line is answered with this one, once, not here and again there.
        """
        assert taken.stored is not None
        stored = taken.stored
        async with inbox.finish_with(taken.also) as (work, waiting):
            person = await PeopleService(work, self._clock).get(taken.person.id)
            if not person.may_work:
                await self._taken_back(work, inbox, taken, person)
                return
            unread = [row for row in waiting if row.inbox_id not in taken.read]
            if may_restart and self._calls_for_help(taken, unread):
                raise CalledForHelp
            written = await self._as_things_are_now(work, waiting, taken, written, person)
            talk = TalkService(work, self._clock)
            turn = await talk.reply(
                stored.session,
                person.id,
                written.reply,
                inbound.source,
                inbox.row.id,
                [*stored.unanswered, *stored.turns],
                written.plan.state,
                # Care is given wherever it is asked for.
                open_only=not written.person.care_active,
                in_care=written.person.care_active,
            )
            if turn is None:
                await self._closed_meanwhile(work, inbox, taken, inbound)
                return
            await self._follow(work, taken, written, turn)
            if inbound.source == "bot":
                if stored.person_count == len(stored.turns) and not written.person.care_active:
                    await self._forgotten(work, inbox, person)
                *parts, last = self._messages(written, turn)
                last = await self._acquainted(work, taken, written, last)
                for message in (*parts, last):
                    await inbox.say(work, message, user_id=person.id, turn_id=turn.id)
            work.after_commit(lambda: self._events.done(person.id, turn, taken.asked, stored.turns))
            before = stored.person_count - len(stored.turns)
            if due(before, stored.person_count, self._clock.now() - person.created_at):
                work.after_commit(lambda: self._jobs.hint(REFLECT, str(stored.session.id)))

    async def _as_things_are_now(
        self, work: UnitOfWork, waiting: Sequence[Waiting], taken: Taken, written: Written, person: Person
    ) -> Written:
        """What was written, unless the person has asked for help since: then it is not said."""
        if taken.hit is not None:
            if written.act == "hand_over":
                written.reply = await self._handing_over(work, taken, person, care=written.reply.text)
            return msgspec.structs.replace(written, person=person)
        late = self._calls_for_help(taken, waiting)
        if late is not None:
            person = await self._care.begin_in(work, person, late)
        if late is not None or (person.care_active and not taken.person.care_active):
            reply = self._care.reply(person, late)
            work.after_commit(lambda: self._events.replace(taken.answering, reply.text))
            return Written(reply, person)
        if written.act == "hand_over":
            written.reply = await self._handing_over(work, taken, person)
        return msgspec.structs.replace(written, person=person)

    async def _handing_over(self, work: UnitOfWork, taken: Taken, person: Person, *, care: str = "") -> Reply:
        """The guide falls silent; the team is told that somebody asks, not what they said. `care` is said first."""
        assert taken.stored is not None
        handovers = HandoverService(work, self._clock)
        await handovers.begin(person.id, taken.stored.session.id)
        alert = self._translator.text("ru", "handover-admin-alert", chat=str(person.telegram_id))
        await self._alerts.tell(work, alert)
        lines = [line.line(person.language) for line in self._content.help_lines(person.country)]
        known = {
            "team": "yes" if self._alerts.reach_somebody else "no",
            "minutes": await handovers.usual_wait_minutes(),
        }
        if care:
            text = f"{care}\n\n{self._translator.text(person.voice, 'handover-in-care', **known).strip()}"
        else:
            text = self._translator.text(person.voice, "handover-begun", lines="\n".join(lines), **known)
        back = self._translator.text(person.voice, "handover-return")
        return Reply(text, "template", quick_replies=(back,))

    async def _follow(self, work: UnitOfWork, taken: Taken, written: Written, turn: TurnView) -> None:
        """What goes with the reply."""
        assert taken.stored is not None
        people = PeopleService(work, self._clock)
        if written.act == "soften" or any(stop_word(said.text) for said in taken.stored.turns):
            await people.soften(taken.person.id)
        if written.act == "hand_back":
            await HandoverService(work, self._clock).end(taken.person.id)
        if written.of_ai:
            await people.told_of_ai(taken.person.id)
        if written.named:
            await MemoryService(work, self._clock).named(written.named)
        await self._notice_gender(people, taken)
        if self._began(taken, written.person):
            await ActivityService(work, self._clock).mark_once(taken.person.id, STARTED_MARKER)
        if written.plan.finish is not None:
            await written.plan.finish(work, taken.stored.session, turn)

    @staticmethod
    def _began(taken: Taken, person: Person) -> bool:
        """Is this the first answer to a question of the guide's? A call for help is none."""
        assert taken.stored is not None
        asked = taken.stored.questions or taken.stored.asked
        return bool(asked) and not person.started and not person.care_active

    async def _forgotten(self, work: UnitOfWork, inbox: InboxContext, person: Person) -> None:
        """A new talk begins: what closed by itself before it is shown first."""
        for message in await forgotten_messages(work, person.id, person.language, self._translator):
            await inbox.say(work, message, user_id=person.id)

    async def _acquainted(
        self, work: UnitOfWork, taken: Taken, written: Written, message: OutgoingMessage
    ) -> OutgoingMessage:
        """Once, under an easy reply: how the person wants to be spoken with."""
        person, reply = written.person, written.reply
        # A goodbye stays a goodbye, and a fixed answer stands alone.
        talks_on = written.act is None and not written.of_ai and not reply.stopped and "?" in reply.text
        if not talks_on or taken.context is None:
            return message
        if not acquaintance.may_ask(taken.context, person, taken.asked.text):
            return message
        await Asking(work, self._clock).address_asked(person.id)
        return acquaintance.with_question(message, person, self._translator)

    async def _notice_gender(self, people: PeopleService, taken: Taken) -> None:
        """From verb forms, while nothing surer is known."""
        person = taken.person
        if person.language != "ru" or (person.gender_confidence or 0) >= SURE:
            return
        found = gender_in(taken.asked.text)
        if found is not None and found != (person.gender, person.gender_confidence):
            await people.heard_gender(person.id, *found)

    def _messages(self, written: Written, turn: TurnView) -> list[OutgoingMessage]:
        # Who asked for a human in a pause for care needs the way back from that, not from the pause.
        if written.person.care_active and written.act != "hand_over":
            return [care_message(turn.text, written.person.language, self._translator)]
        if written.person.care_active and self._content.is_care(turn.text):
            return [care_and_human_message(turn)]
        if written.plan.in_chat:
            turn = msgspec.structs.replace(turn, text=f"{turn.text}\n\n{written.plan.in_chat}")
        return reply_messages(turn)

    async def _closed_meanwhile(
        self, work: UnitOfWork, inbox: InboxContext, taken: Taken, inbound: Inbound
    ) -> None:
        """The other window finished the session while the reply was written: its words are kept, it has no reply."""
        assert taken.stored is not None
        person, session = taken.person, taken.stored.session
        if inbound.source == "bot":
            text = self._translator.text(person.voice, "session-closed-meanwhile")
            await inbox.say(work, OutgoingMessage(text), user_id=person.id)
        work.after_commit(lambda: self._events.so_far(taken.answering, "", 0))
        for row_id in (inbox.row.id, *taken.also):
            work.after_commit(partial(self._events.failed, session.id, row_id, "session_closed"))

    async def _taken_back(self, work: UnitOfWork, inbox: InboxContext, taken: Taken, person: Person) -> None:
        """Consent was taken back while the reply was written: nothing of it is kept, the words neither."""
        assert taken.stored is not None
        session = taken.stored.session
        await TalkService(work, self._clock).unsay(session.id, taken.stored.turns)
        if taken.hit is not None or person.care_active:
            message = self._care.message(person, taken.hit)
        else:
            message = consent_message(person, self._translator, again=True)
        await inbox.say(work, message, user_id=person.id)
        work.after_commit(lambda: self._events.so_far(taken.answering, "", 0))
        for row_id in (inbox.row.id, *taken.also):
            work.after_commit(partial(self._events.failed, session.id, row_id, "consent_required"))

    async def in_silence(self, inbox: InboxContext, taken: Taken, inbound: Inbound) -> None:
        """A human was asked for: what is said is kept, and acknowledged once."""
        assert taken.stored is not None
        stored, person = taken.stored, taken.person
        async with inbox.finish_with(taken.also) as (work, _):
            talk, handovers = TalkService(work, self._clock), HandoverService(work, self._clock)
            opened = await handovers.open_of(person.id)
            if opened is not None and opened.acknowledged_by is not None:
                await talk.link(stored.turns, opened.acknowledged_by, in_care=person.care_active)
                return
            back = self._translator.text(person.voice, "handover-return")
            text = self._translator.text(person.voice, "handover-waiting")
            reply = Reply(text, "template", quick_replies=(back,))
            turn = await talk.reply(
                stored.session,
                person.id,
                reply,
                inbound.source,
                inbox.row.id,
                stored.turns,
                open_only=False,
                in_care=person.care_active,
            )
            assert turn is not None, "said in a closed session too"
            await handovers.acknowledge(person.id, turn.id)
            if inbound.source == "bot":
                for message in reply_messages(turn):
                    await inbox.say(work, message, user_id=person.id, turn_id=turn.id)
            work.after_commit(lambda: self._events.done(person.id, turn, taken.asked, stored.turns))

    async def without_consent(self, inbox: InboxContext, person: Person, hit: CrisisHit | None) -> None:
        """Nothing is kept without consent; care is given all the same."""
        async with inbox.finish() as work:
            if hit is not None or person.care_active:
                message = self._care.message(person, hit)
            else:
                message = consent_message(person, self._translator, again=True)
            await inbox.say(work, message, user_id=person.id)

    def _calls_for_help(self, taken: Taken, waiting: Sequence[Waiting]) -> CrisisHit | None:
        return danger_behind([turn.text for turn in taken.turns], waiting, self._is_talk)
