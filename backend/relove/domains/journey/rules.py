"""Pure rules of the map."""

from __future__ import annotations

import datetime

from relove.domains.journey.schemas import StageState


def stage_state(finished_at: datetime.datetime | None, *, entered: bool) -> StageState:
    """How a stage stands on the map."""
    if not entered:
        return "ahead"
    return "current" if finished_at is None else "done"


def days_on_path(since: datetime.datetime | None, now: datetime.datetime) -> int:
    """Days on the path, the first day counted; 0 before it begins."""
    return 0 if since is None else max(0, (now - since).days) + 1


def progress_bar(states: list[StageState]) -> str:
    """The path as a text bar: done, here, ahead."""
    marks = {"done": "✅", "current": "🔥", "ahead": "⚪️"}
    return "".join(marks[state] for state in states)
