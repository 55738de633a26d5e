"""Pure rules of conversations: what text is acceptable, how it is split, what a page's cursor is."""

from __future__ import annotations

import base64
import binascii
import datetime
import html
import re
import unicodedata
import uuid

from relove.core.errors import ReloveError

TEXT_LIMIT = 4096
"""Characters of one message, as in Telegram."""
_SPLIT_AT = 700
"""Longer replies become several messages: short ones are read, long ones are scrolled past."""
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)


def checked_text(text: str) -> str:
    """The text to keep, trimmed. ReloveError text_empty (blank, or invisible characters only), text_too_long."""
    # NUL cannot be kept by PostgreSQL, lone surrogates cannot be encoded.
    trimmed = "".join(char for char in text if char != "\x00" and not 0xD800 <= ord(char) <= 0xDFFF).strip()
    if not any(unicodedata.category(char)[0] in "LNPS" for char in trimmed):
        raise ReloveError("text_empty", kind="invalid")
    if len(trimmed) > TEXT_LIMIT:
        raise ReloveError(
            "text_too_long", kind="invalid", params={"limit": TEXT_LIMIT}, details={"limit": TEXT_LIMIT}
        )
    return trimmed


def to_html(text: str) -> str:
    """The guide's text as Telegram's HTML: bold key phrases, everything else escaped."""
    return _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False))


def split_reply(text: str, limit: int = _SPLIT_AT) -> list[str]:
    """Short messages out of a long reply: by paragraphs, then by sentences; a bold phrase is never cut."""
    parts: list[str] = []
    for paragraph in re.split(r"\n{2,}", text.strip()):
        for piece in _pieces(paragraph, limit):
            if parts and len(parts[-1]) + 2 + len(piece) <= limit:
                parts[-1] = f"{parts[-1]}\n\n{piece}"
            else:
                parts.append(piece)
    return parts or [text]


def _pieces(paragraph: str, limit: int) -> list[str]:
    if len(paragraph) <= limit:
        return [paragraph]
    pieces: list[str] = []
    for sentence in re.split(r"(?<=[.!?…])\s+", paragraph):
        if pieces and (len(pieces[-1]) + 1 + len(sentence) <= limit or pieces[-1].count("**") % 2):
            pieces[-1] = f"{pieces[-1]} {sentence}"
        else:
            pieces.append(sentence)
    return [part for piece in pieces for part in _cut(piece)]


def _cut(piece: str) -> list[str]:
    """At Telegram's limit, which counts UTF-16 units: an emoji is two of them, and is never cut in half."""
    if 2 * len(piece) <= TEXT_LIMIT:
        return [piece]
    parts, begin, units = [], 0, 0
    for place, char in enumerate(piece):
        size = 2 if ord(char) > 0xFFFF else 1
        if units + size > TEXT_LIMIT:
            parts.append(piece[begin:place])
            begin, units = place, 0
        units += size
    return [*parts, piece[begin:]]


def session_cursor(started_at: datetime.datetime, session_id: uuid.UUID) -> str:
    """Where the next page of sessions begins."""
    return base64.urlsafe_b64encode(f"{started_at.isoformat()}|{session_id}".encode()).decode()


def read_session_cursor(cursor: str) -> tuple[datetime.datetime, uuid.UUID]:
    """Back from session_cursor. ReloveError bad_cursor."""
    try:
        at, _, key = base64.urlsafe_b64decode(cursor.encode("ascii")).decode().partition("|")
        moment = datetime.datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("a cursor without a zone is not ours")
        return moment.astimezone(datetime.UTC), uuid.UUID(key)
    except (ValueError, OverflowError, binascii.Error, UnicodeError):
        raise ReloveError("bad_cursor", kind="invalid") from None


def read_turn_cursor(cursor: str) -> int:
    """The number of the turn before which a page ends. ReloveError bad_cursor."""
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise ReloveError("bad_cursor", kind="invalid")
    return int(cursor)
