"""Names a contradiction: two things that the person said, side by side, and a question. No reproach. Pure.

Where a model writes, it is told of them and names one where it fits; here is the written line for where none does, and
how it is seen that one was named.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from relove.core.ports import Translator
from relove.domains.content.service import ContentService
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.dial import names_in
from relove.domains.conversations.memory.schemas import Contradiction
from relove.domains.conversations.quoting import occurs, quotations, whole_quote
from relove.domains.conversations.repeats import opens_alike, question_of, repeated
from relove.domains.conversations.schemas import Reply, TurnView
from relove.domains.conversations.tender import tender

WAYS = 6
"""So many ways to say it: see `contradiction-named`."""
_NOT_BEFORE = 2
"""A talk begins with what the person brings, not with what they said last time."""
_PART = 3


def may_name(content: ContentService, context: ReplyContext, asked: TurnView) -> bool:
    """Has a contradiction its place in a written reply to these words? Not beside a sore spot."""
    session = context.session
    return (
        names_in(session.type, context.stage(content).level, context.person)
        and session.state == "talking"
        and session.question_count >= _NOT_BEFORE
        and not tender(asked.text)
    )


def naming(
    content: ContentService, translator: Translator, context: ReplyContext, asked: TurnView
) -> Reply | None:
    """The reply that names the newest one that can be quoted; None where there is none, or one was in this session."""
    recalled = context.recollection
    named_here = recalled.named_at is not None and recalled.named_at >= context.session.started_at
    if named_here or not may_name(content, context, asked):
        return None
    for one in recalled.contradictions:
        earlier, later = whole_quote(one.earlier), whole_quote(one.later)
        said = _said(translator, context, earlier, later) if earlier and later else None
        if said is not None:
            # In a diagnostic every answer is in the person's own words.
            diagnostic = context.session.type == "diagnostic"
            quick = () if diagnostic else context.stage_text(content).quick_replies
            return Reply(said[1], "template", quick, said[0])
    return None


def _said(translator: Translator, context: ReplyContext, earlier: str, later: str) -> tuple[str, str] | None:
    """Id and text, in another way than lately: no question twice, no two replies that open alike."""
    for step in range(WAYS):
        way = (context.session_number + step) % WAYS
        text = translator.text(
            context.person.voice,
            "contradiction-named",
            way=way,
            earlier=earlier,
            later=later,
        )
        question = question_of(text)
        asked_lately = question is not None and repeated(question, context.questions)
        if not asked_lately and not opens_alike(text, context.last_reply):
            return f"contradiction.{way}", text
    return None


def named_in(text: str, contradictions: Sequence[Contradiction]) -> tuple[uuid.UUID, ...]:
    """Those that a reply names: it holds both quotations, each whole or as a part that tells it from the other."""
    quoted = [quote for _, quote in quotations(text)]
    return tuple(
        one.id
        for one in contradictions
        if one.id is not None
        and _stands(one.earlier, one.later, text, quoted)
        and _stands(one.later, one.earlier, text, quoted)
    )


def _stands(words: str, other: str, text: str, quoted: Sequence[str]) -> bool:
    return occurs(words, text) or any(
        len(quote.split()) >= _PART and occurs(quote, words) and not occurs(quote, other) for quote in quoted
    )
