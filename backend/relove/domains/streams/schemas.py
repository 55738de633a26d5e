"""Streams and readiness as the doors show them."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from typing import Literal

import msgspec

ExerciseState = Literal["ahead", "sent", "done", "skipped"]
Closing = Literal["done", "skipped"]
EnrolmentState = Literal["active", "completed", "left"]
ComputedVia = Literal["model", "rules"]
PurchaseSource = Literal["shop", "admin"]


class PriceView(msgspec.Struct, frozen=True):
    """What the whole programme costs on the platform; the exercises in the chat cost nothing. `text` is for people."""

    amount: int
    currency: str
    text: str


class ExerciseView(msgspec.Struct, frozen=True):
    """An exercise of a stream. `text` is null until it has come; `day` counts from the first, which is 1."""

    n: int
    title: str
    text: str | None
    day: int
    state: ExerciseState


class EnrolmentView(msgspec.Struct, frozen=True):
    """A person's part in a stream. `progress` is 0..1 of its exercises done; `next_at`: when the next one comes."""

    id: uuid.UUID
    state: EnrolmentState
    started_at: datetime.datetime
    finished_at: datetime.datetime | None
    done: int
    total: int
    progress: float
    next_at: datetime.datetime | None


class ReadinessBrief(msgspec.Struct, frozen=True):
    """The last score; null where there is too little data. `trend` is against the result before it."""

    score: int | None
    trend: int | None
    contested: bool


class StreamView(msgspec.Struct, frozen=True):
    """A stream as one person sees it.

    `link` leads to the platform, signed for this person; null where the readiness is low: then the path comes first.
    `suits` says whom it suits.
    """

    slug: str
    name: str
    promise: str
    description: str
    suits: list[str]
    dates: str
    starts_on: str | None
    price: PriceView | None
    link: str | None
    exercises: list[ExerciseView]
    enrolment: EnrolmentView | None
    readiness: ReadinessBrief | None
    interested: bool


class StreamList(msgspec.Struct, frozen=True):
    """All streams. `paused`: in a care pause nothing is offered, only what one takes part in is shown."""

    items: list[StreamView]
    next: str | None
    paused: bool


class Reason(msgspec.Struct, frozen=True):
    """Why: `text` holds the person's own words, `quote` those alone; `turn_ids` say where they stand."""

    text: str
    quote: str
    turn_ids: list[uuid.UUID]


class ReadinessItem(msgspec.Struct, frozen=True):
    """How ready somebody is for one stream: 0-100, or null and no number where there is too little data.

    `trend`: against the result before. `low`: the path comes first. `contested`: the person does not agree.
    """

    stream: str
    name: str
    score: int | None
    trend: int | None
    low: bool
    reasons: list[Reason]
    would_raise: list[str]
    contested: bool


class ReadinessView(msgspec.Struct, frozen=True):
    """For every stream, the readiest first; `best` names the three best that have a score.

    `computed_at` and `via` are null before the first time. `paused`: nothing is told in a care pause.
    """

    items: list[ReadinessItem]
    best: list[str]
    computed_at: datetime.datetime | None
    via: ComputedVia | None
    paused: bool


class Purchase(msgspec.Struct, frozen=True):
    """A stream was paid for. `event_id` is of whoever tells; told twice, it is noted once."""

    user_id: uuid.UUID
    stream: str
    source: PurchaseSource
    event_id: str
    amount: Decimal
    currency: str
    paid_at: datetime.datetime
