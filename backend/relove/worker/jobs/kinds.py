"""The two kinds of jobs: hints that something happened, and the schedule."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

Run = Callable[..., Awaitable[Any]]


class Event(msgspec.Struct, frozen=True):
    """A job that is asked for, by name, through the Jobs port. It may run twice, or never."""

    name: str
    run: Run


class Scheduled(msgspec.Struct, frozen=True):
    """A job of the schedule; times as arq's cron takes them (UTC, None is any). Its answer holds counts only."""

    name: str
    run: Callable[[dict[str, Any]], Awaitable[dict[str, int]]]
    weekday: int | None = None
    hour: set[int] | int | None = None
    minute: set[int] | int | None = None
    second: set[int] | int = 0
    at_startup: bool = False
    timeout_s: int = 300
