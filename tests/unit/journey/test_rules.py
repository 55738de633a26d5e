"""Rules of the map."""

import datetime

from relove.domains.journey import rules

START = datetime.datetime(2026, 3, 2, 23, 30, tzinfo=datetime.UTC)


def test_a_stage_is_ahead_current_or_done() -> None:
    assert [rules.state_on_path(number, 2, None) for number in (1, 2, 3)] == ["done", "current", "ahead"]
    # Who came back has what they had left ahead of them again.
    assert rules.state_on_path(5, 2, START) == "ahead"
    assert rules.state_on_path(12, None, START) == "done"
    assert rules.state_on_path(1, None, None) == "ahead"


def test_time_on_a_stage_adds_up_over_visits() -> None:
    minute = datetime.timedelta(minutes=1)
    now = START + 10 * minute
    assert rules.seconds_on_stage(START, None, None, 0, now) == 600
    assert rules.seconds_on_stage(START, START + minute, None, 0, now) == 60
    assert rules.seconds_on_stage(START, None, START + 9 * minute, 60, now) == 120
    # The sandbox's clock can be put back.
    assert rules.seconds_on_stage(START, None, None, 0, START - minute) == 0


def test_a_stage_is_complete_with_all_but_one_of_its_insights() -> None:
    assert [rules.enough(count, 4) for count in (2, 3, 4)] == [False, True, True]
    assert [rules.enough(count, 3) for count in (1, 2)] == [False, True]


def test_the_first_day_on_the_path_counts() -> None:
    day = datetime.timedelta(days=1)
    assert rules.days_on_path(None, START) == 0
    assert rules.days_on_path(START, START) == 1
    assert rules.days_on_path(START, START + day - datetime.timedelta(seconds=1)) == 1
    assert rules.days_on_path(START, START + day) == 2
    # The sandbox's clock can be put back.
    assert rules.days_on_path(START, START - day) == 1


def test_the_bar_has_one_sign_for_each_stage() -> None:
    assert rules.progress_bar(["done", "current", "ahead", "ahead"]) == "✅🔥⚪️⚪️"
    assert rules.progress_bar([]) == ""
