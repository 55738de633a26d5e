"""When exercises come: by days and by the person's own clock."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest

from relove.core.ids import new_id
from relove.domains.content.streams import Exercise, ExerciseText
from relove.domains.people.schemas import Person
from relove.domains.streams.taking_part.rules import LEFT_OPEN, next_due, next_morning, out_of_quiet

WORDS = ExerciseText("Название", "Текст.")
EXERCISES = [
    Exercise(1, 0, "10:00", WORDS, WORDS),
    Exercise(2, 3, "19:00", WORDS, WORDS),
    Exercise(3, 7, "21:30", WORDS, WORDS),
]
AT = datetime.datetime(2026, 3, 2, 20, 45, tzinfo=datetime.UTC)


def person(**more: Any) -> Person:
    values: dict[str, Any] = {
        "id": new_id(),
        "telegram_id": 1,
        "first_name": "Анна",
        "last_name": None,
        "username": None,
        "language": "ru",
        "timezone": "Europe/Moscow",
        "timezone_confirmed": True,
        "country": "RU",
        "role": "person",
        "directness": "direct",
        "proactive_paused": False,
        "quiet_from": "22:00",
        "quiet_to": "08:00",
        "care_active": False,
        "care_since": None,
        "care_reason": None,
        "created_at": AT,
    }
    return msgspec.convert({**values, **more}, Person)


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def test_days_count_in_the_person_s_own_zone() -> None:
    # 20:45 UTC is 23:45 in Moscow on the 2nd, and already the 3rd in Vladivostok.
    assert next_due(EXERCISES, 1, AT, person()) == utc("2026-03-05T16:00")
    assert next_due(EXERCISES, 1, AT, person(timezone="Asia/Vladivostok")) == utc("2026-03-06T09:00")


def test_who_was_away_gets_no_heap() -> None:
    late = utc("2026-05-01T09:00")
    assert next_due(EXERCISES, 2, late, person()) == utc("2026-05-05T18:30"), "four days after the second one"


def test_after_the_last_one_it_stays_open_for_two_weeks() -> None:
    assert next_due(EXERCISES, 3, AT, person()) == AT + LEFT_OPEN


def test_summer_time_keeps_the_hour_of_the_clock() -> None:
    before = utc("2026-03-28T08:00")
    assert next_due(EXERCISES, 1, before, person(timezone="Europe/Berlin")) == utc("2026-03-31T17:00")


@pytest.mark.parametrize(
    ("moment", "quiet", "allowed"),
    [
        ("2026-03-02T09:00", ("22:00", "08:00"), "2026-03-02T09:00"),
        ("2026-03-02T04:59", ("22:00", "08:00"), "2026-03-02T05:00"),
        ("2026-03-02T19:00", ("22:00", "08:00"), "2026-03-03T05:00"),
        ("2026-03-02T09:00", ("12:00", "14:30"), "2026-03-02T11:30"),
        # The person's own hours may be wider than ours: what ends at eight may not begin yet.
        ("2026-03-02T19:00", ("20:00", "11:00"), "2026-03-03T08:00"),
        ("2026-03-02T09:00", ("08:00", "08:00"), "2026-03-02T09:00"),
    ],
    ids=["by day", "a minute early", "at night", "own hours", "wider hours", "no hours"],
)
def test_quiet_hours(moment: str, quiet: tuple[str, str], allowed: str) -> None:
    who = person(quiet_from=quiet[0], quiet_to=quiet[1])
    assert out_of_quiet(utc(moment), who) == utc(allowed)


def test_somebody_who_is_never_to_be_disturbed_is_looked_at_again_a_day_later() -> None:
    who = person(quiet_from="08:00", quiet_to="22:00")
    assert out_of_quiet(AT, who) == AT + datetime.timedelta(days=1)


def test_what_is_too_much_for_a_day_comes_tomorrow() -> None:
    assert next_morning(utc("2026-03-02T09:00"), "10:00", person()) == utc("2026-03-03T07:00")
