"""Writes one reply: fixed answers first, then the session's plan, then the model or the written replies."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial

import msgspec

from relove.core import killpoints
from relove.core.clock import Clock
from relove.core.ports import LanguageModel, LiveEvents, ModelTask, ModelUsage, Translator
from relove.domains.content.service import ContentService
from relove.domains.conversations import replies
from relove.domains.conversations.ai_notice import is_due, with_notice
from relove.domains.conversations.care import CareGate
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.crisis import CrisisHit
from relove.domains.conversations.drafts import Draft
from relove.domains.conversations.events import Answering
from relove.domains.conversations.fixed_answers import Act, FixedAnswers
from relove.domains.conversations.generation import Generated, generate
from relove.domains.conversations.knowledge import Knowledge
from relove.domains.conversations.links import without_links
from relove.domains.conversations.mending import mended
from relove.domains.conversations.modes import Modes, PlainTalk, Plan, with_footer
from relove.domains.conversations.naming import may_name, named_in, naming
from relove.domains.conversations.prompting import ModelInput, known_links, reply_input, titles
from relove.domains.conversations.quoting import quote_of
from relove.domains.conversations.schemas import Reply, TurnView
from relove.domains.conversations.second_look import NOTHING_TO_SEE, Verdict
from relove.domains.conversations.showing import Showing
from relove.domains.conversations.spoken.heard import Heard
from relove.domains.people.schemas import Person

_PLAIN = PlainTalk()


class Written(msgspec.Struct):
    """A reply, the plan it follows, and the person as they are after it was written."""

    reply: Reply
    person: Person
    plan: Plan = Plan()
    act: Act | None = None
    of_ai: bool = False
    """It tells that an AI writes."""
    named: tuple[uuid.UUID, ...] = ()
    """Contradictions that it names."""


class Asked(msgspec.Struct, frozen=True):
    """What is answered: the lines, all of them as one turn, and the inbox row at hand."""

    turn: TurnView
    turns: Sequence[TurnView]
    chat_id: int
    since: float
    """When the first line arrived: a stop asked for later is meant for this reply."""
    taken_at: float
    """When the lines were gathered: one that came later is not among them."""
    handed_over: bool = False
    """A human was asked for, and the guide is silent."""
    verdict: Verdict = NOTHING_TO_SEE
    """Of a second look at the lines: nothing of a reply is shown before it."""

    @property
    def lines(self) -> list[str]:
        """The lines in order."""
        return [turn.text for turn in self.turns]

    @property
    def ids(self) -> list[uuid.UUID]:
        """The turns in order."""
        return [turn.id for turn in self.turns]

    def answering(self, user_id: uuid.UUID) -> Answering:
        """The same, as open windows are told of it."""
        return Answering(user_id, self.turn, self.ids)


class ReplyWriter:
    """One instance per process."""

    def __init__(
        self,
        *,
        live: LiveEvents,
        model: LanguageModel,
        content: ContentService,
        translator: Translator,
        clock: Clock,
        care: CareGate,
        modes: Modes,
        knowledge: Knowledge,
    ) -> None:
        self._live = live
        self._model = model
        self._content = content
        self._translator = translator
        self._clock = clock
        self._fixed_answers = FixedAnswers(content, translator, care)
        self._modes = modes
        self._knowledge = knowledge

    async def write(
        self, context: ReplyContext, asked: Asked, hit: CrisisHit | None, draft: Draft | None
    ) -> Written | None:
        """The reply; None where the person wrote on before its first word was shown: then all is answered anew.

        Endangered where a second look sees danger before anything was shown.
        """
        fixed = self._fixed(context, asked, hit)
        if fixed is not None:
            return fixed
        earlier = self._fixed_answers.taken_up(context, asked.lines)
        if earlier is not None:
            asked = msgspec.structs.replace(asked, turn=msgspec.structs.replace(asked.turn, text=earlier))
        if self._model.enabled:
            context = await self._knowledge.added(context, asked.turn.text)
        elif may_name(self._content, context, asked.turn):
            context = await self._knowledge.to_name(context)
        plan = await self._modes.get(context.session.type, _PLAIN).plan(context, asked.turn)
        if await self._overtaken(asked):
            return None
        if plan.fixed is not None:
            fixed_by_plan = self._naming(context, asked, plan) or plan.fixed
            written = Written(self._without_links(context, fixed_by_plan), context.person, plan)
        elif self._model.enabled:
            from_model = await self._from_model(context, asked, plan, draft)
            if from_model is None:
                return None
            written = from_model
        else:
            written = Written(self._template(context, asked, plan), context.person, plan)
        written.named = named_in(written.reply.text, context.recollection.contradictions)
        written.reply = self._with_memory_of_failure(context, with_footer(written.reply, written.plan))
        return self._with_notice(context, written)

    def _fixed(self, context: ReplyContext, asked: Asked, hit: CrisisHit | None) -> Written | None:
        """Replies that no model may change."""
        found = self._fixed_answers.of(
            context, asked.lines, hit, since=asked.since, handed_over=asked.handed_over
        )
        if found is None:
            return None
        written = Written(found.reply, context.person, act=found.act, of_ai=found.of_ai)
        # Who is handed over hears of it from the guide that comes back.
        return written if found.of_ai or found.act == "hand_over" else self._with_notice(context, written)

    def _template(self, context: ReplyContext, asked: Asked, plan: Plan) -> Reply:
        named = self._naming(context, asked, plan)
        return named or plan.template or replies.from_templates(self._content, context, asked.turn)

    def _naming(self, context: ReplyContext, asked: Asked, plan: Plan) -> Reply | None:
        """A contradiction instead of the next written question; what a mode decides or shows stays what it is."""
        fixed = plan.fixed
        if fixed is not None and (fixed.via == "model" or plan.state != "talking" or plan.finish is not None):
            return None
        return naming(self._content, self._translator, context, asked.turn)

    def _with_memory_of_failure(self, context: ReplyContext, reply: Reply) -> Reply:
        """Where the last words got no reply, the person reads first that they are not lost."""
        if context.unanswered is None or reply.stopped:
            return reply
        quote, voice = quote_of(context.unanswered), context.person.voice
        if quote is None:
            lead = self._translator.text(voice, "after-error-plain")
        else:
            lead = self._translator.text(voice, "after-error", quote=quote)
        return msgspec.structs.replace(reply, text=f"{lead}\n\n{reply.text}")

    def _link_word(self, context: ReplyContext) -> str:
        return self._translator.text(context.person.voice, "link-removed")

    def _without_links(self, context: ReplyContext, reply: Reply) -> Reply:
        """A plan's own reply may be a model's words: a link that it made up is none."""
        if reply.via != "model":
            return reply
        text = without_links(reply.text, known_links(self._content, context), self._link_word(context))
        return msgspec.structs.replace(reply, text=text)

    def _with_notice(self, context: ReplyContext, written: Written) -> Written:
        """What a person stopped says it the next time."""
        if written.reply.stopped or not is_due(context.person, self._clock.now()):
            return written
        written.reply = with_notice(written.reply, context.person, self._translator)
        written.of_ai = True
        return written

    async def _from_model(
        self, context: ReplyContext, asked: Asked, plan: Plan, draft: Draft | None
    ) -> Written | None:
        made: ModelInput = reply_input(
            self._content, context, plan.prompt_id, plan.variables, link_word=self._link_word(context)
        )
        usage = ModelUsage()
        showing = Showing(self._live, asked.answering(context.person.id), asked.verdict, draft)

        async def show(text: str) -> None:
            await showing.more(text)
            killpoints.reached("model_called")

        async def stop_asked() -> bool:
            await showing.tell_newcomers()
            return await self._live.reply_cancelled(asked.chat_id, asked.since)

        async def superseded() -> bool:
            return not showing.text and await self._overtaken(asked)

        task = ModelTask("reply", plan.prompt_id, user_id=context.person.id, patience_s=context.patience_s)
        generated: Generated = await generate(
            self._model,
            task,
            made.messages,
            usage,
            restore=made.restorer.feed,
            flush=made.restorer.flush,
            on_text=show,
            stop_asked=stop_asked,
            superseded=superseded,
            heard=self._heard(context, asked, plan),
            recall=partial(self._knowledge.words, context.person.id),
        )
        usage.refused = generated.failure
        if generated.superseded:
            return None
        if generated.stopped:
            text = generated.text.strip() or self._translator.text(context.person.voice, "reply-stopped")
            # A reply that was cut off is no step of the plan.
            return Written(Reply(text, "model", stopped=True), context.person)
        if generated.failure:
            reply = self._template(context, asked, plan)
            await showing.instead(reply.text)
            return Written(reply, context.person, plan)
        stage = context.stage_text(self._content)
        quick = stage.quick_replies if plan.quick_replies is None else plan.quick_replies
        # A key phrase may have lost an end with a sentence that was left out.
        whole = generated.text if generated.text.count("**") % 2 == 0 else generated.text.replace("**", "")
        said = Reply(whole, "model", quick_replies=quick, question_id=plan.question_id)
        reply = mended(self._content, context, asked.turn, said, plan.template)
        if reply.text != showing.text.strip():
            await showing.instead(reply.text)
        return Written(reply, context.person, plan)

    def _heard(self, context: ReplyContext, asked: Asked, plan: Plan) -> Heard:
        """What the person said, as the prompt tells it, and what may stand in quotation marks beside."""
        recalled = context.recollection
        said = [text for turn in context.turns if turn.role == "person" for text in (turn.text, turn.seen)]
        said += [
            *asked.lines,
            asked.turn.text,
            *plan.variables.values(),
            *recalled.lines,
            recalled.core_issue,
        ]
        said += [text for one in recalled.contradictions for text in (one.earlier, one.later)]
        said += [one.quote for one in recalled.patterns]
        return Heard(filter(None, said), titles(self._content, context.person.language))

    async def _overtaken(self, asked: Asked) -> bool:
        """Did the person write on since the lines were gathered?"""
        return await self._live.last_line(asked.chat_id) > asked.taken_at
