"""Which lines go together."""

import datetime
import uuid
from typing import Any

import msgspec
import pytest

from relove.core.ids import new_id
from relove.domains.conversations.bursts import MOST_LINES, gather
from relove.domains.conversations.schemas import Inbound
from relove.domains.messaging.schemas import InboxRow
from relove.domains.messaging.waiting import Waiting

AT = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
SESSION = uuid.UUID(int=7)


def row(tries: int = 0) -> InboxRow:
    return InboxRow(new_id(), "telegram", 1, None, "message", b"", tries, AT)


def line(text: str | None = "дальше", **more: Any) -> Waiting:
    given = {"source": "telegram", "kind": "message", "typed": True, **more}
    return Waiting(inbox_id=new_id(), received_at=AT, text=text, **given)


def texts(inbound: Inbound, *waiting: Waiting, tries: int = 0) -> list[str]:
    burst = gather(row(tries), inbound, waiting, lambda said: not said.startswith("/"))
    assert len(burst.also) == len(set(burst.also))
    return [one.text for one in burst.lines]


TYPED = Inbound("первая", "bot", message_id=10)


def test_plain_lines_go_together_in_their_order() -> None:
    assert texts(TYPED, line("вторая"), line("третья")) == ["первая", "вторая", "третья"]


@pytest.mark.parametrize(
    "other",
    [
        line("/help"),
        line("да", kind="callback_query"),
        line(None, kind="message", typed=False),
        line("подпись", typed=False),
        line("из приложения", source="mini_app", session_id=SESSION),
        line("упала раньше", tries=1),
        line("\u200b"),
        line("т" * 5000),
    ],
    ids=["command", "button", "voice", "caption", "other-window", "failed", "blank", "too-long"],
)
def test_what_ends_a_burst(other: Waiting) -> None:
    assert texts(TYPED, other, line("потом")) == ["первая"]


def test_a_press_of_a_button_and_a_row_that_failed_stand_alone() -> None:
    assert texts(msgspec.structs.replace(TYPED, joins=False), line()) == ["первая"]
    assert texts(TYPED, line(), tries=1) == ["первая"]


def test_lines_of_the_mini_app_go_together_within_one_session() -> None:
    inbound = Inbound("первая", "mini_app", SESSION)
    here = line("вторая", source="mini_app", session_id=SESSION)
    elsewhere = line("третья", source="mini_app", session_id=uuid.UUID(int=8))
    assert texts(inbound, here, elsewhere) == ["первая", "вторая"]


def test_an_edit_corrects_its_line_and_ends_with_it() -> None:
    edit = line("исправленная", kind="edited_message", message_id=10)
    other = line("чужая", kind="edited_message", message_id=99)
    burst = gather(row(), TYPED, [edit, other, line("вторая")], lambda _: True)
    assert [one.text for one in burst.lines] == ["исправленная", "вторая"]
    assert edit.inbox_id in burst.also and other.inbox_id not in burst.also


def test_somebody_who_never_stops_is_answered_in_between() -> None:
    assert len(texts(TYPED, *(line(f"{number}") for number in range(30)))) == MOST_LINES


def test_all_words_that_wait_are_there_for_the_safety_gate() -> None:
    burst = gather(
        row(), TYPED, [line("/start я хочу умереть"), line("подпись", typed=False)], lambda _: False
    )
    assert burst.behind == ("/start я хочу умереть", "подпись")
