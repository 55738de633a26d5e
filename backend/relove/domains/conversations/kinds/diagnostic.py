"""Diagnostic sessions: open questions one by one, a result in the person's own words, and their word on it.

The session's state tells where it stands: `talking`, `confirming` (the result is shown), `contesting` (asked what is
not so).
"""

from __future__ import annotations

import msgspec

from relove.core.clock import Clock
from relove.core.ports import LanguageModel, ModelTask, ModelUnavailable, PromptMessage, Translator
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.content.checks import comparable
from relove.domains.content.service import ContentService
from relove.domains.conversations import replies
from relove.domains.conversations.closing import SessionCloser
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.generation import fault_of
from relove.domains.conversations.kinds import diagnosis
from relove.domains.conversations.kinds.diagnosis import DiagnosticStep
from relove.domains.conversations.kinds.repository import EndedRepository
from relove.domains.conversations.kinds.schemas import Diagnosis
from relove.domains.conversations.kinds.service import DiagnosticService
from relove.domains.conversations.kinds.words import verdict
from relove.domains.conversations.memory.schemas import PATTERNS
from relove.domains.conversations.modes import Plan
from relove.domains.conversations.own_labels import OwnLabels
from relove.domains.conversations.prompting import instructions
from relove.domains.conversations.reflection.at_hand import evidence_at_hand
from relove.domains.conversations.schemas import Reply, SessionView, TurnView
from relove.domains.conversations.service import to_turn
from relove.domains.conversations.spoken.heard import Heard
from relove.domains.conversations.templates import TemplateGuide
from relove.domains.conversations.transcript import Transcript, transcript
from relove.domains.journey.schemas import Cause, Move
from relove.domains.journey.service import JourneyService
from relove.domains.people.activity.service import ActivityService

PROMPT = "diagnostic/step"
LEAST, MOST = 5, 15
WRITTEN = 10
"""As many are asked where no model says that it is enough."""
CONFIDENT = 0.7
TALKING, CONFIRMING, CONTESTING = "talking", "confirming", "contesting"
CONFIRMED_MARKER = "diagnostic_confirmed_at"
_TURNS = 80
_QUESTION_CHARS = 600
_PATIENCE_S = 9.0
"""The person waits for the next question: after it a written one is asked."""


class _Asked(msgspec.Struct, frozen=True):
    """What one step came to: the result, or the next question."""

    reply: Reply
    result: Diagnosis | None = None


class Diagnostic:
    """The mode."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        model: LanguageModel,
        content: ContentService,
        translator: Translator,
        clock: Clock,
        closer: SessionCloser,
        ours: OwnLabels,
    ) -> None:
        self._ours = ours
        self._units = units
        self._model = model
        self._content = content
        self._translator = translator
        self._clock = clock
        self._closer = closer

    async def plan(self, context: ReplyContext, asked: TurnView) -> Plan:
        """The next question, the result, or what follows from the person's word on it."""
        state = context.session.state
        if state == CONFIRMING:
            said = verdict(
                asked.text, self._text(context, "diagnostic-yes"), self._text(context, "diagnostic-no")
            )
            if said == "yes":
                return await self._confirmed(context)
            if said == "no":
                return Plan(fixed=Reply(self._text(context, "diagnostic-what"), "template"), state=CONTESTING)
        if state in (CONFIRMING, CONTESTING):
            return await self._contested(context, asked)
        return self._next(context, await self._step(context, asked))

    def _next(self, context: ReplyContext, step: _Asked) -> Plan:
        if step.result is None:
            return Plan(fixed=step.reply, state=TALKING)
        result = step.result

        async def keep(work: UnitOfWork, session: SessionView, _turn: TurnView) -> None:
            await DiagnosticService(work, self._clock).show(context.person.id, session.id, result)

        return Plan(fixed=step.reply, state=CONFIRMING, finish=keep)

    async def _step(
        self, context: ReplyContext, asked: TurnView, lead: str = "", correction: str | None = None
    ) -> _Asked:
        """`lead` stands before the question; with a `correction` one more question comes before a new result."""
        answered = context.session.question_count
        async with self._units() as work:
            rows = await EndedRepository(work.session).turns(context.session.id, _TURNS)
        # A press of ours is no answer to quote.
        turns = [
            turn for turn in map(to_turn, rows) if turn.role == "guide" or not self._ours.hold(turn.text)
        ]
        decided = await self._decide(context, turns, answered, correction)
        if decided is None:
            if answered < WRITTEN or correction is not None:
                return _Asked(self._written(context, asked, lead))
            # The person has waited for the model already: what they said is read without one.
            evidence = await evidence_at_hand(
                self._units,
                self._content,
                self._clock,
                self._ours,
                context.person.id,
                context.session.id,
                rows,
            )
            return self._result(context, diagnosis.by_rules(turns, evidence, context.session.stage))
        step, heard = decided
        sure = step.enough and step.confidence >= CONFIDENT and answered >= LEAST
        if (sure and correction is None) or answered >= MOST:
            return self._result(context, diagnosis.from_model(step, heard, context.session.stage))
        question = heard.restored(step.next_question)
        if not _usable(question, turns):
            return _Asked(self._written(context, asked, lead))
        return _Asked(Reply(f"{lead}\n\n{question}" if lead else question, "model"))

    async def _decide(
        self, context: ReplyContext, turns: list[TurnView], answered: int, correction: str | None
    ) -> tuple[DiagnosticStep, Transcript] | None:
        """The model's decision; None where there is no model, or it fails."""
        if not self._model.enabled:
            return None
        language = context.person.language
        told = msgspec.structs.replace(context, turns=turns).told
        # A question may hold the words that it was asked about: those taken out are out of it too.
        questions = [turn.text for turn in told if turn.role == "guide" and "?" in turn.text]
        heard = transcript(told, context.person, [correction or "", *questions])
        prompt = self._content.prompt(PROMPT, language)
        dash = "—"
        body = prompt.render(
            stages="; ".join(f"{s.key}: {s.text(language).name}" for s in self._content.stages()),
            patterns="; ".join(
                f"{code}: {self._translator.text(language, 'pattern-name', code=code)}" for code in PATTERNS
            ),
            answers=answered,
            least=LEAST,
            most=MOST,
            asked_questions="\n".join(f"- {' '.join(text.split())[-300:]}" for text in heard.extra[1:])
            or dash,
            correction=heard.extra[0] or dash,
            turns=heard.text,
        )
        task = ModelTask(
            "diagnostic", PROMPT, prompt.version, context.person.id, context.patience_s or _PATIENCE_S
        )
        messages = [instructions(context.person), PromptMessage("user", body)]
        try:
            return await self._model.decide(task, messages, DiagnosticStep), heard
        except ModelUnavailable:
            return None

    def _written(self, context: ReplyContext, asked: TurnView, lead: str) -> Reply:
        """A written question that this person was never asked, after their own words or a reflection."""
        guide = TemplateGuide(self._content)
        text, question_id = written_question(self._content, context)
        before = lead or guide.line_before(
            language=context.person.voice,
            turn=context.session.question_count,
            seed=context.seed,
            last_text=asked.text,
            said=replies.said_lately(context),
            manner=replies.manner_of(self._content, context),
        )
        return Reply(f"{before}\n\n{text}", "template", question_id=question_id)

    def _result(self, context: ReplyContext, result: Diagnosis) -> _Asked:
        text = diagnosis.shown(result, context.person, self._content, self._translator)
        labels = (self._text(context, "diagnostic-yes"), self._text(context, "diagnostic-no"))
        return _Asked(Reply(text, result.via, labels), result)

    async def _confirmed(self, context: ReplyContext) -> Plan:
        """The session ends: the stage is the person's own word now."""
        async with self._units() as work:
            found = await DiagnosticService(work, self._clock).newest(context.session.id)
        if found is None:
            return Plan(state=TALKING)
        person, result = context.person, found.diagnosis
        stage = self._content.stage(result.stage).text(person.voice)
        summary = self._text(
            context,
            "diagnostic-summary",
            stage=stage.name,
            core=diagnosis.core_of(result, person.language) or self._text(context, "diagnostic-core-little"),
            step=stage.next_step,
        )

        async def finish(work: UnitOfWork, session: SessionView, _turn: TurnView) -> None:
            await DiagnosticService(work, self._clock).confirm(found.id)
            await ActivityService(work, self._clock).mark_once(person.id, CONFIRMED_MARKER)
            # A guess rests on no turn. What the person is told as noted is where they stand from now on.
            sure = result.confidence is not None
            ids = tuple(dict.fromkeys(quote.turn_id for quote in result.quotes)) if sure else ()
            # With fewer than two turns to name it rests on the person's word alone.
            cause: Cause = "diagnostic" if len(ids) > 1 else "person"
            move = Move(result.stage, cause, "person", ids, result.confidence, session.id)
            await JourneyService(work, self._content, self._clock).move(person.id, move)
            await self._closer.close(work, person.id, session, summary)

        text = self._text(context, "diagnostic-confirmed", stage=stage.name, step=stage.next_step)
        further = self._text(context, "diagnostic-further")
        return Plan(fixed=Reply(text, "template"), in_chat=further, finish=finish)

    async def _contested(self, context: ReplyContext, asked: TurnView) -> Plan:
        """What the person says against it counts more than the result; with a model the talk goes on from there."""
        async with self._units() as work:
            found = await DiagnosticService(work, self._clock).newest(context.session.id)
        person = context.person
        going_on = self._model.enabled and context.session.question_count < MOST
        if going_on:
            lead = self._text(context, "diagnostic-corrected")
            step = await self._step(context, asked, lead, correction=asked.text)
            reply = step.reply
        else:
            reply = Reply(self._text(context, "diagnostic-contested"), "template")
        summary = self._text(context, "diagnostic-contested-summary")

        async def finish(work: UnitOfWork, session: SessionView, _turn: TurnView) -> None:
            if found is not None and found.status == "shown":
                await DiagnosticService(work, self._clock).contest(found.id, asked.text)
            if not going_on:
                await self._closer.close(work, person.id, session, summary)

        again = "" if going_on else self._text(context, "diagnostic-again")
        return Plan(fixed=reply, in_chat=again, state=TALKING if going_on else None, finish=finish)

    def _text(self, context: ReplyContext, key: str, **args: str) -> str:
        return self._translator.text(context.person.voice, key, **args)


def written_question(content: ContentService, context: ReplyContext) -> tuple[str, str]:
    """The next written question of the diagnostic and its id; when all were asked once, one of the stages'."""
    language = context.person.voice
    for question in content.diagnostic():
        if (question_id := f"diagnostic.{question.n}") not in context.asked_questions:
            return question.text(language), question_id
    made = TemplateGuide(content).first_question(
        language=language,
        stage=context.session.stage,
        asked=context.asked_questions,
        seed=context.seed,
        manner=replies.manner_of(content, context),
    )
    return made.text, made.question_id


def _usable(question: str, turns: list[TurnView]) -> bool:
    """One question, at its end, that was not asked in this session and that a person may read."""
    if question.count("?") != 1 or not question.endswith("?") or len(question) > _QUESTION_CHARS:
        return False
    plain = comparable(question)
    said = (comparable(turn.text) for turn in turns if turn.role == "guide")
    heard = Heard(turn.text for turn in turns if turn.role == "person")
    return fault_of(question, heard) is None and not any(plain in text for text in said)
