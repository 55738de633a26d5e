"""How the end of a session looks in a chat: its summary, and what closed by itself meanwhile."""

from __future__ import annotations

import uuid

from relove.core.actor import Language
from relove.core.ports import Button, OutgoingMessage, Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.forgotten import unseen
from relove.domains.conversations.rules import split_reply, to_html
from relove.domains.conversations.schemas import SessionView

SUMMARY_PART = 1500
"""A summary is read as one piece; only a very long one is cut."""


def summary_messages(
    closed: SessionView, language: Language, translator: Translator, row: tuple[Button, ...] = ()
) -> list[OutgoingMessage]:
    """The summary under its heading; the row of buttons stands under the last piece."""
    heading = f"**{translator.text(language, 'session-summary-heading')}**"
    return _parts(f"{heading}\n\n{closed.summary or ''}", row)


async def forgotten_messages(
    work: UnitOfWork, user_id: uuid.UUID, language: Language, translator: Translator
) -> list[OutgoingMessage]:
    """Summaries of what closed by itself since the person was here last; shown once, in the caller's unit of work."""
    heading = translator.text(language, "forgotten-heading")
    return [
        message
        for closed in await unseen(work, user_id)
        for message in _parts(f"{heading}\n\n{closed.summary or ''}", ())
    ]


def _parts(text: str, row: tuple[Button, ...]) -> list[OutgoingMessage]:
    parts = [to_html(part) for part in split_reply(text, SUMMARY_PART)]
    last = OutgoingMessage(parts[-1], buttons=(row,) if row else ())
    return [*(OutgoingMessage(part) for part in parts[:-1]), last]
