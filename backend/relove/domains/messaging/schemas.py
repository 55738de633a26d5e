"""What passes through the inbox and the outbox."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated, Literal, NamedTuple

import msgspec

InboxSource = Literal["telegram", "mini_app"]
MessageKind = Literal["reply", "proactive", "broadcast"]


# What the database's columns hold; Telegram's own numbers have 52 bits at most.
_Number = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]


class _Who(msgspec.Struct):
    id: _Number


class _Message(msgspec.Struct):
    chat: _Who | None = None
    text: str | None = None


class _Callback(msgspec.Struct):
    id: str
    from_: _Who = msgspec.field(name="from")
    message: _Message | None = None
    data: str | None = None


class _Member(msgspec.Struct):
    chat: _Who


class _Payer(msgspec.Struct):
    id: _Number
    language_code: str | None = None


class Checkout(msgspec.Struct):
    """A person is about to pay."""

    id: str
    from_: _Payer = msgspec.field(name="from")


class Envelope(msgspec.Struct):
    """As much of an Update as intake must know: whose it is, and what cannot wait. The rest is read by the worker."""

    update_id: _Number
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Callback | None = None
    my_chat_member: _Member | None = None
    message_reaction: _Member | None = None
    pre_checkout_query: Checkout | None = None
    stopped_message_generation: _Member | None = None


class MiniAppMessage(msgspec.Struct, frozen=True):
    """What a person wrote in the Mini App, as the inbox keeps it."""

    session_id: uuid.UUID
    text: str


def mini_app_key(user_id: uuid.UUID, key: str) -> str:
    """The inbox's name of a Mini App message: a key is a person's own."""
    return f"{user_id}:{key}"


class InboxRow(msgspec.Struct, frozen=True):
    """A row to be handled. `readable` is false when no key at hand opens what came."""

    id: uuid.UUID
    source: InboxSource
    chat_id: int
    user_id: uuid.UUID | None
    kind: str
    payload: bytes
    tries: int
    received_at: datetime.datetime
    readable: bool = True
    deaths: int = 0


class Given(NamedTuple):
    """What comes next for the holder of a chat: a reply that is due, else a row; nothing, and the chat was let go."""

    due: bool
    row: InboxRow | None


class OutboxRow(msgspec.Struct, frozen=True):
    """A message that was claimed for sending; no payload where no key at hand opens it."""

    id: uuid.UUID
    chat_id: int
    kind: MessageKind
    payload: bytes | None
    attempts: int
    ephemeral: bool = False


class HeldChat(NamedTuple):
    """A chat whose lease was taken, and the token of it."""

    chat_id: int
    token: int


class DeadLetterView(msgspec.Struct, frozen=True):
    """A dead letter as an operator sees it: never its text."""

    id: uuid.UUID
    chat_id: int
    source: str
    kind: str
    error: str
    created_at: datetime.datetime


class Accepted(msgspec.Struct, frozen=True):
    """The answer of intake: the inbox row, and whether it is new."""

    inbox_id: uuid.UUID
    is_new: bool
