"""What a reflection works on, and what a model answers to it."""

from __future__ import annotations

import datetime
import uuid
from typing import Literal

import msgspec

from relove.domains.conversations.memory.marks import KeptOut
from relove.domains.conversations.memory.schemas import Candidate, MemoryKind, Remembered
from relove.domains.journey.schemas import Decider
from relove.domains.people.schemas import Person


class Said(msgspec.Struct, frozen=True):
    """A turn. `usable`: it is the person's own, and was not said in need."""

    id: uuid.UUID
    number: int
    role: Literal["person", "guide"]
    text: str
    usable: bool


class Claimed(msgspec.Struct, frozen=True):
    """A session that this job holds."""

    id: uuid.UUID
    user_id: uuid.UUID
    token: uuid.UUID
    type: str
    active: bool
    turn_count: int
    reflected_number: int
    rolling_summary: str | None
    rolled_upto: int


class Material(msgspec.Struct, frozen=True):
    """All that was fetched. `new` was not looked at yet, `before` are turns just before it."""

    session: Claimed
    person: Person
    allowed: bool
    stage: str
    new: list[Said]
    before: list[Said]
    older: list[Said]
    remembered: list[Remembered]
    out: KeptOut
    last: int
    now: datetime.datetime


class Assessment(msgspec.Struct, frozen=True):
    """Where a person stands, and the turns that say so."""

    stage: str
    turn_ids: tuple[uuid.UUID, ...]
    confidence: float
    via: Decider


class Reading(msgspec.Struct):
    """What came of looking at a session."""

    found: list[Candidate] = []
    assessment: Assessment | None = None
    rolled: str | None = None
    rolled_upto: int = 0


class FoundItem(msgspec.Struct, frozen=True):
    """One thing in a model's answer. Labels t1, t2, ... name turns of the person."""

    kind: MemoryKind
    key: str
    turn: str
    quote: str
    text: str
    earlier_turn: str
    earlier_quote: str
    confidence: float


class FoundAnswer(msgspec.Struct, frozen=True):
    """What a model found in the person's words."""

    items: list[FoundItem]


class StageAnswer(msgspec.Struct, frozen=True):
    """Where a model sees the person."""

    stage: str
    evidence: list[str]
    confidence: float


class SummaryAnswer(msgspec.Struct, frozen=True):
    """The older part of a conversation, summed up."""

    summary: str
