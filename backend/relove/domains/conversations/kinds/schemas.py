"""What session types keep and show."""

from __future__ import annotations

import datetime
import uuid
from typing import Literal

import msgspec

from relove.domains.conversations.schemas import Via

ResultStatus = Literal["shown", "confirmed", "contested"]
JourneyPlace = Literal["questions", "confirming", "done"]


class Quote(msgspec.Struct, frozen=True):
    """The person's own words, and the turn in which they stand."""

    turn_id: uuid.UUID
    text: str


class Diagnosis(msgspec.Struct, frozen=True):
    """What a diagnostic comes to. No diagnosis in the medical sense: a guess about where the person stands.

    `confidence` is None, and `core_issue` empty, where there is too little to tell.
    """

    stage: str
    patterns: tuple[str, ...]
    core_issue: str
    confidence: float | None
    quotes: tuple[Quote, ...]
    via: Via


class DiagnosticResultView(msgspec.Struct, frozen=True):
    """A diagnosis as it was shown, and what the person said to it."""

    id: uuid.UUID
    session_id: uuid.UUID
    diagnosis: Diagnosis
    status: ResultStatus
    correction: str | None
    created_at: datetime.datetime
    decided_at: datetime.datetime | None


class Position(msgspec.Struct, frozen=True):
    """Where in a stage the journey stands, and how many of the stage's questions were asked in it."""

    stage: str
    step: JourneyPlace
    questions: int
