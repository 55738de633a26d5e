"""Replies that no model writes, out of the content and the context."""

from __future__ import annotations

from relove.core.ports import Translator
from relove.domains.content.service import ContentService
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.dial import Manner, manner_in
from relove.domains.conversations.repeats import question_of
from relove.domains.conversations.schemas import Reply, TurnView, Via
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
    """An honest answer to "why did you ask that", about what was said last: a question, care, or neither."""
    voice, quick = context.person.voice, context.stage_text(content).quick_replies
    last = next((turn for turn in reversed(context.turns) if turn.role == "guide"), None)
    if last is not None and last.by_human:
        return Reply(translator.text(voice, "why-human"), "template", quick)
    if last is not None and content.is_care(last.text):
        return Reply(translator.text(voice, "why-safety"), "template", quick)
    asked = _path_question(context, last)
    if asked is not None:
        return Reply(_why_asked(content, translator, context, *asked), "template", quick)
    if last is None:
        text = TemplateGuide(content).why(
            language=voice, turn=context.session.question_count, seed=context.seed
        )
        return Reply(text, "template", quick)
    text = translator.text(voice, "why-notice" if last.via == "template" else "why-no-question")
    earlier = next(
        (found for turn in reversed(context.turns) if (found := _path_question(context, turn))), None
    )
    if earlier is not None:
        text = f"{text}\n\n{_why_asked(content, translator, context, *earlier)}"
    return Reply(text, "template", quick)


def _path_question(context: ReplyContext, turn: TurnView | None) -> tuple[str, Via] | None:
    """The question of the path in a turn of the guide, and who wrote it; care and fixed answers ask none."""
    if turn is None or turn.role != "guide" or turn.via is None:
        return None
    said = turn.text.replace("**", "")
    last = question_of(turn.text)
    found = (
        last if last in context.questions else next((one for one in context.questions if one in said), None)
    )
    return None if found is None else (found, turn.via)


def _why_asked(
    content: ContentService, translator: Translator, context: ReplyContext, question: str, via: Via
) -> str:
    voice = context.person.voice
    stage = next(
        (
            stage
            for stage in content.stages()
            if any(question_of(written.text(voice)) == question for written in stage.questions)
        ),
        context.stage(content),
    )
    return translator.text(
        voice,
        "why-asked",
        question=question,
        by=via,
        stage=stage.text(voice).name,
        after="; ".join(insight.name(voice) for insight in stage.completes_by[:2]),
    )


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
