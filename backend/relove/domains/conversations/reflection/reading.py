"""Reads a person's turns by written signs, where no model does. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable, Sequence

import msgspec

from relove.core.actor import Language
from relove.domains.content.checks import comparable
from relove.domains.content.schemas import LANGUAGES, Signs
from relove.domains.content.service import ContentService
from relove.domains.content.signs import compiled
from relove.domains.conversations.memory.lexicon import NEGATIONS
from relove.domains.conversations.memory.schemas import Candidate, MemoryKind, Remembered
from relove.domains.conversations.memory.words import MAX_QUOTE, Sentence, sentences, shortened
from relove.domains.conversations.reflection.contradictions import contradictions
from relove.domains.conversations.reflection.schemas import Said

SIGN_CONFIDENCE = 0.6
_MIN_WORDS = 3
_CORE_TURNS = 3
_WORD = re.compile(r"\S+")


class Book:
    """The signs, compiled."""

    def __init__(self, signs: Signs) -> None:
        def both(one: object) -> dict[Language, re.Pattern[str]]:
            return {language: compiled(one.of(language), language) for language in LANGUAGES}  # type: ignore[attr-defined]

        self.insights = {key: both(one) for key, one in signs.insights.items()}
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


def prepared(content: ContentService) -> frozenset[str]:
    """Texts that say nothing of the person: our own quick replies."""
    return frozenset(
        comparable(reply)
        for stage in content.stages()
        for language in LANGUAGES
        for reply in stage.text(language).quick_replies
    )


def read(
    turns: Sequence[Said], remembered: Sequence[Remembered], content: ContentService, stage: str
) -> list[Candidate]:
    """Everything that the signs show, of all the stages."""
    book, ours = book_of(content), prepared(content)
    found: list[Candidate] = []
    said = [turn for turn in turns if turn.usable and comparable(turn.text) not in ours]
    for turn in said:
        for sentence in sentences(turn.text):
            if not sentence.asks:
                found += _of_sentence(book, sentence, turn.id, stage)
    found += contradictions(said, remembered, stage)
    return [*found, *_core(book, found, remembered, stage)]


def _of_sentence(book: Book, sentence: Sentence, turn_id: uuid.UUID, stage: str) -> Iterable[Candidate]:
    def made(kind: MemoryKind, key: str | None, of_stage: str, place: int) -> Candidate:
        quote = _quote(sentence, place)
        return Candidate(kind, key, of_stage, quote, quote, [turn_id], SIGN_CONFIDENCE, "rules")

    language = sentence.language
    place = _place(book.facts[language], sentence)
    if place is not None:
        yield made("fact", None, stage, place)
    if sentence.words.count(" ") - 1 < _MIN_WORDS:
        return
    elements: dict[str, int] = {}
    for key, patterns in book.insights.items():
        place = _place(patterns[language], sentence)
        if place is not None:
            yield made("insight", key, key.partition(".")[0], place)
            for element in book.element_of.get(key, ()):
                elements.setdefault(element, place)
    for key, patterns in book.elements.items():
        place = _place(patterns[language], sentence)
        if place is not None:
            elements.setdefault(key, place)
    for key, place in elements.items():
        yield made("element", key, stage, place)
    for key, patterns in book.patterns.items():
        place = _place(patterns[language], sentence)
        if place is not None:
            yield made("pattern", key, stage, place)


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
