"""What is remembered, as the doors and the other parts of the guide see it."""

from __future__ import annotations

import datetime
import uuid
from typing import Literal

import msgspec

MemoryKind = Literal["insight", "element", "pattern", "contradiction", "core_issue", "fact"]
MemoryStatus = Literal["active", "corrected", "vetoed"]
PatternCode = Literal["denial", "postponing", "rationalising", "devaluing", "blaming"]

PATTERNS: tuple[PatternCode, ...] = ("denial", "postponing", "rationalising", "devaluing", "blaming")


class SourceTurn(msgspec.Struct, frozen=True):
    """Where something comes from."""

    turn_id: uuid.UUID
    session_id: uuid.UUID


JOIN = " / "
"""Parts the two quotations of a contradiction."""


class MemoryItem(msgspec.Struct, frozen=True):
    """One remembered thing. `quote` are the person's own words; `text` is what was understood, or their correction."""

    id: uuid.UUID
    kind: MemoryKind
    key: str | None
    text: str
    quote: str
    sources: list[SourceTurn]
    confidence: float
    at: datetime.datetime
    status: MemoryStatus


class MemoryPage(msgspec.Struct, frozen=True):
    """A page of what is remembered, newest first; `next` continues."""

    items: list[MemoryItem]
    next: str | None


class Contradiction(msgspec.Struct, frozen=True):
    """Two things that the person said, which do not go together."""

    earlier: str
    later: str
    id: uuid.UUID | None = None


class PatternSeen(msgspec.Struct, frozen=True):
    """A pattern, and the words in which it showed."""

    code: str
    quote: str


class Recollection(msgspec.Struct, frozen=True):
    """What a reply should know from before. All of it is the person's own words: data, and still with their names."""

    lines: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    patterns: tuple[PatternSeen, ...] = ()
    core_issue: str | None = None
    named_at: datetime.datetime | None = None
    """When a contradiction was named last. Those that were stand no more among `contradictions`."""


class Remembered(msgspec.Struct):
    """A row as the rules see it. `words`: what the person said, or how they corrected it."""

    id: uuid.UUID
    session_id: uuid.UUID
    kind: MemoryKind
    key: str | None
    stage: str | None
    text: str
    quote: str
    turn_ids: list[uuid.UUID]
    confidence: float
    status: MemoryStatus
    at: datetime.datetime
    vector: bytes | None = None
    named_at: datetime.datetime | None = None


class Candidate(msgspec.Struct):
    """Something that a reflection found. The quotation has been checked against the turn it names."""

    kind: MemoryKind
    key: str | None
    stage: str | None
    text: str
    quote: str
    turn_ids: list[uuid.UUID]
    confidence: float
    via: Literal["model", "rules"]
    vector: bytes | None = None
