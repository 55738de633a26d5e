"""Asks a model how ready somebody is, and believes only what stands in the person's own turns."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from relove.core.ports import LanguageModel, ModelTask, PromptMessage
from relove.domains.content.service import ContentService
from relove.domains.content.streams import Stream
from relove.domains.conversations.fitness import unfit
from relove.domains.conversations.generation import fault_of_statement
from relove.domains.conversations.memory.words import occurs, plain_words, shortened
from relove.domains.conversations.prompting import instructions, names_of
from relove.domains.conversations.quoting import clean
from relove.domains.conversations.redaction import redact_all, restore
from relove.domains.conversations.schemas import TurnView
from relove.domains.people.schemas import Person
from relove.domains.streams.readiness.rules import enough
from relove.domains.streams.readiness.schemas import (
    Found,
    Ground,
    Known,
    ModelAnswer,
    ModelFinding,
    ModelReason,
)

PROMPT = "streams/readiness"
MOST_TURNS = 40
_TURN_CHARS = 600
_LEAST_WORDS = 3
_WHY_CHARS = 160
_RAISE_CHARS = 200
_LEEWAY = 25
_MOST_GROUNDS = 3
# Signs that the prompt explains.
_LITTLE = "?"
_AGAINST = "(-) "
_NOTHING = "—"


async def by_model(
    model: LanguageModel,
    content: ContentService,
    person: Person,
    known: Known,
    by_rules: Sequence[Found],
    turns: Sequence[TurnView],
) -> list[Found]:
    """The rules' findings, put right by a model where it quotes the person. Raises ModelUnavailable."""
    if not enough(known.evidence) or not turns:
        return list(by_rules)
    language = person.language
    said = turns[-MOST_TURNS:]
    texts = [*(turn.text[:_TURN_CHARS] for turn in said), *known.contests.values()]
    hidden, restorer = redact_all(texts, names_of(person), language)
    labels = {f"t{number}": turn for number, turn in enumerate(said, start=1)}
    lines = [f"{label}: {' '.join(text.split())}" for label, text in zip(labels, hidden, strict=False)]
    disagreements = [
        f"{slug}: {' '.join(text.split()) or _NOTHING}"
        for slug, text in zip(known.contests, hidden[len(said) :], strict=True)
    ]
    scores = {one.stream: one.score for one in by_rules}
    prompt = content.prompt(PROMPT, language)
    body = prompt.render(
        stage=content.stage(known.stage).text(language).name if known.stage else _NOTHING,
        streams="\n".join(
            _line(stream, scores.get(stream.slug), content, language) for stream in content.streams()
        ),
        disagreements="\n".join(disagreements) or _NOTHING,
        turns="\n".join(lines),
    )
    task = ModelTask("readiness", PROMPT, prompt.version, person.id)
    messages = [instructions(person), PromptMessage("user", body)]
    answer = await model.decide(task, messages, ModelAnswer)
    return _checked(answer, by_rules, labels, restorer.mapping)


def _line(stream: Stream, score: int | None, content: ContentService, language: str) -> str:
    text = stream.text(language)
    signs = "; ".join(
        (_AGAINST if sign.against else "") + name_of(sign.key, content, language)
        for sign in stream.readiness.signs
    )
    told = _LITTLE if score is None else str(score)
    return f"{stream.slug}: {text.promise} [{'; '.join(text.suits)}] [{signs}] [{told}]"


def name_of(key: str, content: ContentService, language: str) -> str:
    """What a sign is called; its key where an edit took it out of the content."""
    head, _, rest = key.partition(".")
    if head == "element":
        return next((one.name.in_(language) for one in content.elements() if one.key == rest), key)
    if head == "pattern":
        pattern = content.signs().patterns.get(rest)
        return pattern.name.in_(language) if pattern else key
    stage = next((one for one in content.stages() if one.key == head), None)
    insights = stage.completes_by if stage else ()
    return next((one.name(language) for one in insights if one.key == rest), key)


def _checked(
    answer: ModelAnswer,
    by_rules: Sequence[Found],
    labels: Mapping[str, TurnView],
    mapping: Mapping[str, str],
) -> list[Found]:
    found = {item.stream: item for item in reversed(answer.items)}
    return [_merged(one, found.get(one.stream), labels, mapping) for one in by_rules]


def _merged(
    one: Found, item: ModelFinding | None, labels: Mapping[str, TurnView], mapping: Mapping[str, str]
) -> Found:
    """The model's finding where it rests on the person's words, else what the rules say."""
    if item is None:
        return one
    grounds = [ground for reason in item.reasons if (ground := _ground(reason, labels, mapping)) is not None]
    if not grounds:
        return one
    score = min(100, max(0, item.score))
    if one.score is not None:
        score = min(one.score + _LEEWAY, max(one.score - _LEEWAY, score))
    raises = _sentence(item.would_raise, mapping, _RAISE_CHARS)
    return Found(one.stream, score, tuple(grounds[:_MOST_GROUNDS]), one.raises, raises)


def _ground(reason: ModelReason, labels: Mapping[str, TurnView], mapping: Mapping[str, str]) -> Ground | None:
    turn = labels.get(reason.turn.strip())
    quote = shortened(restore(reason.quote, mapping))
    if turn is None or len(plain_words(quote)) < _LEAST_WORDS or not occurs(quote, turn.text):
        return None
    why = _sentence(reason.why, mapping, _WHY_CHARS, turn.text)
    ids: tuple[uuid.UUID, ...] = (turn.id,)
    return Ground(quote, ids, why=why) if why else None


def _sentence(text: str, mapping: Mapping[str, str], limit: int, said: str = "") -> str | None:
    """A model's sentence, fit to be read; None where it is not."""
    line = clean(restore(text, mapping))
    fit = line and len(line) <= limit and fault_of_statement(line, said) is None and not unfit(line, said)
    return line if fit else None
