"""Journey sessions: stage by stage, each with an introduction, its questions, a reflection, and an end that the person
confirms. Where it stands is kept by stage, so it can be left in the middle, and another session may come between.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from relove.core.clock import Clock
from relove.core.ports import Translator
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.content.schemas import Stage
from relove.domains.content.service import ContentService
from relove.domains.conversations import replies
from relove.domains.conversations.closing import SessionCloser
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.dial import manner_in
from relove.domains.conversations.kinds.repository import EndedRepository
from relove.domains.conversations.kinds.schemas import Position
from relove.domains.conversations.kinds.service import JourneySteps
from relove.domains.conversations.kinds.words import verdict
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.modes import Finish, Plan
from relove.domains.conversations.own_labels import OwnLabels
from relove.domains.conversations.quoting import quotes_of
from relove.domains.conversations.schemas import Reply, SessionView, TurnView
from relove.domains.conversations.service import to_turn
from relove.domains.conversations.templates import TemplateGuide
from relove.domains.journey.rules import progress_bar, state_on_path
from relove.domains.journey.schemas import Cause, Move
from relove.domains.journey.service import JourneyService
from relove.domains.people.schemas import Person

TALK_PROMPT = "journey_session/talk"
REFLECTION_PROMPT = "journey_session/reflection"
LEAST_QUESTIONS = 3
"""So many answers come before the first reflection of a stage; who stays on is asked two more before the next."""
_BETWEEN = 2
_BESIDE = 40
"""So many turns of a stage may be none of its answers, and are looked past."""


class Entered(msgspec.Struct, frozen=True):
    """Where a stage stands that is entered now."""

    position: Position
    resumed: bool


def labels(translator: Translator, language: str) -> tuple[str, str]:
    """The two buttons under a reflection: complete the stage, stay a while."""
    return translator.text(language, "journey-finish"), translator.text(language, "journey-stay")


def footer(content: ContentService, translator: Translator, language: str, stage: Stage) -> str:
    """What stands under every reply of a journey: the stage's number, and the path as a bar."""
    states = [state_on_path(other.number, stage.number, None) for other in content.stages()]
    return translator.text(language, "journey-footer", number=stage.number, bar=progress_bar(states))


def introduction(translator: Translator, language: str, stage: Stage) -> str:
    """The stage, in its own words."""
    text = stage.text(language)
    return translator.text(
        language, "journey-introduction", stage=text.name, number=stage.number, description=text.description
    )


def quoted(words: Sequence[str], language: str) -> str:
    """The person's words in quotation marks, as a list inside a sentence."""
    marks = "“{}”" if language == "en" else "«{}»"
    return ", ".join(marks.format(one) for one in words)


async def entered(work: UnitOfWork, clock: Clock, person: Person, stage: str) -> Entered:
    """The position once a stage is entered: one that was left goes on, a completed one begins anew.

    The question that was open when it was left is asked anew, in other words; it counts once.
    """
    found = await JourneySteps(work, clock).position(person.id, stage)
    if found is None or found.step == "done":
        return Entered(Position(stage, "questions", 1), resumed=False)
    return Entered(found, resumed=True)


class JourneyMode:
    """The mode."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        content: ContentService,
        translator: Translator,
        clock: Clock,
        closer: SessionCloser,
        ours: OwnLabels,
    ) -> None:
        self._ours = ours
        self._units = units
        self._content = content
        self._translator = translator
        self._clock = clock
        self._closer = closer

    async def plan(self, context: ReplyContext, asked: TurnView) -> Plan:
        """The next question, the reflection, or the next stage."""
        person, stage = context.person, context.stage(self._content)
        async with self._units() as work:
            found = await JourneySteps(work, self._clock).position(person.id, stage.key)
        position = found or Position(stage.key, "questions", 0)
        if position.step == "confirming":
            finish, stay = labels(self._translator, person.language)
            if verdict(asked.text, finish, stay) == "yes":
                return await self._completed(context, stage, position)
        elif position.questions >= LEAST_QUESTIONS and (position.questions - LEAST_QUESTIONS) % _BETWEEN == 0:
            return await self._reflection(context, stage, position)
        return self._question(context, asked, stage, position)

    def _question(self, context: ReplyContext, asked: TurnView, stage: Stage, position: Position) -> Plan:
        """One more question of the stage."""
        person = context.person
        found = TemplateGuide(self._content).question(
            stage=stage.key,
            asked=context.asked_questions,
            seed=context.seed,
            manner=replies.manner_of(self._content, context),
        )
        template = replies.from_templates(self._content, context, asked)
        variables = {}
        if found is not None:
            prompt = self._content.prompt(TALK_PROMPT, person.language)
            variables["session_type"] = prompt.render(
                question=found[1].text(person.voice), questions=position.questions
            )
        return Plan(
            variables=variables,
            template=template,
            question_id=template.question_id,
            footer=footer(self._content, self._translator, person.language, stage),
            state="questions",
            finish=self._keeping(person, Position(stage.key, "questions", position.questions + 1)),
        )

    async def _answers(
        self,
        work: UnitOfWork,
        context: ReplyContext,
        stage: Stage,
        position: Position,
        but: Sequence[TurnView] = (),
    ) -> list[TurnView]:
        """What the person answered on the stage, `but` for these: no press of ours either, and no bare yes or no."""
        left_out = {turn.id for turn in but}
        count = position.questions + _BESIDE
        rows = await EndedRepository(work.session).answers(
            context.person.id, context.session.id, stage.key, count
        )
        told = [
            row
            for row in rows
            if row.id not in left_out and not self._ours.hold(row.text) and verdict(row.text, "", "") is None
        ]
        return [to_turn(row) for row in told[-position.questions :]]

    async def _reflection(self, context: ReplyContext, stage: Stage, position: Position) -> Plan:
        """What was found at the stage, and whether the person wants to complete it."""
        person, language = context.person, context.person.voice
        name = stage.text(language).name
        invitation = self._translator.text(language, "journey-invitation", stage=name)
        async with self._units() as work:
            out = await MemoryService(work, self._clock).kept_out(person.id)
            said = [out.without(turn.text) for turn in await self._answers(work, context, stage, position)]
        quotes = quotes_of(said, LEAST_QUESTIONS)
        found = (
            self._translator.text(language, "journey-reflection", quotes=quoted(quotes, language))
            if quotes
            else self._translator.text(language, "journey-reflection-little")
        )
        buttons = labels(self._translator, language)
        prompt = self._content.prompt(REFLECTION_PROMPT, language)
        return Plan(
            variables={"session_type": prompt.render(invitation=invitation)},
            quick_replies=buttons,
            template=Reply(f"{found}\n\n{invitation}", "template", buttons),
            footer=footer(self._content, self._translator, language, stage),
            state="confirming",
            finish=self._keeping(person, msgspec.structs.replace(position, step="confirming")),
        )

    async def _completed(self, context: ReplyContext, stage: Stage, position: Position) -> Plan:
        """The person has confirmed: the next stage begins; after the twelfth the circle is closed."""
        person, language = context.person, context.person.voice
        text = stage.text(language)
        done = self._translator.text(language, "journey-completed", stage=text.name, step=text.next_step)
        passed = msgspec.structs.replace(position, step="done")
        async with self._units() as work:
            following = await self._following(work, person, stage)
            if following is not None:
                begun = (await entered(work, self._clock, person, following.key)).position
            # What is answered now, perhaps in more lines than one, says yes to the end and nothing of the stage.
            said = await self._answers(work, context, stage, position, but=context.unheard)
        if following is None:
            return await self._closed(context, done, passed)
        made = TemplateGuide(self._content).first_question(
            language=language,
            stage=following.key,
            asked=context.asked_questions,
            seed=context.seed,
            manner=manner_in("journey", following.level, person, 0),
        )
        answers = [turn.id for turn in said]
        # A confirmed end names the answers it rests on; with fewer than two it rests on the person's word alone.
        cause: Cause = "journey" if len(answers) > 1 else "person"

        async def finish(work: UnitOfWork, session: SessionView, turn: TurnView) -> None:
            await self._keeping(person, passed)(work, session, turn)
            move = Move(following.key, cause, "person", tuple(answers), None, session.id)
            await JourneyService(work, self._content, self._clock).move(person.id, move)
            await EndedRepository(work.session).set_stage(session.id, following.key)
            await JourneySteps(work, self._clock).put(
                person.id, msgspec.structs.replace(begun, step="questions")
            )

        intro = introduction(self._translator, language, following)
        reply = Reply(f"{done}\n\n{intro}\n\n{made.text}", "template", made.quick_replies, made.question_id)
        return Plan(
            fixed=reply,
            footer=footer(self._content, self._translator, language, following),
            state="questions",
            finish=finish,
        )

    async def _closed(self, context: ReplyContext, done: str, passed: Position) -> Plan:
        person = context.person
        summary = await self._closer.summarise(person, context.session)
        circle = self._translator.text(person.voice, "journey-circle")

        async def finish(work: UnitOfWork, session: SessionView, turn: TurnView) -> None:
            await self._keeping(person, passed)(work, session, turn)
            await self._closer.close(work, person.id, session, summary)

        return Plan(fixed=Reply(f"{done}\n\n{circle}\n\n{summary}", "template"), finish=finish)

    async def _following(self, work: UnitOfWork, person: Person, stage: Stage) -> Stage | None:
        """The next stage, or the one further on where the person was seen to stand meanwhile."""
        here = await JourneyService(work, self._content, self._clock).current(person.id)
        following = self._content.next_stage(stage.key)
        if following is None or here is None:
            return following
        return max(following, self._content.stage(here), key=lambda one: one.number)

    def _keeping(self, person: Person, position: Position) -> Finish:
        async def keep(work: UnitOfWork, _session: SessionView, _turn: TurnView) -> None:
            await JourneySteps(work, self._clock).put(person.id, position)

        return keep
