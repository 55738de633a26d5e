"""Cursors of pages: what we gave out comes back, anything else is refused."""

import base64
import datetime
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relove.core.errors import ReloveError
from relove.domains.conversations.rules import read_session_cursor, read_turn_cursor, session_cursor

KEY = uuid.UUID("0195a3c0-0000-7000-8000-000000000001")


def packed(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@given(st.datetimes(timezones=st.just(datetime.UTC)), st.uuids())
def test_a_session_cursor_comes_back_as_it_went(moment: datetime.datetime, key: uuid.UUID) -> None:
    assert read_session_cursor(session_cursor(moment, key)) == (moment, key)


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "é",
        "%00",
        "AAAA",
        packed("no bar"),
        packed("2026-03-02T09:00:00+00:00|not-a-uuid"),
        packed(f"yesterday|{KEY}"),
        packed(f"2026-03-02T09:00:00|{KEY}"),
        packed(f"9999-12-31T23:59:59-10:00|{KEY}"),
        packed(f"0001-01-01T00:00:00+10:00|{KEY}"),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        "1" * 5000,
    ],
)
def test_a_session_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(ReloveError) as refused:
        read_session_cursor(cursor)
    assert (refused.value.code, refused.value.kind) == ("bad_cursor", "invalid")


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_session_cursor(cursor: str) -> None:
    with pytest.raises(ReloveError):
        read_session_cursor(cursor)


@pytest.mark.parametrize(("cursor", "number"), [("1", 1), ("0", 0), ("999999999", 999_999_999)])
def test_a_turn_cursor_is_a_number(cursor: str, number: int) -> None:
    assert read_turn_cursor(cursor) == number


@pytest.mark.parametrize("cursor", ["", "-1", "1.0", "1000000000", "²", "٣", "abc", " 1", "1\n"])
def test_a_turn_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(ReloveError) as refused:
        read_turn_cursor(cursor)
    assert refused.value.code == "bad_cursor"
