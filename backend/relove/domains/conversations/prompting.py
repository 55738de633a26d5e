"""Puts a prompt together out of the content and the context, and takes personal data out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from relove.core.actor import Language
from relove.core.ports import PromptMessage
from relove.domains.content.service import ContentService
from relove.domains.conversations.canary import mark
from relove.domains.conversations.context import ReplyContext, cleared, window
from relove.domains.conversations.dial import dial_in
from relove.domains.conversations.knowing import (
    NOTHING,
    SEEN,
    address_of,
    asked_of,
    manner_of,
    memory_of,
    summary_of,
)
from relove.domains.conversations.links import Flow, LinkGuard, links_in
from relove.domains.conversations.redaction import KnownNames, redact_all
from relove.domains.conversations.schemas import TurnView
from relove.domains.people.schemas import Person

SYSTEM_PROMPT = "guide/system"
REPLY_PROMPT = "guide/reply"
SUMMARY_PROMPT = "session/summary"
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


class ModelInput(msgspec.Struct, frozen=True):
    """Messages without personal data, and what puts it back into the answer."""

    messages: list[PromptMessage]
    restorer: Flow


def reply_input(
    content: ContentService,
    context: ReplyContext,
    prompt_id: str = REPLY_PROMPT,
    variables: Mapping[str, str] = MappingProxyType({}),
    *,
    link_word: str,
) -> ModelInput:
    """For the next reply: persona and rules, the stage and what is known, then the last turns as they went.

    A prompt of a mode takes of the usual variables those that it names; `variables` come on top of them. `link_word`
    stands in the answer for links that the model made up.
    """
    person = context.person
    language = person.language
    stage = context.stage(content)
    text = stage.text(language)
    shown = window(context.told)
    asked = [question for question in map(context.out.without, asked_of(context)) if question]
    known = [person.called or "", context.out.without(summary_of(context)), memory_of(context), *asked]
    # The turns first: they keep the numbers of their placeholders from reply to reply.
    redacted, restorer = redact_all([*map(_said, shown), *known], names_of(person), language)
    turns, (called, summary, memory, *asked) = redacted[: len(shown)], redacted[len(shown) :]
    system = content.prompt(SYSTEM_PROMPT, language).render(
        persona_name=content.persona.name(language),
        dial=dial_in(context.session.type, stage.level, person),
        address=f"{address_of(person, called)} {manner_of(content.persona, language)}",
    )
    usual: dict[str, object] = {
        "session_type": context.session.type,
        "stage_name": text.name,
        "stage_number": stage.number,
        "stage_level": stage.level,
        "stage_behaviour": text.behaviour,
        "stage_techniques": "; ".join(text.techniques),
        "stage_resistance": "; ".join(text.resistance_patterns),
        "stage_triggers": "; ".join(text.emotional_triggers),
        "stage_insights": "; ".join(insight.name(language) for insight in stage.completes_by),
        "summary": summary,
        "memory": memory,
        "asked_questions": "\n".join(f"- {question}" for question in asked) or NOTHING[language],
    }
    prompt = content.prompt(prompt_id, language)
    given = {**usual, **variables}
    situation = prompt.render(**{name: given[name] for name in prompt.variables if name in given})
    history = [
        PromptMessage("assistant" if turn.role == "guide" else "user", said)
        for turn, said in zip(shown, turns, strict=True)
    ]
    instructions = [f"{system.rstrip()}\n\n{mark(language)}", situation]
    guard = LinkGuard(restorer, known_links(content, context), link_word)
    return ModelInput([*(PromptMessage("system", text) for text in instructions), *history], guard)


def titles(content: ContentService, language: Language) -> list[str]:
    """What things are called: they stand in quotation marks, and nobody said them."""
    stages, streams = content.stages(), content.streams()
    return [one.text(language).name for one in stages] + [one.text(language).name for one in streams]


def known_links(content: ContentService, context: ReplyContext) -> frozenset[str]:
    """Links that a reply may hold: the person's own of this session, and those of our content."""
    said = [turn.text for turn in context.turns if turn.role == "person"]
    return links_in([*said, *(stream.link.split("?")[0] for stream in content.streams())])


def _said(turn: TurnView) -> str:
    """What was said, and what a picture beside it showed, marked as such: the one are words, the other is none."""
    if not turn.seen:
        return turn.text
    language: Language = "ru" if _CYRILLIC.search(turn.seen) else "en"
    return f"{turn.text}\n\n{SEEN[language].replace('{seen}', turn.seen)}".strip()


def names_of(person: Person) -> KnownNames:
    """What must never reach a model."""
    return KnownNames(
        first_name=" ".join(name for name in (person.first_name, person.called) if name),
        last_name=person.last_name,
        username=person.username,
    )


def instructions(person: Person) -> PromptMessage:
    """What stands before a prompt that is no reply: the mark, and how the person is spoken with.

    Beside the prompt, not in it: an edited version of one would refuse a variable that it does not know.
    """
    return PromptMessage("system", f"{mark(person.language)}\n\n{address_of(person, None)}")


def summary_input(content: ContentService, context: ReplyContext) -> ModelInput:
    """For the closing summary: the turns as one piece of data."""
    language = context.person.language
    stage = context.stage(content)
    turns = [cleared(turn, context.out) for turn in context.turns]
    before = context.out.without(context.rolling or "") or NOTHING[language]
    texts = [*(turn.text for turn in turns), before]
    (*words, before), restorer = redact_all(texts, names_of(context.person), language)
    speakers = {"ru": ("человек", "проводник"), "en": ("person", "guide")}[language]
    lines = [
        f"t{number} {speakers[0] if turn.role == 'person' else speakers[1]}: {said}"
        for number, (turn, said) in enumerate(zip(turns, words, strict=True), start=1)
        if said
    ]
    body = content.prompt(SUMMARY_PROMPT, language).render(
        stage_name=stage.text(language).name,
        stage_number=stage.number,
        previous_summary=before,
        turns="\n".join(lines),
    )
    return ModelInput([instructions(context.person), PromptMessage("user", body)], restorer)
