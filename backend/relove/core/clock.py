"""Business time as a port, so that tests and the sandbox can move it.

Business time is for what a person sees or a rule counts in days: dates, quiet hours, streaks, schedules, ages of
tokens and initData. Leases, timeouts, retry delays and limiters run on real time and never come here.
"""

from __future__ import annotations

import mmap
import os
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

_OFFSET = struct.Struct("<q")


class Clock(Protocol):
    """Tells business time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """Business time is the machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class OffsetClock:
    """The machine's time plus an offset that all processes share through eight mapped bytes (sandbox only)."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _OFFSET.size)

    @classmethod
    def create(cls, path: Path) -> OffsetClock:
        """Open the file, making it with offset zero where there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.stat().st_size != _OFFSET.size:
            draft = path.with_name(f"{path.name}.{os.getpid()}")
            draft.write_bytes(_OFFSET.pack(0))
            draft.replace(path)
        return cls(path)

    @property
    def offset(self) -> int:
        """Microseconds ahead of the machine's time."""
        value: int = _OFFSET.unpack_from(self._map)[0]
        return value

    def set_offset(self, microseconds: int) -> None:
        """Move business time in every process that maps the same file."""
        _OFFSET.pack_into(self._map, 0, microseconds)

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(microseconds=self.offset)


class FixedClock:
    """Stands still until it is moved: for tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        """Move forward by so many seconds."""
        self._now += timedelta(seconds=seconds)
