"""The path as the doors show it."""

from __future__ import annotations

import datetime
import uuid
from typing import Literal

import msgspec

StageState = Literal["done", "current", "ahead"]
Cause = Literal["begin", "assessment", "diagnostic", "journey", "person", "admin"]
Decider = Literal["model", "rules", "person"]
EvidenceKind = Literal["insight", "element", "pattern", "contradiction", "core_issue", "fact"]


class Evidence(msgspec.Struct, frozen=True):
    """Something that the person said, and what it shows. `text` may be the person's own correction.

    `key`: `<stage>.<insight>` of an insight, the element's key, the pattern's code; else null.
    """

    kind: EvidenceKind
    key: str | None
    stage: str | None
    text: str
    quote: str
    turn_ids: tuple[uuid.UUID, ...]
    confidence: float
    at: datetime.datetime


class Move(msgspec.Struct, frozen=True):
    """Where to, and what speaks for it. Every cause but `begin`, `person` and `admin` names two turns of the person."""

    to: str
    cause: Cause
    via: Decider
    turn_ids: tuple[uuid.UUID, ...] = ()
    confidence: float | None = None
    session_id: uuid.UUID | None = None


class TransitionView(msgspec.Struct, frozen=True):
    """A change of stage as it was recorded."""

    id: uuid.UUID
    session_id: uuid.UUID | None
    before: str | None
    after: str
    cause: Cause
    via: Decider
    turn_ids: list[uuid.UUID]
    confidence: float | None
    at: datetime.datetime


class StageInsight(msgspec.Struct, frozen=True):
    """One of the insights that complete a stage, and the turn that evidences it with the person's own words."""

    key: str
    name: str
    evidenced: bool
    turn_id: uuid.UUID | None = None
    quote: str | None = None


class OwnWords(msgspec.Struct, frozen=True):
    """What the person said, and the turns in which they said it."""

    quote: str
    turn_ids: list[uuid.UUID]


class StageView(msgspec.Struct, frozen=True):
    """A stage on a person's map. `seconds` spent on it; `completion` is 0..1, null while there is too little data.

    `said` there, beside what the insights quote: the newest words of the person that are remembered.
    """

    key: str
    number: int
    name: str
    description: str
    state: StageState
    started_at: datetime.datetime | None
    finished_at: datetime.datetime | None
    seconds: int
    completion: float | None
    insights: list[StageInsight]
    said: list[OwnWords]


class StoryElement(msgspec.Struct, frozen=True):
    """One of the seven elements of the person's story, in their own words; `said` names the turns too."""

    key: str
    name: str
    quotes: list[str]
    said: list[OwnWords]


class JourneyView(msgspec.Struct, frozen=True):
    """The whole map. `current` is null before the path begins; `days` counts from its first day, which is 1."""

    stages: list[StageView]
    elements: list[StoryElement]
    current: str | None
    days: int
