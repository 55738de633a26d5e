"""One reply, from the person's words to the stored answer.

Two units of work: the person's turn is stored first; the safety gate and the model run outside of any; then the
reply, its messages and the end of the inbox row are one commit.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import msgspec

from relove.core import killpoints
from relove.core.clock import Clock
from relove.core.ports import (
    LanguageModel,
    LiveEvents,
    Messenger,
    ModelTask,
    ModelUsage,
    OutgoingMessage,
    Translator,
)
from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations import intents, replies
from relove.domains.conversations.care import CareGate
from relove.domains.conversations.context import ReplyContext, load
from relove.domains.conversations.crisis import CrisisHit
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.generation import Generated, generate
from relove.domains.conversations.modes import Modes, PlainTalk, Plan, with_footer
from relove.domains.conversations.prompting import ModelInput, reply_input
from relove.domains.conversations.schemas import Inbound, Reply, SessionView, TurnView
from relove.domains.conversations.service import SessionService
from relove.domains.conversations.views import PERSONA, care_message, consent_message, reply_messages
from relove.domains.journey.service import JourneyService
from relove.domains.messaging.alerts import Alerts
from relove.domains.messaging.context import InboxContext
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService

_TYPING_EVERY_S = 4.0
_PLAIN = PlainTalk()


class _Written(msgspec.Struct):
    """A reply, the plan it follows, and the person as they are after it was written."""

    reply: Reply
    person: Person
    plan: Plan = Plan()


class ReplyPipeline:
    """Answers what people write. One instance per process."""

    def __init__(
        self,
        *,
        live: LiveEvents,
        messenger: Messenger,
        model: LanguageModel,
        content: ContentService,
        translator: Translator,
        clock: Clock,
        alerts: Alerts,
        modes: Modes,
    ) -> None:
        self._modes = modes
        self._live = live
        self._messenger = messenger
        self._model = model
        self._content = content
        self._translator = translator
        self._clock = clock
        self._events = ConversationEvents(live)
        self.care = CareGate(content, translator, clock, alerts, self._events)

    async def answer(self, inbox: InboxContext, person: Person, inbound: Inbound) -> None:
        """Answer one message; the inbox row is done when this returns."""
        hit = await self.care.look(inbox, inbound.text)
        if hit is not None:
            person = await self.care.begin(inbox, person, hit)
        async with inbox.step() as work:
            allowed = await PeopleService(work, self._clock).may_work_with(person.id)
            stored = await self._store(work, inbox, person, inbound) if allowed else None
            if stored is not None:
                session, asked, again = stored
                work.after_commit(lambda: self._events.turn_stored(person.id, asked))
                context = await load(work, self._clock, session, person)
        if stored is None:
            await self._without_consent(inbox, person, hit)
            return
        killpoints.reached("first_unit_committed")
        if again:
            # What an interrupted run has shown of its reply is not the beginning of this one.
            await self._events.replace(asked, "")
        async with self._typing(inbound, person):
            written = await self._write(inbox, context, asked, hit)
        await self._finish(inbox, context, asked, inbound, written)

    async def _store(
        self, work: UnitOfWork, inbox: InboxContext, person: Person, inbound: Inbound
    ) -> tuple[SessionView, TurnView, bool]:
        """The session and the person's turn in it, and whether an earlier run of the row stored it."""
        sessions = SessionService(work, self._clock)
        earlier = await sessions.turn_of(inbox.row.id)
        if earlier is not None:
            # A second run of the same row: the words are stored, perhaps in a session that has ended since.
            return await sessions.get(earlier.session_id, person.id), earlier, True
        session = await sessions.active(person.id)
        if session is None:
            stage = await JourneyService(work, self._content, self._clock).begin(person.id)
            session = await sessions.open(person.id, "chat", stage)
            opened = session
            work.after_commit(lambda: self._events.session_changed(person.id, opened))
        turn = await sessions.record_person(session, person.id, inbound.text, inbound.source, inbox.row.id)
        return session, turn, False

    async def _write(
        self, inbox: InboxContext, context: ReplyContext, asked: TurnView, hit: CrisisHit | None
    ) -> _Written:
        fixed = self._fixed(context, asked, hit)
        if fixed is not None:
            return _Written(fixed, context.person)
        plan = await self._modes.get(context.session.type, _PLAIN).plan(context, asked)
        if plan.fixed is not None:
            written = _Written(plan.fixed, context.person, plan)
        elif self._model.enabled:
            written = await self._from_model(inbox, context, asked, plan)
        else:
            return _Written(self._template(context, asked, plan), context.person, plan)
        late = await self.care.look_behind(inbox)
        if late is None:
            return written
        # The person asked for help while this was being written: what was written is not said.
        written.person = await self.care.begin(inbox, context.person, late)
        written.reply = self.care.reply(written.person, late)
        written.plan = Plan()
        await self._events.replace(asked, written.reply.text)
        return written

    def _fixed(self, context: ReplyContext, asked: TurnView, hit: CrisisHit | None) -> Reply | None:
        """Replies that no model may change: care, the stop word, what it is."""
        person = context.person
        if hit is not None or person.care_active:
            return self.care.reply(person, hit)
        key = intents.fixed_answer(asked.text)
        if key is not None:
            lines = [line.line(person.language) for line in self._content.help_lines(person.country)]
            text = self._translator.text(
                person.language, key, persona=PERSONA[person.language], lines="\n".join(lines)
            )
            return Reply(text, "template")
        if intents.asks_why(asked.text):
            return replies.why(self._content, context)
        return None

    def _template(self, context: ReplyContext, asked: TurnView, plan: Plan) -> Reply:
        return plan.template or replies.from_templates(self._content, context, asked)

    async def _from_model(
        self, inbox: InboxContext, context: ReplyContext, asked: TurnView, plan: Plan
    ) -> _Written:
        made: ModelInput = reply_input(self._content, context, plan.prompt_id, plan.variables)
        usage = ModelUsage()
        since = inbox.row.received_at.timestamp()

        async def stop_asked() -> bool:
            return await self._live.reply_cancelled(inbox.chat_id, since)

        generated: Generated = await generate(
            self._model,
            ModelTask("reply", plan.prompt_id, user_id=context.person.id),
            made.messages,
            usage,
            restore=made.restorer.feed,
            flush=made.restorer.flush,
            on_text=lambda text: self._shown(asked, text),
            stop_asked=stop_asked,
        )
        usage.refused = generated.failure
        stage = context.stage_text(self._content)
        if generated.stopped:
            text = generated.text.strip() or self._translator.text(context.person.language, "reply-stopped")
            # A reply that was cut off is no step of the plan.
            return _Written(Reply(text, "model", stopped=True), context.person)
        if generated.failure:
            reply = self._template(context, asked, plan)
            await self._events.replace(asked, reply.text)
            return _Written(reply, context.person, plan)
        quick = stage.quick_replies if plan.quick_replies is None else plan.quick_replies
        reply = Reply(generated.text, "model", quick_replies=quick, question_id=plan.question_id)
        return _Written(reply, context.person, plan)

    async def _shown(self, asked: TurnView, text: str) -> None:
        await self._events.delta(asked, text)
        killpoints.reached("model_called")

    async def _finish(
        self,
        inbox: InboxContext,
        context: ReplyContext,
        asked: TurnView,
        inbound: Inbound,
        written: _Written,
    ) -> None:
        person = written.person
        async with inbox.finish() as work:
            sessions = SessionService(work, self._clock)
            turn = await sessions.record_guide(
                context.session,
                person.id,
                with_footer(written.reply, written.plan),
                inbound.source,
                inbox.row.id,
            )
            if intents.fixed_answer(asked.text) == intents.STOP:
                await PeopleService(work, self._clock).soften(person.id)
            if written.plan.state is not None:
                await sessions.set_state(context.session.id, written.plan.state)
            if written.plan.finish is not None:
                await written.plan.finish(work, context.session, turn)
            if inbound.source == "bot":
                for message in self._messages(person, turn):
                    await inbox.say(work, message, user_id=person.id, turn_id=turn.id)
            work.after_commit(lambda: self._events.done(person.id, turn, asked))

    def _messages(self, person: Person, turn: TurnView) -> list[OutgoingMessage]:
        if person.care_active:
            return [care_message(turn.text, person.language, self._translator)]
        return reply_messages(turn)

    async def _without_consent(self, inbox: InboxContext, person: Person, hit: CrisisHit | None) -> None:
        """Nothing is kept without consent; care is given all the same."""
        async with inbox.finish() as work:
            if hit is not None or person.care_active:
                message = self.care.message(person, hit)
            else:
                message = consent_message(person, self._translator, again=True)
            await inbox.say(work, message, user_id=person.id)

    @contextlib.asynccontextmanager
    async def _typing(self, inbound: Inbound, person: Person) -> AsyncIterator[None]:
        """Show that an answer is being written, for as long as it is."""
        if inbound.source != "bot" or not self._model.enabled:
            yield
            return

        async def show() -> None:
            while True:
                await self._messenger.typing(person.telegram_id)
                await asyncio.sleep(_TYPING_EVERY_S)

        shown = spawn(show(), "typing")
        try:
            yield
        finally:
            shown.cancel()
