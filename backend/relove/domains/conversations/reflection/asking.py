"""Asks a model to read a person's turns, and believes only what stands in them.

Everything is redacted before it is sent. Of an answer only what names a turn of the person and quotes it word for word
is kept; the rest is dropped without a trace of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

import msgspec

from relove.core.ports import LanguageModel, ModelTask, PromptMessage
from relove.domains.content.service import ContentService
from relove.domains.conversations.canary import mark
from relove.domains.conversations.fitness import unfit
from relove.domains.conversations.generation import fault_of_statement
from relove.domains.conversations.memory.schemas import JOIN, Candidate, Remembered
from relove.domains.conversations.memory.words import occurs, plain_words, shortened, stems
from relove.domains.conversations.prompting import names_of
from relove.domains.conversations.quoting import clean
from relove.domains.conversations.redaction import redact_all
from relove.domains.conversations.reflection.assessing import from_model
from relove.domains.conversations.reflection.schemas import (
    Assessment,
    FoundAnswer,
    FoundItem,
    Said,
    StageAnswer,
    SummaryAnswer,
)
from relove.domains.people.schemas import Person

EXTRACT_PROMPT = "memory/extract"
ASSESS_PROMPT = "journey/assess"
ROLLING_PROMPT = "session/rolling"
_SPEAKERS = {"ru": ("человек", "проводник"), "en": ("person", "guide")}
_NOTHING = {"ru": "пока нет", "en": "nothing yet"}
_TEXT_CHARS = 200
_KNOWN = 30
_SURE_ENOUGH = 0.5
_LEAST_WORDS = 3
ROLLED_CHARS = 1500


class Unusable(Exception):
    """A model answered, and nothing can be done with it."""


class _Asked(msgspec.Struct):
    """A conversation as it is sent, and the way back from its labels and placeholders."""

    lines: str
    known: str
    labels: dict[str, Said]
    memories: dict[str, Remembered]
    mapping: Mapping[str, str]
    previous: str = ""

    def original(self, text: str) -> str:
        """With the names where placeholders stand."""
        for placeholder, value in self.mapping.items():
            text = text.replace(placeholder, value)
        return text


async def extract(
    model: LanguageModel,
    content: ContentService,
    person: Person,
    stage: str,
    turns: Sequence[Said],
    before: Sequence[Said],
    remembered: Sequence[Remembered],
) -> list[Candidate]:
    """What a model finds in the new turns. Raises ModelUnavailable."""
    language = person.language
    asked = _asked(person, turns, before, remembered)
    signs = content.signs()
    body = content.prompt(EXTRACT_PROMPT, language).render(
        stage=content.stage(stage).text(language).name,
        insights="\n".join(
            f"{one.key}.{insight.key}: {insight.name(language)}"
            for one in content.stages()
            for insight in one.completes_by
        ),
        elements="\n".join(f"{one.key}: {one.description.in_(language)}" for one in content.elements()),
        patterns="\n".join(f"{code}: {one.name.in_(language)}" for code, one in signs.patterns.items()),
        known=asked.known or _NOTHING[language],
        turns=asked.lines,
    )
    answer = await model.decide(
        _task("memory", EXTRACT_PROMPT, content, person), _messages(body, language), FoundAnswer
    )
    keys = {
        "insight": {f"{one.key}.{insight.key}" for one in content.stages() for insight in one.completes_by},
        "element": {one.key for one in content.elements()},
        "pattern": set(signs.patterns),
    }
    found = (_checked(item, asked, keys, stage) for item in answer.items)
    return [one for one in found if one is not None]


async def assess(
    model: LanguageModel,
    content: ContentService,
    person: Person,
    stage: str,
    turns: Sequence[Said],
) -> Assessment | None:
    """Where a model sees the person. Raises ModelUnavailable; Unusable for an answer that names no stage."""
    language = person.language
    asked = _asked(person, turns, (), ())
    body = content.prompt(ASSESS_PROMPT, language).render(
        stages="\n".join(
            f"{one.number}. {one.key}: {one.text(language).name}. {one.text(language).description} "
            + "; ".join(insight.name(language) for insight in one.completes_by)
            for one in content.stages()
        ),
        stage=stage,
        turns=asked.lines,
    )
    answer = await model.decide(
        _task("assessment", ASSESS_PROMPT, content, person), _messages(body, language), StageAnswer
    )
    numbers = {one.key: one.number for one in content.stages()}
    if answer.stage not in numbers:
        raise Unusable
    return from_model(answer, {label: said.id for label, said in asked.labels.items()}, numbers)


async def roll(
    model: LanguageModel,
    content: ContentService,
    person: Person,
    previous: str | None,
    turns: Sequence[Said],
) -> str:
    """The older part of a session, summed up together with its former summary. Raises ModelUnavailable, Unusable."""
    language = person.language
    asked = _asked(person, turns, (), (), previous or "")
    body = content.prompt(ROLLING_PROMPT, language).render(
        previous=asked.previous or _NOTHING[language], turns=asked.lines
    )
    answer = await model.decide(
        _task("summary", ROLLING_PROMPT, content, person), _messages(body, language), SummaryAnswer
    )
    text = asked.original(clean(answer.summary))
    said = "\n".join([previous or "", *(turn.text for turn in turns)])
    if not text or len(text) > ROLLED_CHARS or fault_of_statement(text, said) or unfit(text, said):
        raise Unusable
    return text


def _asked(
    person: Person,
    turns: Sequence[Said],
    before: Sequence[Said],
    remembered: Sequence[Remembered],
    previous: str = "",
) -> _Asked:
    language = person.language
    known = [row for row in remembered if row.kind in ("fact", "element", "insight", "core_issue")][-_KNOWN:]
    texts = [*(turn.text for turn in (*before, *turns)), *(row.quote for row in known), previous]
    words, restorer = redact_all(texts, names_of(person), language)
    speakers = _SPEAKERS[language]
    labels: dict[str, Said] = {}
    lines = []
    for number, turn in enumerate((*before, *turns)):
        said = " ".join(words[number].split())
        if turn.role == "guide":
            lines.append(f"{speakers[1]}: {said}")
        elif turn.usable and number >= len(before):
            label = f"t{len(labels) + 1}"
            labels[label] = turn
            lines.append(f"{label} {speakers[0]}: {said}")
        elif turn.usable:
            lines.append(f"{speakers[0]}: {said}")
    start = len(before) + len(turns)
    memories = {f"m{number}": row for number, row in enumerate(known, start=1)}
    return _Asked(
        lines="\n".join(lines),
        known="\n".join(
            f"{label}: {' '.join(words[start + place].split())}" for place, label in enumerate(memories)
        ),
        labels=labels,
        memories=memories,
        mapping=restorer.mapping,
        previous=words[-1],
    )


def _checked(item: FoundItem, asked: _Asked, keys: Mapping[str, set[str]], stage: str) -> Candidate | None:
    """The entry, if it quotes the turn that it names and its key exists."""
    turn = asked.labels.get(item.turn.strip())
    quote = shortened(asked.original(item.quote))
    key = item.key.strip() or None
    if (
        turn is None
        or not _SURE_ENOUGH <= item.confidence <= 1.0
        or not _quoted(quote, turn.text)
        or (item.kind in keys and key not in keys[item.kind])
    ):
        return None
    if item.kind not in keys:
        key = None
    turns: list[uuid.UUID] = [turn.id]
    if item.kind == "contradiction":
        earlier = _earlier(item, asked)
        if earlier is None or earlier[0] == turn.id:
            return None
        turns, quote = [earlier[0], turn.id], f"{earlier[1]}{JOIN}{quote}"
    of_stage = key.partition(".")[0] if item.kind == "insight" and key else stage
    return Candidate(
        item.kind, key, of_stage, _text(item, asked, quote), quote, turns, item.confidence, "model"
    )


def _quoted(quote: str, text: str) -> bool:
    return len(plain_words(quote)) >= _LEAST_WORDS and occurs(quote, text)


def _earlier(item: FoundItem, asked: _Asked) -> tuple[uuid.UUID, str] | None:
    label, quote = item.earlier_turn.strip(), shortened(asked.original(item.earlier_quote))
    if label in asked.labels and _quoted(quote, asked.labels[label].text):
        return asked.labels[label].id, quote
    row = asked.memories.get(label)
    if row is not None and row.turn_ids:
        return row.turn_ids[0], row.quote
    return None


def _text(item: FoundItem, asked: _Asked, quote: str) -> str:
    """What was understood; the person's own words where it says more than they did."""
    text = shortened(asked.original(item.text), _TEXT_CHARS)
    turn = asked.labels[item.turn.strip()]
    if not text or fault_of_statement(text, turn.text) or unfit(text, turn.text):
        return quote
    if item.kind == "fact":
        said = stems(turn.text)
        told = stems(text)
        if len(told & said) * 2 < len(told):
            return quote
    return text


def _messages(body: str, language: str) -> list[PromptMessage]:
    return [PromptMessage("system", mark(language)), PromptMessage("user", body)]


def _task(feature: str, prompt_id: str, content: ContentService, person: Person) -> ModelTask:
    version = content.prompt(prompt_id, person.language).version
    return ModelTask(feature, prompt_id, version, person.id)
