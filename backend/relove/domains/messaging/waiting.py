"""The words that wait behind a message: a call for help must not queue behind a provocation."""

from __future__ import annotations

import uuid

import msgspec

from relove.db.crypto import DecryptionError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging.repository.waiting import WaitingRepository
from relove.domains.messaging.schemas import MiniAppMessage


class _Words(msgspec.Struct):
    text: str | None = None
    caption: str | None = None


class _Update(msgspec.Struct):
    message: _Words | None = None


async def words_behind(work: UnitOfWork, chat_id: int, inbox_id: uuid.UUID) -> list[str]:
    """What the person wrote after the message that is being handled. What cannot be read is left to its own turn."""
    try:
        rows = await WaitingRepository(work.session).behind(chat_id, inbox_id)
    except DecryptionError:
        return []
    return [words for source, payload in rows if (words := _words(source, payload))]


def _words(source: str, payload: bytes) -> str | None:
    try:
        if source == "mini_app":
            return msgspec.json.decode(payload, type=MiniAppMessage).text
        message = msgspec.json.decode(payload, type=_Update).message
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return (message.text or message.caption) if message else None
