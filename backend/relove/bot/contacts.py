"""What a person did, as the activity log keeps it: codes, never their words."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from relove.domains.messaging.schemas import InboxRow
from relove.domains.people.activity.schemas import ActivityType, Contact

_COMMAND = re.compile(r"/([a-z_]{1,32})")
_BUTTON = re.compile(r"[a-z_-]{1,32}")


class _Message(msgspec.Struct):
    text: str | None = None
    # Whatever they hold: msgspec takes no Raw beside None.
    voice: Any = None
    video_note: Any = None
    photo: Any = None


class _Callback(msgspec.Struct):
    data: str = ""


class _Update(msgspec.Struct):
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Callback | None = None


def contact_of(row: InboxRow) -> Contact:
    """The contact that a Telegram update is."""
    update = msgspec.json.decode(row.payload, type=_Update)
    if update.callback_query is not None:
        # What stands before the first colon says which button; the rest may name a turn.
        pressed = _BUTTON.match(update.callback_query.data)
        return Contact("button", row.id, {"button": pressed.group()} if pressed else {})
    message = update.message or update.edited_message
    if message is None:
        return Contact("other", row.id)
    command = _COMMAND.match(message.text or "")
    if command is not None:
        return Contact("command", row.id, {"command": command.group()})
    return Contact(_kind(message), row.id)


def _kind(message: _Message) -> ActivityType:
    if message.text is not None:
        return "message"
    if message.voice is not None or message.video_note is not None:
        return "voice"
    return "photo" if message.photo is not None else "other"
