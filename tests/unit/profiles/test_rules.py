"""When a profile is old, which statements are the same, what partitions are lacking."""

import datetime
import uuid

import pytest

from relove.db.models import metadata
from relove.db.partitions import is_partition, months, partitioned
from relove.domains.people.activity.rules import as_marker, from_marker
from relove.domains.profiles import rules
from relove.domains.profiles.schemas import Cause

NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
ANNA = uuid.UUID(int=1)


def ago(**delta: float) -> datetime.datetime:
    return NOW - datetime.timedelta(**delta)


@pytest.mark.parametrize(
    ("cause", "updated", "tried", "new_words", "may"),
    [
        ("contact", None, None, 3, True),
        ("contact", ago(days=7), ago(days=7), 50, False),
        ("contact", ago(days=7, seconds=1), ago(days=7, seconds=1), 0, True),
        ("contact", ago(days=9), ago(minutes=59), 9, False),
        ("rotation", ago(days=9), ago(minutes=61), 9, True),
        ("rotation", None, ago(minutes=5), 9, False),
        ("talk", ago(hours=1), ago(hours=1), 9, False),
        ("talk", ago(hours=1), ago(hours=1), 10, True),
        ("session", ago(minutes=1), ago(minutes=1), 1, True),
        ("session", ago(minutes=1), ago(minutes=1), 0, True),
        ("session", ago(hours=3), ago(minutes=1), 5, False),
        ("command", ago(minutes=1), ago(minutes=1), 0, True),
    ],
)
def test_when_a_profile_may_be_looked_at_again(
    cause: Cause,
    updated: datetime.datetime | None,
    tried: datetime.datetime | None,
    new_words: int,
    may: bool,
) -> None:
    assert rules.may_try(cause, updated, tried, NOW, new_words) is may


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Откладывает важные разговоры", "Важный разговор снова откладывает", True),
        ("Откладывает важные разговоры", "Откладывает важные разговоры.", True),
        ("Ещё ждёт отца", "Еще ждет отца", True),
        ("Откладывает важные разговоры", "Любит горы и тишину", False),
        ("Puts off hard conversations", "Hard conversations are put off", True),
        ("Нет", "Да", False),
    ],
)
def test_a_statement_is_known_again(one: str, other: str, same: bool) -> None:
    assert rules.alike(rules.fingerprint(ANNA, one), rules.fingerprint(ANNA, other)) is same


def test_a_fingerprint_holds_no_word_and_is_the_persons_own() -> None:
    mark = rules.fingerprint(ANNA, "Откладывает разговор")
    assert "откла" not in rules.closed(mark).decode()
    assert rules.opened(rules.closed(mark)) == mark
    assert not mark & rules.fingerprint(uuid.UUID(int=2), "Откладывает разговор")


def test_a_plain_summary_keeps_within_its_bounds() -> None:
    assert rules.plain_summary([]) is None
    made = rules.plain_summary(["а" * 300] * 9)
    assert made is not None and len(made) <= rules.MAX_SUMMARY and made.count("\n") == 3


def test_markers_hold_moments_that_compare_as_texts() -> None:
    assert from_marker(as_marker(NOW)) == NOW
    assert as_marker(ago(days=1)) < as_marker(NOW)
    assert [from_marker(value) for value in (None, "yesterday", 7)] == [None, None, None]


def test_months_over_the_turn_of_a_year() -> None:
    made = months(datetime.datetime(2026, 11, 30, 23, 59, tzinfo=datetime.UTC))
    assert [begin.isoformat() for begin, _ in made] == ["2026-11-01", "2026-12-01", "2027-01-01"]
    assert made[-1][1].isoformat() == "2027-02-01"


def test_partitions_are_no_tables_of_their_own() -> None:
    tables = {table.name for table, _ in partitioned(metadata())}
    assert tables >= {"user_activity_logs", "operation_logs"}
    assert is_partition("operation_logs_y2026m03") and is_partition("operation_logs_default")
    assert not any(is_partition(name) for name in metadata().tables)
