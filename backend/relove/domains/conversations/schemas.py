"""Sessions and turns as the doors show them."""

from __future__ import annotations

import datetime
import uuid
from typing import Literal

import msgspec

from relove.domains.people.schemas import Source

SessionType = Literal["provocative", "diagnostic", "journey", "chat"]
SessionStatus = Literal["active", "completed", "abandoned"]
TurnRole = Literal["person", "guide"]
TurnSource = Literal["bot", "mini_app", "proactive"]
Via = Literal["model", "template"]


class SessionView(msgspec.Struct, frozen=True):
    """A session. `question_count`: questions that the guide has asked in it; `state`: where its mode stands."""

    id: uuid.UUID
    type: SessionType
    status: SessionStatus
    stage: str
    question_count: int
    started_at: datetime.datetime
    last_activity_at: datetime.datetime
    completed_at: datetime.datetime | None
    summary: str | None
    state: str = "talking"


class TurnView(msgspec.Struct, frozen=True):
    """What one side said. `via` is null for the person's own turns; `stopped`: the person stopped the reply.

    `by_human`: somebody of the team wrote it, and `via` is null too. `seen`: what a picture with it showed.
    `in_care`: said in a pause for care, so nothing is drawn from it.
    """

    id: uuid.UUID
    session_id: uuid.UUID
    role: TurnRole
    text: str
    created_at: datetime.datetime
    source: TurnSource
    via: Via | None
    quick_replies: list[str]
    stopped: bool = False
    by_human: bool = False
    seen: str | None = None
    in_care: bool = False


class TurnPlace(msgspec.Struct, frozen=True):
    """Where something was said: the session, and a few turns around it, in conversation order."""

    session: SessionView
    items: list[TurnView]


class SessionPage(msgspec.Struct, frozen=True):
    """A page of sessions, newest first; `next` continues."""

    items: list[SessionView]
    next: str | None


class TurnPage(msgspec.Struct, frozen=True):
    """A page of turns in conversation order; `next` leads to older ones."""

    items: list[TurnView]
    next: str | None


class Inbound(msgspec.Struct, frozen=True):
    """A person's words on their way to a reply. `session_id` is named by the Mini App only.

    `joins`: typed just now, so that more may follow and be answered together; a press of a button is not.
    `patience_s`: how long a model may take for the reply's first word, where the person has waited already.
    """

    text: str
    source: Source
    session_id: uuid.UUID | None = None
    joins: bool = True
    message_id: int | None = None
    seen: str | None = None
    patience_s: float | None = None


class Reply(msgspec.Struct, frozen=True):
    """What the guide answers. `question`: what is asked in it, so that it is not asked again."""

    text: str
    via: Via
    quick_replies: tuple[str, ...] = ()
    question_id: str | None = None
    stopped: bool = False
    question: str | None = None
