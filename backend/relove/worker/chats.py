"""The chats that this process works on: so many at once, each by one task."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from relove.core.tasks import spawn

_log = logging.getLogger("relove.worker")

_AT_ONCE = 100
# Longer than any reply with all its retries; a chat whose worker hangs beyond it goes on by its lease.
_PATIENCE_S = 300.0


class Line(Protocol):
    """Where chats wait."""

    async def next(self, most: int) -> list[int]: ...

    async def pass_on(self) -> None: ...


class ChatsAtWork:
    """Takes chats out of the line while there is room."""

    def __init__(
        self, line: Line, process: Callable[[int], Awaitable[None]], at_once: int = _AT_ONCE
    ) -> None:
        self._line = line
        self._process = process
        self._at_once = at_once
        self._running: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._full = False

    async def drain(self) -> None:
        """Begin with all that wait, as far as there is room; the rest is for others, and for later."""
        while room := self._at_once - len(self._running):
            chats = await self._line.next(room)
            for chat_id in chats:
                self._begin(chat_id)
            if len(chats) < room:
                return
        self._full = True
        await self._line.pass_on()

    async def close(self, within_s: float) -> None:
        """Stop working; leases run out by themselves."""
        self._full = False
        tasks = set(self._running.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=within_s)

    def _begin(self, chat_id: int) -> None:
        if chat_id in self._running:
            # Whoever is on it may have looked for the last time already.
            self._again.add(chat_id)
            return
        task = self._running[chat_id] = spawn(self._work(chat_id), "chat")
        task.add_done_callback(lambda _: self._ended(chat_id))

    async def _work(self, chat_id: int) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._process(chat_id)
        except Exception:  # the sweeper wakes the chat again
            _log.exception("chat not processed")

    def _ended(self, chat_id: int) -> None:
        task = self._running.pop(chat_id)
        if chat_id in self._again:
            self._again.discard(chat_id)
            if not task.cancelled():
                self._begin(chat_id)
        if self._full:
            self._full = False
            spawn(self.drain(), "next-chats")
