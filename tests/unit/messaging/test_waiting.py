"""What is seen of a row that waits: the words of the person, and whether they typed them as a line of their own."""

import datetime
import json
from typing import Any

import pytest

from relove.core.ids import new_id
from relove.domains.messaging.repository.steps import WaitingRow
from relove.domains.messaging.waiting import Waiting, read_waiting

NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def seen(payload: bytes | None, source: str = "telegram", tries: int = 0) -> Waiting:
    return read_waiting(WaitingRow(new_id(), source, "message", payload, tries, NOW))


def update(**what: Any) -> bytes:
    return json.dumps({"update_id": 1, **what}, ensure_ascii=False).encode()


def message(**what: Any) -> bytes:
    return update(message={"message_id": 7, "chat": {"id": 1}, **what})


def test_a_typed_line_is_its_words() -> None:
    row = seen(message(text="Я устала"), tries=2)
    assert (row.text, row.typed, row.message_id, row.tries) == ("Я устала", True, 7, 2)
    assert row.session_id is None and row.source == "telegram"


def test_a_line_of_the_mini_app_belongs_to_its_session() -> None:
    session = new_id()
    row = seen(json.dumps({"session_id": str(session), "text": "Я устала"}).encode(), "mini_app")
    assert (row.text, row.typed, row.session_id, row.source) == ("Я устала", True, session, "mini_app")


@pytest.mark.parametrize(
    "more",
    [
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "Кто-то"}, "text": "я хочу умереть"},
        {"via_bot": {"id": 5}, "text": "я хочу умереть"},
        {"photo": [{"file_id": "AgAC"}], "caption": "я хочу умереть"},
        {"photo": [{"file_id": "AgAC"}], "media_group_id": "9", "caption": "я хочу умереть"},
    ],
    ids=["forwarded", "by another bot", "under a picture", "under an album"],
)
def test_words_that_are_no_line_of_a_burst_are_heard_all_the_same(more: dict[str, Any]) -> None:
    row = seen(message(**more))
    assert (row.text, row.typed) == ("я хочу умереть", False)


def test_the_words_of_a_correction_are_heard() -> None:
    row = seen(update(edited_message={"message_id": 7, "text": "помогите"}))
    assert (row.text, row.message_id) == ("помогите", 7)


@pytest.mark.parametrize(
    "payload",
    [
        None,
        b"",
        b"no json",
        b"\xff\xfe",
        b"[1]",
        b"[" * 100_000,
        message(text=5),
        message(caption=["слова"]),
        message(sticker={"emoji": "🔥"}),
        update(callback_query={"id": "1", "data": "x"}),
        update(message="слова"),
        update(message={"message_id": "7", "sticker": {}}),
    ],
    ids=[
        "cannot be opened",
        "empty",
        "no JSON",
        "no text at all",
        "no object",
        "endlessly deep",
        "a number as words",
        "a list as words",
        "a sticker",
        "a button",
        "no message",
        "no number",
    ],
)
@pytest.mark.parametrize("source", ["telegram", "mini_app"])
def test_what_holds_no_words_waits_for_its_own_turn(payload: bytes | None, source: str) -> None:
    row = seen(payload, source)
    assert (row.text, row.typed, row.session_id) == (None, False, None)
    assert row.received_at == NOW
