"""Readiness as it is computed and kept."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import msgspec

from relove.domains.journey.schemas import Evidence
from relove.domains.streams.schemas import ComputedVia


class Ground(msgspec.Struct, frozen=True):
    """What a score stands on: the person's own words, and the turns that hold them.

    `sign` names the sign of the stream that they show; `why` is a model's word on them. One of the two is there.
    """

    quote: str
    turn_ids: tuple[uuid.UUID, ...]
    sign: str | None = None
    why: str | None = None


class Found(msgspec.Struct, frozen=True):
    """How ready somebody is for one stream; a number only where there is ground for it.

    `raises` are signs whose appearance (or disappearance) would raise it; `raise_text` is a model's word on that.
    """

    stream: str
    score: int | None
    grounds: tuple[Ground, ...] = ()
    raises: tuple[str, ...] = ()
    raise_text: str | None = None


class Known(msgspec.Struct, frozen=True):
    """What a computation looks at."""

    stage: str | None
    evidence: Sequence[Evidence]
    contests: dict[str, str]


class Computed(msgspec.Struct, frozen=True):
    """A result before it is kept."""

    found: list[Found]
    via: ComputedVia


class ModelReason(msgspec.Struct, frozen=True):
    """A model's reason: a line of the person, a piece of it word for word, and why it counts."""

    turn: str
    quote: str
    why: str


class ModelFinding(msgspec.Struct, frozen=True):
    """A model's word on one stream."""

    stream: str
    score: int
    reasons: list[ModelReason]
    would_raise: str


class ModelAnswer(msgspec.Struct, frozen=True):
    """What a model answers."""

    items: list[ModelFinding]
