"""Puts a prompt together out of the content and the context, and takes personal data out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from relove.core.ports import PromptMessage
from relove.domains.content.service import ContentService
from relove.domains.conversations.canary import mark
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.dial import dial_in
from relove.domains.conversations.redaction import KnownNames, StreamRestorer, redact_all
from relove.domains.conversations.views import PERSONA
from relove.domains.people.schemas import Person

SYSTEM_PROMPT = "guide/system"
REPLY_PROMPT = "guide/reply"
SUMMARY_PROMPT = "session/summary"
_QUESTION = re.compile(r"[^.!?…\n]*\?")
_QUESTION_CHARS = 200
_NOTHING = {"ru": "пока нет", "en": "nothing yet"}


class ModelInput(msgspec.Struct, frozen=True):
    """Messages without personal data, and what puts it back into the answer."""

    messages: list[PromptMessage]
    restorer: StreamRestorer


def reply_input(
    content: ContentService,
    context: ReplyContext,
    prompt_id: str = REPLY_PROMPT,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> ModelInput:
    """For the next reply: persona and rules, the stage and what is known, then the last turns as they went.

    A prompt of a mode takes of the usual variables those that it names; `variables` come on top of them.
    """
    person = context.person
    language = person.language
    stage = context.stage(content)
    text = stage.text(language)
    words, restorer = redact_all([turn.text for turn in context.turns], names_of(person), language)
    turns = list(zip(context.turns, words, strict=True))
    asked = [_question(said) for turn, said in turns if turn.role == "guide" and "?" in said]
    system = content.prompt(SYSTEM_PROMPT, language).render(
        persona_name=PERSONA[language], dial=dial_in(context.session.type, stage.level, person)
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
        "summary": _NOTHING[language],
        "memory": _NOTHING[language],
        "asked_questions": "\n".join(f"- {question}" for question in asked) or _NOTHING[language],
    }
    prompt = content.prompt(prompt_id, language)
    given = {**usual, **variables}
    situation = prompt.render(**{name: given[name] for name in prompt.variables if name in given})
    history = [PromptMessage("assistant" if turn.role == "guide" else "user", said) for turn, said in turns]
    instructions = [f"{system.rstrip()}\n\n{mark(language)}", situation]
    return ModelInput([*(PromptMessage("system", text) for text in instructions), *history], restorer)


def _question(said: str) -> str:
    """The question of a reply, one short line: nothing else of what a model was talked into stands among our rules."""
    found = _QUESTION.findall(said)
    return " ".join(found[-1].split())[-_QUESTION_CHARS:] if found else ""


def names_of(person: Person) -> KnownNames:
    """What must never reach a model."""
    return KnownNames(first_name=person.first_name, last_name=person.last_name, username=person.username)


def summary_input(content: ContentService, context: ReplyContext) -> ModelInput:
    """For the closing summary: the turns as one piece of data."""
    language = context.person.language
    stage = context.stage(content)
    words, restorer = redact_all([turn.text for turn in context.turns], names_of(context.person), language)
    speakers = {"ru": ("человек", "проводник"), "en": ("person", "guide")}[language]
    lines = [
        f"t{number} {speakers[0] if turn.role == 'person' else speakers[1]}: {said}"
        for number, (turn, said) in enumerate(zip(context.turns, words, strict=True), start=1)
    ]
    body = content.prompt(SUMMARY_PROMPT, language).render(
        stage_name=stage.text(language).name,
        stage_number=stage.number,
        previous_summary=_NOTHING[language],
        turns="\n".join(lines),
    )
    return ModelInput([PromptMessage("system", mark(language)), PromptMessage("user", body)], restorer)
