"""Sends what nobody waits for: proactive messages, then broadcasts, in the slots that replies leave free."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import Any

from relove.core import killpoints
from relove.core.ports import Jobs, SendingPace, Slot
from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.messaging.repository import ChatRepository, LeaseRepository, OutboxRepository
from relove.domains.messaging.schemas import HeldChat
from relove.domains.messaging.sender import OutboxSender

_log = logging.getLogger("relove.bulk")

_AT_ONCE = 8
_ON_THE_WAY = 64
_LOOK_EVERY_S = 1.0
_PATIENCE_S = 1.0
_LONGEST_REST_S = 5.0
_ASIDE_S = 1.0


class BulkSender:
    """One loop in each worker. Chats are held by their leases, as for everything else that is sent."""

    def __init__(
        self, units: UnitOfWorkFactory, sender: OutboxSender, pace: SendingPace, jobs: Jobs, owner: str
    ) -> None:
        self._units = units
        self._sender = sender
        self._pace = pace
        self._jobs = jobs
        self._owner = owner
        self._aside: dict[int, float] = {}
        self._sending: set[asyncio.Task[Any]] = set()

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                rest = await self.round()
            except Exception as error:  # the database is away, say: nothing is lost, and it goes on
                _log.warning("bulk rests", extra={"error": type(error).__name__})
                rest = _LOOK_EVERY_S
            if rest:
                await asyncio.sleep(rest)

    async def drain(self) -> None:
        """Wait until nothing of it is on its way."""
        while self._sending:
            await asyncio.wait(self._sending)

    async def round(self) -> float:
        """Begin to send to the next few chats; for how long there is nothing more to do."""
        now = time.monotonic()
        self._aside = {chat: till for chat, till in self._aside.items() if till > now}
        while len(self._sending) >= _ON_THE_WAY:
            await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
        async with self._units() as work:
            held = await OutboxRepository(work.session).take_bulk(self._owner, _AT_ONCE, self._aside)
        if not held:
            return min((till - now for till in self._aside.values()), default=_LOOK_EVERY_S)
        for place, chat in enumerate(held):
            slot = await self._slot(chat.chat_id)
            if slot.state == "full":
                for left in held[place:]:
                    await self._release(left)
                return min(slot.wait_s, _LONGEST_REST_S)
            if slot.state == "chat_busy":
                self._aside[chat.chat_id] = time.monotonic() + slot.wait_s
                await self._release(chat)
                continue
            sending = spawn(self._send(chat, slot), "send-bulk")
            self._sending.add(sending)
            sending.add_done_callback(self._sending.discard)
        return 0.0

    async def _slot(self, chat_id: int) -> Slot:
        """Waits while bulk holds all the slots that it may, unless that will last."""
        while True:
            slot = await self._pace.bulk_slot(chat_id)
            if slot.state != "full" or slot.wait_s > _PATIENCE_S:
                return slot
            await asyncio.sleep(slot.wait_s)

    async def _send(self, chat: HeldChat, slot: Slot) -> None:
        try:
            if not await self._sender.send_bulk(chat.chat_id, chat.token, slot):
                # A reply waits there, or an earlier message that is not due yet.
                self._aside[chat.chat_id] = time.monotonic() + _ASIDE_S
        finally:
            with contextlib.suppress(Exception):  # else it runs out by itself
                await self._release(chat)

    async def _release(self, chat: HeldChat) -> None:
        killpoints.reached("before_release")
        async with self._units() as work:
            await LeaseRepository(work.session).release(chat.chat_id, chat.token)
            # What came while the chat was held found it taken. Whoever takes it now waits for this commit.
            has_work = await ChatRepository(work.session).has_work(chat.chat_id)
        if has_work:
            await self._jobs.wake_chat(chat.chat_id)
