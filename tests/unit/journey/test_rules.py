"""Rules of the map."""

import datetime

from relove.domains.journey import rules

START = datetime.datetime(2026, 3, 2, 23, 30, tzinfo=datetime.UTC)


def test_a_stage_is_ahead_current_or_done() -> None:
    assert rules.stage_state(None, entered=False) == "ahead"
    assert rules.stage_state(None, entered=True) == "current"
    assert rules.stage_state(START, entered=True) == "done"


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
