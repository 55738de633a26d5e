"""Reads a person's turns by written signs, where no model does. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import cast

import msgspec

from relove.core.actor import Language
from relove.domains.content.schemas import LANGUAGES, ElementSigns, PatternSigns, Signs, SignSet
from relove.domains.content.service import ContentService
from relove.domains.content.signs import compiled, strong, weak
from relove.domains.conversations.memory.lexicon import NEGATIONS
from relove.domains.conversations.memory.schemas import Candidate, MemoryKind, Remembered
from relove.domains.conversations.memory.words import MAX_QUOTE, Sentence, sentences, shortened
from relove.domains.conversations.reflection.contradictions import contradictions
from relove.domains.conversations.reflection.schemas import Said

SIGN_CONFIDENCE = 0.6
_MIN_WORDS = 3
_CORE_TURNS = 3
_WORD = re.compile(r"\S+")


_Part = Callable[[Sequence[str]], tuple[str, ...]]
_Both = dict[Language, re.Pattern[str]]


class Book:
    """The signs, compiled."""

    def __init__(self, signs: Signs) -> None:
        def both(one: SignSet | PatternSigns | ElementSigns, part: _Part = strong) -> _Both:
            return {language: compiled(part(one.of(language)), language) for language in LANGUAGES}

        self.insights = {key: both(one) for key, one in signs.insights.items()}
        self.weak = {key: both(one, weak) for key, one in signs.insights.items()}
        self.patterns = {key: both(one) for key, one in signs.patterns.items()}
        self.elements = {key: both(one) for key, one in signs.elements.items()}
        self.facts = both(signs.facts)
        self.element_of: dict[str, list[str]] = {}
        for key, one in signs.elements.items():
            for insight in one.insights:
                self.element_of.setdefault(insight, []).append(key)
        self.core = frozenset(signs.core)


_latest: tuple[Signs, Book] | None = None


def book_of(content: ContentService) -> Book:
    """The compiled signs of the content in force; compiled anew where it was edited."""
    global _latest
    signs = content.signs()
    if _latest is None or _latest[0] is not signs:
        _latest = (signs, Book(signs))
    return _latest[1]


def read(
    turns: Sequence[Said], remembered: Sequence[Remembered], content: ContentService, stage: str
) -> list[Candidate]:
    """Everything that the signs show, of all the stages."""
    book = book_of(content)
    found: list[Candidate] = []
    said = [turn for turn in turns if turn.usable]
    heard = [(turn, sentence) for turn in said for sentence in sentences(turn.text) if not sentence.asks]
    for turn, sentence in heard:
        found += _of_sentence(book, book.insights, sentence, turn.id, stage)
    shown = {(one.stage, one.key) for one in found if one.kind == "insight"}
    shown |= {(row.stage, row.key) for row in remembered if row.kind == "insight"}
    for turn, sentence in heard:
        beside = {
            key: patterns
            for key, patterns in book.weak.items()
            if any(of == key.partition(".")[0] and other != key for of, other in shown)
        }
        found += _of_insights(book, beside, sentence, turn.id, stage)
    found += contradictions(said, remembered, stage)
    return [*found, *_core(book, found, remembered, stage)]


def _of_sentence(
    book: Book, insights: Mapping[str, _Both], sentence: Sentence, turn_id: uuid.UUID, stage: str
) -> Iterable[Candidate]:
    language = sentence.language
    place = _place(book.facts[language], sentence)
    if place is not None:
        yield _made("fact", None, stage, sentence, place, turn_id)
    if sentence.words.count(" ") - 1 < _MIN_WORDS:
        return
    yield from _of_insights(book, insights, sentence, turn_id, stage)
    for kind, known in (("element", book.elements), ("pattern", book.patterns)):
        for key, patterns in known.items():
            place = _place(patterns[language], sentence)
            if place is not None:
                yield _made(cast(MemoryKind, kind), key, stage, sentence, place, turn_id)


def _of_insights(
    book: Book, insights: Mapping[str, _Both], sentence: Sentence, turn_id: uuid.UUID, stage: str
) -> Iterable[Candidate]:
    """Insights, and the elements of the story that their words belong to."""
    if sentence.words.count(" ") - 1 < _MIN_WORDS:
        return
    for key, patterns in insights.items():
        place = _place(patterns[sentence.language], sentence)
        if place is not None:
            yield _made("insight", key, key.partition(".")[0], sentence, place, turn_id)
            for element in book.element_of.get(key, ()):
                yield _made("element", element, stage, sentence, place, turn_id)


def _made(
    kind: MemoryKind, key: str | None, stage: str, sentence: Sentence, place: int, turn_id: uuid.UUID
) -> Candidate:
    quote = _quote(sentence, place)
    return Candidate(kind, key, stage, quote, quote, [turn_id], SIGN_CONFIDENCE, "rules")


def _place(pattern: re.Pattern[str], sentence: Sentence) -> int | None:
    """Where a sign stands that nothing denies: the number of its first word."""
    for match in pattern.finditer(sentence.words):
        before = sentence.words[: match.start() + 1].split()
        if not before or before[-1] not in NEGATIONS:
            return len(before)
    return None


def _quote(sentence: Sentence, place: int) -> str:
    """The sentence, or of a long one the part from a few words before the sign on."""
    if len(sentence.text) <= MAX_QUOTE:
        return shortened(sentence.text)
    starts = [match.start() for match in _WORD.finditer(sentence.text)]
    begin = starts[max(0, min(place, len(starts) - 1) - 5)]
    return shortened(sentence.text[begin:])


def _core(
    book: Book, found: Sequence[Candidate], remembered: Sequence[Remembered], stage: str
) -> list[Candidate]:
    """What a person comes back to, in turn after turn, is at the core."""
    new = [one for one in found if one.kind == "insight" and one.key in book.core]
    if not new:
        return []
    turns = {turn for one in new for turn in one.turn_ids}
    turns |= {
        turn for row in remembered if row.kind == "insight" and row.key in book.core for turn in row.turn_ids
    }
    if len(turns) < _CORE_TURNS:
        return []
    fullest = max(new, key=lambda one: len(one.quote))
    return [msgspec.structs.replace(fullest, kind="core_issue", key=None, stage=stage, confidence=0.5)]


def kept_for(found: Iterable[Candidate], stages: Collection[str]) -> list[Candidate]:
    """Of the insights only those of these stages: a chance word is no insight of a stage far ahead."""
    return [one for one in found if one.kind != "insight" or one.stage in stages]
