"""Named places where a process can be made to die, so that a test sees what survives. Development only.

The places are the edges of the message path. A file that the test made is mapped, one byte a place: how often a process
that comes by there still dies. Where no file is mapped, a place is a call of a function that does nothing.
"""

from __future__ import annotations

import mmap
import os
import signal
from collections.abc import Callable
from pathlib import Path

POINTS = (
    "inbox_committed",
    "before_wake",
    "lease_taken",
    "first_unit_committed",
    "model_called",
    "last_unit_committed",
    "claimed",
    "sent",
    "settled",
    "before_release",
)
_PLACES = {name: place for place, name in enumerate(POINTS)}
_SIZE = 2 * len(POINTS)


def _nothing(name: str) -> None:
    """Nobody wants this process dead."""


reached: Callable[[str], None] = _nothing
"""Call it as `killpoints.reached(name)`: it is replaced when a file is mapped."""


class KillPoints:
    """The mapped file: how often each place still kills, and how often it has killed."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _SIZE)

    @classmethod
    def create(cls, path: Path) -> KillPoints:
        """A new file with nothing armed: processes that start from now on map it."""
        path.write_bytes(bytes(_SIZE))
        return cls(path)

    def arm(self, name: str, times: int = 1) -> None:
        """The next so many processes that come by this place die there."""
        self._map[_PLACES[name]] = times

    def armed(self, name: str) -> int:
        """How often it will still kill."""
        return self._map[_PLACES[name]]

    def killed(self, name: str) -> int:
        """How often it has killed."""
        return self._map[len(POINTS) + _PLACES[name]]

    def reached(self, name: str) -> None:
        """Die here, if that is wanted."""
        place = _PLACES[name]
        if self._map[place]:
            self._map[place] -= 1
            self._map[len(POINTS) + place] += 1
            os.kill(os.getpid(), signal.SIGKILL)


def watch(path: Path) -> None:
    """Heed the file from now on, if there is one."""
    global reached
    reached = KillPoints(path).reached if path.exists() else _nothing
