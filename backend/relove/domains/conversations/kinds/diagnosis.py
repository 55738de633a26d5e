"""What a diagnostic comes to: out of a model's decision, each quote checked in its turn, or by written rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

import msgspec

from relove.core.ports import Translator
from relove.domains.content.service import ContentService
from relove.domains.conversations.fitness import unfit
from relove.domains.conversations.generation import fault_of_statement
from relove.domains.conversations.kinds.schemas import Diagnosis, Quote
from relove.domains.conversations.memory.schemas import PATTERNS, PatternCode
from relove.domains.conversations.quoting import quote_of, without_misquotes
from relove.domains.conversations.schemas import TurnView
from relove.domains.conversations.transcript import Transcript
from relove.domains.journey.schemas import Evidence
from relove.domains.people.schemas import Person

QUOTES = 3
_CORE_CHARS = 300
_MARKS = "«»“”\"' "
_ENOUGH_EVIDENCE = 3
"""Fewer pieces that name a stage tell nothing: the screen says so, and shows no number."""

StageKey = Literal[
    "ordinary_world",
    "call_to_adventure",
    "refusal",
    "meeting_mentor",
    "crossing_threshold",
    "tests_allies_enemies",
    "approach",
    "ordeal",
    "reward",
    "road_back",
    "resurrection",
    "return_with_elixir",
]


class QuotedTurn(msgspec.Struct, frozen=True):
    """A place in the conversation: a turn's label and words of that turn."""

    turn: str
    quote: str


class DiagnosticStep(msgspec.Struct, frozen=True):
    """What a model decides after each answer."""

    next_question: str
    enough: bool
    confidence: float
    stage: StageKey
    patterns: list[PatternCode]
    core_issue: str
    quotes: list[QuotedTurn]


def from_model(step: DiagnosticStep, heard: Transcript, standing: str) -> Diagnosis:
    """The model's, without what cannot be found in the person's words. `standing` is the stage where nothing can."""
    quotes = []
    for place in step.quotes:
        words = heard.restored(place.quote)
        turn = heard.said(place.turn, words)
        if turn is not None and "?" not in words:
            quotes.append(Quote(turn.id, words))
    core = heard.restored(step.core_issue)
    said = [turn.text for turn in heard.turns.values() if turn.role == "person"]
    words = "\n".join(said)
    sound = len(core) <= _CORE_CHARS and "?" not in core and fault_of_statement(core, words) is None
    sound = sound and not unfit(core, words) and without_misquotes(core, said) == core
    # What rests on no word of the person is no finding.
    grounded = bool(quotes)
    return Diagnosis(
        stage=step.stage if grounded else standing,
        patterns=tuple(dict.fromkeys(step.patterns)) if grounded else (),
        core_issue=core if grounded and sound else "",
        confidence=min(max(step.confidence, 0.0), 1.0) if grounded else None,
        quotes=_filled(quotes, list(heard.turns.values())),
        via="model",
    )


def by_rules(turns: Sequence[TurnView], evidence: Sequence[Evidence], standing: str) -> Diagnosis:
    """Without a model: what was evidenced in this very conversation. `standing` is the stage where nothing speaks."""
    ids = {turn.id for turn in turns if turn.role == "person"}
    here = [piece for piece in evidence if ids.intersection(piece.turn_ids)]
    weights: dict[str, float] = defaultdict(float)
    for piece in here:
        if piece.stage and piece.kind == "insight":
            weights[piece.stage] += piece.confidence
    told = sum(1 for piece in here if piece.stage and piece.kind == "insight")
    enough = told >= _ENOUGH_EVIDENCE
    stage = max(weights, key=weights.__getitem__) if enough else standing
    seen = Counter(piece.key for piece in here if piece.kind == "pattern" and piece.key)
    core = next((piece.text for piece in reversed(here) if piece.kind == "core_issue"), "")
    quotes = [
        Quote(next(iter(ids.intersection(piece.turn_ids))), piece.quote)
        for piece in sorted(here, key=lambda piece: piece.confidence, reverse=True)
        if piece.quote and (not enough or piece.stage in (stage, None))
    ]
    return Diagnosis(
        stage=stage,
        patterns=tuple(code for code in PATTERNS if seen[code]),
        core_issue=core[:_CORE_CHARS],
        confidence=round(weights[stage] / sum(weights.values()), 2) if enough else None,
        quotes=_filled(quotes, turns),
        via="template",
    )


def _filled(quotes: Sequence[Quote], turns: Sequence[TurnView]) -> tuple[Quote, ...]:
    """Three of them, as far as the person said so much: the rest are their fullest words."""
    found: dict[str, Quote] = {}
    for quote in quotes:
        found.setdefault(quote.text, quote)
    spoken = ((turn, quote_of(turn.text)) for turn in turns if turn.role == "person")
    own = [Quote(turn.id, words) for turn, words in spoken if words and words not in found]
    own.sort(key=lambda quote: len(quote.text), reverse=True)
    taken = {quote.turn_id for quote in found.values()}
    others = [quote for quote in own if quote.turn_id not in taken]
    return (*found.values(), *others)[:QUOTES]


def shown(diagnosis: Diagnosis, person: Person, content: ContentService, translator: Translator) -> str:
    """What the person reads: the result in plain words, with what it rests on."""
    language = person.voice
    stage = content.stage(diagnosis.stage)
    sure = (
        translator.text(language, "diagnostic-little")
        if diagnosis.confidence is None
        else translator.text(language, "diagnostic-confidence", percent=round(diagnosis.confidence * 100))
    )
    names = [translator.text(language, "pattern-name", code=code) for code in diagnosis.patterns]
    parts = [
        translator.text(language, "diagnostic-heading"),
        translator.text(language, "diagnostic-stage", stage=stage.text(language).name, number=stage.number)
        + "\n"
        + sure,
    ]
    if names:
        parts.append(translator.text(language, "diagnostic-patterns", patterns=", ".join(names)))
    if diagnosis.core_issue:
        parts.append(translator.text(language, "diagnostic-core", core=core_of(diagnosis, language)))
    else:
        parts.append(translator.text(language, "diagnostic-core-little"))
    if diagnosis.quotes:
        lines = "\n".join(f"• {_in_marks(quote.text, language)}" for quote in diagnosis.quotes)
        parts.append(f"{translator.text(language, 'diagnostic-quotes')}\n{lines}")
    parts.append(translator.text(language, "diagnostic-ask"))
    return "\n\n".join(parts)


def core_of(diagnosis: Diagnosis, language: str) -> str:
    """The core as it is told: what rules found are the person's own words, and stand in quotation marks."""
    core = diagnosis.core_issue
    return _in_marks(core, language) if core and diagnosis.via == "template" else core


def _in_marks(words: str, language: str) -> str:
    words = words.strip(_MARKS)
    return f"“{words}”" if language == "en" else f"«{words}»"
