"""A model's reply is looked at once it is whole: no question twice, no opening like the last one."""

from __future__ import annotations

from relove.domains.content.service import ContentService
from relove.domains.conversations import replies
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.repeats import opens_alike, question_of, repeated, without_question
from relove.domains.conversations.schemas import Reply, TurnView
from relove.domains.conversations.templates import TemplateGuide

_MOST_QUESTIONS = 4


def mended(
    content: ContentService, context: ReplyContext, asked: TurnView, reply: Reply, template: Reply | None
) -> Reply:
    """The reply as it may be said; the same one where nothing is wrong with it.

    A repeated question gives way to a written one that was never asked, or to the mode's own reply where it has one.
    """
    text, again = reply.text, False
    before = _asked_before(context)
    for _ in range(_MOST_QUESTIONS):
        question = question_of(text)
        if question is None or not repeated(question, before):
            break
        shorter = without_question(text, question)
        if shorter == text:
            break
        text, again = shorter, True
    if again and question_of(text) is None:
        if template is not None:
            return template
        fresh = replies.fresh_question(content, context)
        if not text or fresh is None:
            return replies.from_templates(content, context, asked)
        text = f"{text}\n\n{fresh[1]}"
        reply = Reply(text, reply.via, reply.quick_replies, fresh[0])
    if context.last_reply and opens_alike(text, context.last_reply):
        text = f"{_opening(content, context, asked)}\n\n{text}"
    if text == reply.text:
        return reply
    return Reply(text, reply.via, reply.quick_replies, reply.question_id, reply.stopped)


def _asked_before(context: ReplyContext) -> list[str]:
    window = [question_of(turn.text) for turn in context.turns if turn.role == "guide"]
    return list(dict.fromkeys([*context.questions, *(question for question in window if question)]))


def _opening(content: ContentService, context: ReplyContext, asked: TurnView) -> str:
    return TemplateGuide(content).line_before(
        language=context.person.voice,
        turn=context.session.question_count,
        seed=context.seed,
        last_text=asked.text,
        said=replies.said_lately(context),
    )
