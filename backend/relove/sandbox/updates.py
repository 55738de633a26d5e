"""The updates that wait for the bot, and the long poll that takes them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from relove.sandbox.errors import conflict

# Telegram sends these only to those who ask for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
# A held update goes on alone after so long.
_HOLD = 2.0


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
    lane: Hashable
    made: float = field(default_factory=time.monotonic)
    handed: bool = False


@dataclass
class _Waiter:
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    ended_by: str | None = None


class UpdateQueue:
    """Pending updates in order. Numbers never come again, not even after a restart: the product deduplicates."""

    def __init__(self) -> None:
        self._next_id = int(time.time() * 1000)
        self.pending: list[Entry] = []
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
        lane: Hashable,
        *,
        duplicate: bool = False,
        reorder: bool = False,
    ) -> int | None:
        """Number an update and queue it; None where the bot did not ask for this kind."""
        if not self._wanted(kind):
            return None
        if self._held is None and reorder:
            # The number after the next: the update that overtakes this one comes first in number too,
            # as a poll confirms everything below the last number it saw.
            entry = self._entry(kind, body, lane, skip=1)
            timer = asyncio.get_running_loop().call_later(_HOLD, self._release)
            self._held = (entry, timer)
            return int(entry.update["update_id"])
        if self._held is None:
            return self._push(self._entry(kind, body, lane), duplicate)
        held, timer = self._held
        timer.cancel()
        self._held = None
        if held.lane == lane:
            self._push(held)
            return self._push(self._entry(kind, body, lane), duplicate)
        overtaking = Entry({"update_id": held.update["update_id"] - 1, kind: body}, kind, lane)
        number = self._push(overtaking, duplicate)
        self._push(held)
        return number

    def put_raw(self, update: dict[str, Any], kind: str, lane: Hashable) -> Any:
        """Queue an update as it is, with a number only where it has none."""
        if "update_id" not in update:
            update = {"update_id": self._number(), **update}
        self._push(Entry(update, kind, lane))
        return update["update_id"]

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in _ON_REQUEST

    def _number(self, skip: int = 0) -> int:
        number = self._next_id + skip
        self._next_id = number + 1
        return number

    def _entry(self, kind: str, body: dict[str, Any], lane: Hashable, skip: int = 0) -> Entry:
        return Entry({"update_id": self._number(skip), kind: body}, kind, lane)

    def _push(self, entry: Entry, duplicate: bool = False) -> int:
        copies = [entry, Entry(entry.update, entry.kind, entry.lane)] if duplicate else [entry]
        for copy in copies:
            self.pending.append(copy)
            self.on_put(copy)
        if self._waiter is not None:
            self._waiter.woken.set()
        return int(entry.update["update_id"]) if isinstance(entry.update.get("update_id"), int) else 0

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
            if not self.pending and timeout > 0 and not self._closed:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(waiter.woken.wait(), timeout)
            if waiter.ended_by is not None:
                raise conflict(waiter.ended_by)
        finally:
            if self._waiter is waiter:
                self._waiter = None
        batch = self.pending[:limit]
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
            self.pending = self.pending[offset:]
        elif offset > 0:
            # Only what was handed out: a raw update may carry any number and must not confirm the rest.
            self.pending = [
                e
                for e in self.pending
                if not e.handed or _number_of(e) is None or (_number_of(e) or 0) >= offset
            ]

    def first(self, lane: Hashable) -> Entry | None:
        return next((e for e in self.pending if e.lane == lane), None)

    def done(self, entry: Entry) -> None:
        if entry in self.pending:
            self.pending.remove(entry)

    def drop_pending(self) -> None:
        self.pending = []
        if self._held is not None:
            self._held[1].cancel()
            self._held = None

    def close(self) -> None:
        """End the long poll: the process is going down."""
        self._closed = True
        self.drop_pending()
        self.end_poll(None)


def _number_of(entry: Entry) -> int | None:
    number = entry.update.get("update_id")
    return number if isinstance(number, int) else None
