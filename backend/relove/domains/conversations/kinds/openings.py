"""How a session of each type opens: its first words, and what is kept with them."""

from __future__ import annotations

from relove.core.clock import Clock
from relove.core.ports import Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.dial import manner_in
from relove.domains.conversations.kinds.diagnostic import written_question
from relove.domains.conversations.kinds.journey import entered, footer, introduction, labels
from relove.domains.conversations.kinds.service import JourneySteps
from relove.domains.conversations.schemas import Reply, SessionView
from relove.domains.conversations.service import SessionService
from relove.domains.conversations.templates import TemplateGuide
from relove.domains.people.schemas import Person


class Openings:
    """Written ones, always: the first words come at once, whatever the model does."""

    def __init__(self, content: ContentService, translator: Translator, clock: Clock) -> None:
        self._content = content
        self._translator = translator
        self._clock = clock

    async def first(self, work: UnitOfWork, person: Person, session: SessionView, lead: str) -> Reply:
        """The first words of a session that was just opened; `lead` stands before them."""
        sessions = SessionService(work, self._clock)
        context = ReplyContext(
            session, person, [], await sessions.asked(person.id), await sessions.count(person.id)
        )
        if session.type == "diagnostic":
            text, question_id = written_question(self._content, context)
            return Reply(f"{lead}\n\n{text}", "template", question_id=question_id)
        if session.type == "journey":
            return await self._journey(work, context, lead)
        return self._question(context, lead)

    async def _journey(self, work: UnitOfWork, context: ReplyContext, lead: str) -> Reply:
        """The stage is introduced; a stage that was left in the middle goes on from there."""
        person, session = context.person, context.session
        language, stage = person.voice, context.stage(self._content)
        at = await entered(work, self._clock, person, stage.key)
        await JourneySteps(work, self._clock).put(person.id, at.position)
        await SessionService(work, self._clock).set_state(session.id, at.position.step)
        name, under = stage.text(language).name, footer(self._content, self._translator, language, stage)
        before = (
            self._translator.text(language, "journey-resumed", stage=name, number=stage.number)
            if at.resumed
            else introduction(self._translator, language, stage)
        )
        if at.position.step == "confirming":
            invitation = self._translator.text(language, "journey-invitation", stage=name)
            text = f"{lead}\n\n{before}\n\n{invitation}\n\n{under}"
            return Reply(text, "template", labels(self._translator, language))
        asked = self._question(context, f"{lead}\n\n{before}")
        return Reply(f"{asked.text}\n\n{under}", "template", asked.quick_replies, asked.question_id)

    def _question(self, context: ReplyContext, lead: str) -> Reply:
        stage = context.stage(self._content)
        made = TemplateGuide(self._content).first_question(
            language=context.person.voice,
            stage=stage.key,
            asked=context.asked_questions,
            seed=context.seed,
            lead=lead,
            manner=manner_in(context.session.type, stage.level, context.person, 0),
        )
        return Reply(made.text, "template", made.quick_replies, made.question_id)
