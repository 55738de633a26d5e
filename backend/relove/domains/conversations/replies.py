"""Replies that no model writes, out of the content and the context."""

from __future__ import annotations

from relove.core.ports import Translator
from relove.domains.content.service import ContentService
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.dial import Manner, manner_in
from relove.domains.conversations.repeats import question_of
from relove.domains.conversations.schemas import Reply, TurnView
from relove.domains.conversations.templates import TemplateGuide


def from_templates(content: ContentService, context: ReplyContext, asked: TurnView) -> Reply:
    """A reflection and a question that this person was never asked. The same turn gives the same reply again."""
    made = TemplateGuide(content).reply(
        language=context.person.voice,
        stage=context.session.stage,
        asked=context.asked_questions,
        turn=context.session.question_count,
        seed=context.seed,
        last_text=asked.text,
        said=said_lately(context),
        manner=manner_of(content, context),
    )
    return Reply(made.text, "template", made.quick_replies, made.question_id)


def manner_of(content: ContentService, context: ReplyContext) -> Manner:
    """How the next written reply speaks: by the session's type, the stage and the person's dial."""
    session = context.session
    level = context.stage(content).level
    return manner_in(session.type, level, context.person, session.question_count)


def fresh_question(content: ContentService, context: ReplyContext) -> tuple[str, str] | None:
    """Id and words of a written question that this person was not asked yet; None when all were."""
    found = TemplateGuide(content).question(
        stage=context.session.stage,
        asked=context.asked_questions,
        seed=context.seed,
        manner=manner_of(content, context),
    )
    return None if found is None else (found[0].question_id(found[1]), found[1].text(context.person.voice))


def said_lately(context: ReplyContext) -> list[str]:
    """The guide's last replies, newest last."""
    return [turn.text for turn in context.turns if turn.role == "guide"]


def why(content: ContentService, translator: Translator, context: ReplyContext) -> Reply:
    """An honest answer to "why did you ask that": the question itself, its stage, and what it was after."""
    stage, language = context.stage(content), context.person.voice
    question = next(
        (
            found
            for turn in reversed(context.turns)
            if turn.role == "guide" and (found := question_of(turn.text))
        ),
        None,
    )
    if question is not None:
        text = translator.text(
            language,
            "why-asked",
            question=question,
            stage=stage.text(language).name,
            after="; ".join(insight.name(language) for insight in stage.completes_by[:2]),
        )
        return Reply(text, "template", context.stage_text(content).quick_replies)
    text = TemplateGuide(content).why(
        language=context.person.voice,
        turn=context.session.question_count,
        seed=context.seed,
        previous=_previous(context),
    )
    return Reply(text, "template", context.stage_text(content).quick_replies)


def goodbye(content: ContentService, context: ReplyContext) -> Reply:
    """A plain goodbye: no question, nothing to press, nothing that holds back."""
    text = TemplateGuide(content).goodbye(
        language=context.person.voice,
        turn=context.session.question_count,
        seed=context.seed,
        previous=_previous(context),
    )
    return Reply(text, "template")


def written_summary(content: ContentService, context: ReplyContext) -> str:
    """The closing summary in the person's own words; honest where there are few."""
    made = TemplateGuide(content).summary(
        language=context.person.voice,
        stage=context.session.stage,
        person_texts=[turn.text for turn in context.turns if turn.role == "person"],
    )
    return f"{made.found}\n\n{made.path}\n\n{made.step}"


def _previous(context: ReplyContext) -> str:
    return next((turn.text for turn in reversed(context.turns) if turn.role == "guide"), "")
