"""What waits behind a message: a call for help must not queue behind a provocation, lines of one breath go together."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import msgspec

from relove.domains.messaging.repository.steps import WaitingRow
from relove.domains.messaging.schemas import InboxSource, MiniAppMessage

_NOT_TYPED = ("forward_origin", "via_bot", "media_group_id")


class Waiting(msgspec.Struct, frozen=True):
    """A row that waits. `text`: the words in it, or under it; `typed`: a message that is those words, nothing else."""

    inbox_id: uuid.UUID
    source: InboxSource
    kind: str
    received_at: datetime.datetime
    text: str | None = None
    typed: bool = False
    message_id: int | None = None
    session_id: uuid.UUID | None = None
    tries: int = 0


class _Update(msgspec.Struct):
    message: dict[str, Any] | None = None
    edited_message: dict[str, Any] | None = None


def read_waiting(row: WaitingRow) -> Waiting:
    """The row as those who handle another one see it. What cannot be read has no text."""
    source: InboxSource = "mini_app" if row.source == "mini_app" else "telegram"
    plain = Waiting(row.id, source, row.kind, row.received_at, tries=row.tries)
    if row.payload is None:
        return plain
    try:
        if source == "mini_app":
            said = msgspec.json.decode(row.payload, type=MiniAppMessage)
            return msgspec.structs.replace(plain, text=said.text, typed=True, session_id=said.session_id)
        update = msgspec.json.decode(row.payload, type=_Update)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return plain
    message = update.message or update.edited_message
    if message is None:
        return plain
    text = message.get("text")
    words = text or message.get("caption")
    number = message.get("message_id")
    return msgspec.structs.replace(
        plain,
        text=words if isinstance(words, str) else None,
        typed=isinstance(text, str) and not any(name in message for name in _NOT_TYPED),
        message_id=number if isinstance(number, int) else None,
    )
