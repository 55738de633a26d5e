"""The path as the doors show it."""

from __future__ import annotations

import datetime
import uuid
from typing import Literal

import msgspec

StageState = Literal["done", "current", "ahead"]


class StageInsight(msgspec.Struct, frozen=True):
    """One of the insights that complete a stage, and the turn that evidences it."""

    key: str
    name: str
    evidenced: bool
    turn_id: uuid.UUID | None = None


class StageView(msgspec.Struct, frozen=True):
    """A stage on a person's map. `seconds` spent on it; `completion` is 0..1, null while there is too little data."""

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


class StoryElement(msgspec.Struct, frozen=True):
    """One of the seven elements of the person's story, in their own words."""

    key: str
    name: str
    quotes: list[str]


class JourneyView(msgspec.Struct, frozen=True):
    """The whole map. `current` is null before the path begins; `days` counts from its first day, which is 1."""

    stages: list[StageView]
    elements: list[StoryElement]
    current: str | None
    days: int
