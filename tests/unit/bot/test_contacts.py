"""What the activity log keeps of an update: what was done, and no word of it."""

import datetime
import json
import uuid
from typing import Any

import pytest

from relove.bot.contacts import contact_of
from relove.domains.messaging.schemas import InboxRow

ROW = uuid.UUID(int=7)


def row(update: dict[str, Any]) -> InboxRow:
    return InboxRow(
        id=ROW,
        source="telegram",
        chat_id=1,
        user_id=None,
        kind="message",
        payload=json.dumps({"update_id": 1, **update}).encode(),
        tries=0,
        received_at=datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC),
    )


@pytest.mark.parametrize(
    ("update", "kind", "details"),
    [
        ({"message": {"text": "Мне грустно"}}, "message", {}),
        ({"message": {"text": "/start abc"}}, "command", {"command": "/start"}),
        ({"message": {"text": "/ну и ладно"}}, "message", {}),
        ({"message": {"voice": {"file_id": "f"}}}, "voice", {}),
        ({"message": {"video_note": {"file_id": "f"}}}, "voice", {}),
        ({"message": {"photo": [{}], "caption": "Я"}}, "photo", {}),
        ({"message": {"sticker": {}}}, "other", {}),
        ({"edited_message": {"text": "Мне хорошо"}}, "message", {}),
        ({"callback_query": {"data": "qr:00ff:1"}}, "button", {"button": "qr"}),
        ({"callback_query": {"data": "Ж"}}, "button", {}),
        ({"callback_query": {"game_short_name": "x"}}, "button", {}),
        ({"my_chat_member": {}}, "other", {}),
    ],
)
def test_a_contact_is_what_was_done(update: dict[str, Any], kind: str, details: dict[str, str]) -> None:
    contact = contact_of(row(update))
    assert (contact.type, contact.id, contact.details) == (kind, ROW, details)
