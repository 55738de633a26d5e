"""What happens in the sandbox, told to every open page."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

# A page that does not read for so long is told to load everything anew.
_BACKLOG = 1000


@dataclass(frozen=True)
class Event:
    """One thing that happened; `person` is None where it concerns all."""

    name: str
    data: dict[str, Any]
    person: int | None = None


class Bus:
    """Publishes to queues of which each page has one. Nothing is kept where nobody listens."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Event | None]] = set()
        self.closed = False

    def publish(self, name: str, data: dict[str, Any], person: int | None = None) -> None:
        for queue in self._listeners:
            if queue.qsize() >= _BACKLOG:
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(Event("reset", {}))
            queue.put_nowait(Event(name, data, person))

    def listen(self) -> asyncio.Queue[Event | None]:
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        if self.closed:
            queue.put_nowait(None)
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[Event | None]) -> None:
        self._listeners.discard(queue)

    def close(self) -> None:
        """End every open stream: the process is going down."""
        self.closed = True
        for queue in self._listeners:
            queue.put_nowait(None)
