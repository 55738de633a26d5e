"""The updates that wait for the bot, and the long poll that takes them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from relove.sandbox.errors import conflict
from relove.sandbox.timing import Timing

# Telegram sends these only to those who ask for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


Lane = tuple[str, int]
"""A kind of queue and whose it is: `("chat", id)`, `("person", id)`, ..."""


@dataclass
class Webhook:
    """Where updates are sent to, instead of being polled for."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(eq=False)
class Entry:
    """An update on its way. Within a lane the order is kept: messages by chat, callbacks by person."""

    update: dict[str, Any]
    kind: str
    lane: Lane
    expires: float
    handed: bool = False

    @property
    def chat_id(self) -> int:
        """Whose it is; a person's own chat has the person's number."""
        return self.lane[1]

    @property
    def number(self) -> int | None:
        """A raw update may have none, or none that counts."""
        number = self.update.get("update_id")
        return number if isinstance(number, int) else None


@dataclass
class _Waiter:
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    ended_by: str | None = None


class UpdateQueue:
    """Pending updates in order. Numbers never come again, not even after a restart: the product deduplicates."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._next_id = int(time.time() * 1000)
        self._pending: dict[Entry, None] = {}
        self._lanes: defaultdict[Lane, deque[Entry]] = defaultdict(deque)
        self.allowed: list[str] = []
        self.webhook: Webhook | None = None
        self.on_put: Callable[[Entry], None] = lambda entry: None
        self._waiter: _Waiter | None = None
        self._held: tuple[Entry, asyncio.TimerHandle] | None = None
        self._closed = False

    # --- coming in

    def put(
        self,
        kind: str,
        body: dict[str, Any],
        lane: Lane,
        *,
        duplicate: Callable[[], bool] = lambda: False,
        reorder: Callable[[], bool] = lambda: False,
    ) -> int | None:
        """Number an update and queue it; None where the bot did not ask for this kind.

        Whether it is to come twice, or after the next one, is asked only where that can be done.
        """
        if not self._wanted(kind):
            return None
        if self._held is None:
            if reorder():
                return self._hold(kind, body, lane)
            return self._push(self._entry(kind, body, lane), duplicate())
        held, timer = self._held
        timer.cancel()
        self._held = None
        if held.lane == lane:
            # Never two of one lane: the order between them is kept.
            self._push(held)
            return self._push(self._entry(kind, body, lane), duplicate())
        overtaking = self._made({"update_id": (held.number or 0) - 1, kind: body}, kind, lane)
        number = self._push(overtaking, duplicate())
        self._push(held)
        return number

    def put_raw(self, update: dict[str, Any], kind: str, lane: Lane) -> Any:
        """Queue an update as it is, with a number only where it has none."""
        if "update_id" not in update:
            update = {"update_id": self._number(), **update}
        self._push(self._made(update, kind, lane))
        return update["update_id"]

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in _ON_REQUEST

    def _number(self, skip: int = 0) -> int:
        number = self._next_id + skip
        self._next_id = number + 1
        return number

    def _entry(self, kind: str, body: dict[str, Any], lane: Lane, skip: int = 0) -> Entry:
        return self._made({"update_id": self._number(skip), kind: body}, kind, lane)

    def _made(self, update: dict[str, Any], kind: str, lane: Lane) -> Entry:
        return Entry(update, kind, lane, self._timing.now() + self._timing.life_of(kind))

    def _hold(self, kind: str, body: dict[str, Any], lane: Lane) -> int | None:
        # The number after the next: the update that overtakes this one comes first in number too,
        # as a poll confirms everything below the last number it saw.
        entry = self._entry(kind, body, lane, skip=1)
        timer = asyncio.get_running_loop().call_later(self._timing.held_for, self._release)
        self._held = (entry, timer)
        return entry.number

    def _push(self, entry: Entry, duplicate: bool = False) -> int:
        copies = [entry]
        if duplicate:
            copies.append(Entry(entry.update, entry.kind, entry.lane, entry.expires))
        for copy in copies:
            self._pending[copy] = None
            self._lanes[copy.lane].append(copy)
            self.on_put(copy)
        if self._waiter is not None:
            self._waiter.woken.set()
        return entry.number or 0

    def _release(self) -> None:
        if self._held is not None:
            entry, _ = self._held
            self._held = None
            self._push(entry)

    # --- going out

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """getUpdates: waits on an event, never in a loop of its own."""
        if self.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self.end_poll(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        self._confirm(offset)
        waiter = self._waiter = _Waiter()
        try:
            if not self.pending() and timeout > 0 and not self._closed:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(waiter.woken.wait(), timeout)
            if waiter.ended_by is not None:
                raise conflict(waiter.ended_by)
        finally:
            if self._waiter is waiter:
                self._waiter = None
        batch = list(itertools.islice(self._pending, limit))
        for entry in batch:
            entry.handed = True
        return [entry.update for entry in batch]

    def end_poll(self, why: str | None) -> None:
        """The long poll that is open, if any, ends with a conflict."""
        if self._waiter is not None:
            self._waiter.ended_by = why
            self._waiter.woken.set()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            for entry in list(self._pending)[:offset]:
                self.done(entry)
        elif offset > 0:
            # Only what was handed out: a raw update may carry any number and must not confirm the rest.
            for entry in list(itertools.takewhile(lambda e: e.handed, self._pending)):
                if entry.number is None or entry.number < offset:
                    self.done(entry)

    def pending(self) -> list[Entry]:
        """What still waits; what waited for too long is forgotten."""
        now = self._timing.now()
        for entry in [entry for entry in self._pending if entry.expires < now]:
            self.done(entry)
        return list(self._pending)

    def first(self, lane: Lane) -> Entry | None:
        """The next update of a lane."""
        waiting = self._lanes.get(lane)
        return waiting[0] if waiting else None

    def waits(self, entry: Entry) -> bool:
        """It was neither taken nor dropped."""
        return entry in self._pending

    def done(self, entry: Entry) -> None:
        """Taken, expired or confirmed."""
        if self._pending.pop(entry, entry) is None:
            lane = self._lanes[entry.lane]
            lane.remove(entry)
            if not lane:
                del self._lanes[entry.lane]

    def drop_pending(self) -> None:
        self._pending = {}
        self._lanes.clear()
        if self._held is not None:
            self._held[1].cancel()
            self._held = None

    def close(self) -> None:
        """End the long poll: the process is going down."""
        self._closed = True
        self.drop_pending()
        self.end_poll(None)
