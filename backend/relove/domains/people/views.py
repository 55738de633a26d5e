"""What the rights of a person look like in a chat."""

from __future__ import annotations

import datetime
import html
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from relove.core.ports import Button, Document, OutgoingMessage, Translator
from relove.domains.people.confirmations import Asked
from relove.domains.people.schemas import ExportView, Person, Receipt

ERASE = "erase"
"""The act behind /forget_me and DELETE /api/me."""

WITHDRAW = "consent:withdraw"
_FILE = "relove-data.json"


def confirmation_message(
    key: str, asked: Asked, language: str, translator: Translator, **args: Any
) -> OutgoingMessage:
    """A question with its two buttons: texts `<key>`, `<key>-yes`, `<key>-no`."""
    return OutgoingMessage(
        translator.text(language, key, **args),
        buttons=(
            (Button(translator.text(language, f"{key}-yes"), data=asked.confirm),),
            (Button(translator.text(language, f"{key}-no"), data=asked.decline),),
        ),
    )


def export_message(export: ExportView, language: str, translator: Translator) -> OutgoingMessage:
    """The export as a file."""
    return OutgoingMessage(translator.text(language, "my-data-caption"), document=export_file(export))


def export_file(export: ExportView) -> Document:
    """Everything, for people and programs to read."""
    return Document(_FILE, msgspec.json.format(msgspec.json.encode(export), indent=2))


def receipt_message(receipt: Receipt, person: Person, translator: Translator) -> OutgoingMessage:
    """What was erased, and when; the last message of a chat."""
    sessions = receipt.rows.get("user_sessions", 0)
    turns = receipt.rows.get("session_turns", 0)
    text = translator.text(
        person.language,
        "forget-receipt",
        number=receipt.number,
        at=local_time(receipt.erased_at, person.timezone),
        sessions=sessions,
        turns=turns,
        others=sum(receipt.rows.values()) - sessions - turns,
    )
    return OutgoingMessage(text)


def local_time(at: datetime.datetime, timezone: str) -> str:
    """A moment as the person's clock shows it."""
    return html.escape(f"{at.astimezone(ZoneInfo(timezone)):%d.%m.%Y %H:%M} ({timezone})")
