"""What is noted and asked for of model calls."""

from __future__ import annotations

import datetime
import uuid
from typing import Literal

import msgspec

CallKind = Literal["reply", "decide", "embed", "transcribe", "read_image"]
CallOutcome = Literal["ok", "failed", "stopped"]
"""`stopped`: whoever asked no longer wanted the answer; what was written until then costs all the same."""


class CallNote(msgspec.Struct, frozen=True):
    """One call of a model: numbers and codes, never a word that was said."""

    user_id: uuid.UUID | None
    kind: CallKind
    feature: str
    prompt_id: str
    prompt_version: int
    provider: str
    model: str
    input_tokens: int
    output_tokens: int
    cost_micros: int
    """Millionths of a dollar, by the prices of that moment."""
    first_token_ms: int
    latency_ms: int
    outcome: CallOutcome
    reason: str | None
    cached: bool
    at: datetime.datetime


class FeatureCost(msgspec.Struct, frozen=True):
    """What one feature did and cost. Times are those of answered calls that no cache served; null without any."""

    feature: str
    calls: int
    failed: int
    cached: int
    people: int
    input_tokens: int
    output_tokens: int
    cost_micros: int
    latency_p50_ms: int | None
    latency_p95_ms: int | None
    first_token_p95_ms: int | None


class FailureCount(msgspec.Struct, frozen=True):
    """How often a feature failed for one reason."""

    feature: str
    reason: str
    calls: int


InteractionKind = Literal["message", "quick_reply", "button", "command", "visit"]


class Interaction(msgspec.Struct, frozen=True):
    """Something that a person did, and at which stage. Codes, never words."""

    id: uuid.UUID
    user_id: uuid.UUID
    kind: InteractionKind
    at: datetime.datetime
    stage: str | None = None
    session_id: uuid.UUID | None = None
    code: str | None = None
