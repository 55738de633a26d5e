"""Replies that no model writes, out of the content and the context."""

from __future__ import annotations

from relove.domains.content.service import ContentService
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.dial import Manner, manner_in
from relove.domains.conversations.schemas import Reply, TurnView
from relove.domains.conversations.templates import TemplateGuide


def from_templates(content: ContentService, context: ReplyContext, asked: TurnView) -> Reply:
    """A reflection and a question that this person was never asked. The same turn gives the same reply again."""
    made = TemplateGuide(content).reply(
        language=context.person.language,
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


def said_lately(context: ReplyContext) -> list[str]:
    """The guide's last replies, newest last."""
    return [turn.text for turn in context.turns if turn.role == "guide"]


def why(content: ContentService, context: ReplyContext) -> Reply:
    """An honest answer to "why did you ask that"."""
    text = TemplateGuide(content).why(
        language=context.person.language,
        turn=context.session.question_count,
        seed=context.seed,
        previous=_previous(context),
    )
    return Reply(text, "template", context.stage_text(content).quick_replies)


def written_summary(content: ContentService, context: ReplyContext) -> str:
    """The closing summary in the person's own words; honest where there are few."""
    made = TemplateGuide(content).summary(
        language=context.person.language,
        stage=context.session.stage,
        person_texts=[turn.text for turn in context.turns if turn.role == "person"],
    )
    return "\n\n".join((made.found, made.path, f"**{made.step}**"))


def _previous(context: ReplyContext) -> str:
    return next((turn.text for turn in reversed(context.turns) if turn.role == "guide"), "")
