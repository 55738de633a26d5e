"""Reads the lines of an evaluation of redaction, and says what became of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from relove.domains.conversations.redaction import PLACEHOLDER, KnownNames, redact, restore

Span = tuple[int, int]
_PIECE = re.compile("‹([^›]*)›")


class Line(msgspec.Struct, frozen=True):
    """What somebody wrote, and where in it personal data stands."""

    language: str
    person: KnownNames
    text: str
    pieces: tuple[Span, ...]


class Outcome(msgspec.Struct, frozen=True):
    """Pieces that passed, and places that were replaced without need."""

    passed: list[str]
    needless: list[str]
    restored: bool


def read_lines(path: Path) -> Iterator[Line]:
    """Every line of the file; comments and blank lines are none."""
    language, person = "ru", KnownNames()
    for raw in path.read_text(encoding="utf-8").splitlines():
        if raw.startswith("@ "):
            language, first, last, username = (field.strip() for field in raw[2:].split("|"))
            person = KnownNames(first, last or None, username or None)
        elif raw and not raw.startswith("#"):
            yield _line(language, person, raw)


def _line(language: str, person: KnownNames, raw: str) -> Line:
    text, pieces, at = "", [], 0
    for match in _PIECE.finditer(raw):
        text += raw[at : match.start()]
        pieces.append((len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return Line(language, person, text + raw[at:], tuple(pieces))


def outcome(line: Line) -> Outcome:
    """Redact the line and compare."""
    redacted = redact(line.text, line.person, language=line.language)
    replaced = list(_replaced(redacted.text, redacted.mapping))
    passed = [
        line.text[start:end]
        for start, end in line.pieces
        if any(
            line.text[place].isalnum() and not any(a <= place < b for a, b in replaced)
            for place in range(start, end)
        )
    ]
    needless = [
        line.text[start:end]
        for start, end in replaced
        if not any(a < end and start < b for a, b in line.pieces)
    ]
    return Outcome(passed, needless, restore(redacted.text, redacted.mapping) == line.text)


def _replaced(text: str, mapping: dict[str, str]) -> Iterator[Span]:
    """Where in the person's own text the placeholders stand."""
    shift = 0
    for match in PLACEHOLDER.finditer(text):
        value = mapping.get(match.group())
        if value is None:
            continue
        start = match.start() + shift
        yield start, start + len(value)
        shift += len(value) - len(match.group())
