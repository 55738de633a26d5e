"""Sends what waits in a chat's outbox. Runs under the chat's lease only, so order holds and nobody sends twice."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping

import msgspec

from relove.core import killpoints
from relove.core.clock import Clock
from relove.core.errors import LeaseLost
from relove.core.ports import Messenger, OutgoingMessage, SendingPace, SendResult, Slot
from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.messaging.repository import OutboxRepository
from relove.domains.messaging.schemas import MessageKind, OutboxRow
from relove.domains.messaging.service import MessagingService

_log = logging.getLogger("relove.outbox")

BeforeSend = Callable[[UnitOfWork, int], Awaitable[str | None]]
"""Why a message that nobody waits for must not go into that chat now, as a code; None where it may."""

RETRY_PAUSES_S = (1.0, 5.0, 15.0, 60.0, 300.0)
"""Real seconds before each further try; when they run out the message is `failed`."""
_SETTLE_PAUSES_S = (0.1, 0.2, 0.5, 1.0, 1.0, 2.0, 2.0, 3.0, 5.0, 10.0)
_SURELY_MINE_S = 5.0
_REFUSED_CHAT = frozenset({"forbidden", "chat_not_found"})


class OutboxSender:
    """Sends; writes down what became of each message."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        messenger: Messenger,
        pace: SendingPace,
        clock: Clock,
        before_send: Mapping[MessageKind, BeforeSend] | None = None,
    ) -> None:
        self._before_send = before_send or {}
        self._units = units
        self._messenger = messenger
        self._pace = pace
        self._clock = clock
        self._on_the_way: set[asyncio.Task[SendResult]] = set()

    async def send_chat(self, chat_id: int, token: int) -> int:
        """Send the replies that are due in this chat, oldest first, under the lease of that token; how many left."""
        sent = 0
        while True:
            async with self._units() as work:
                row = await OutboxRepository(work.session).claim_reply(chat_id, token)
            if row is None:
                return sent
            killpoints.reached("claimed")
            result = await self._deliver(row, None)
            if result.state == "sent":
                sent += 1
            elif result.state == "moved":
                return sent

    async def send_bulk(self, chat_id: int, token: int, slot: Slot) -> bool:
        """Send the chat's next message of another kind in a slot that was reserved; False when there is none."""
        async with self._units() as work:
            outbox = OutboxRepository(work.session)
            row = await outbox.claim_bulk(chat_id, token)
            if row is None:
                return False
            reason = await self._held_back(work, row)
            if reason is not None:
                await outbox.settle(row, "failed", reason=reason, message_id=None)
        if reason is not None:
            _log.info("message held back", extra={"outbox_id": str(row.id), "reason": reason})
            return True
        killpoints.reached("claimed")
        await self._deliver(row, slot)
        return True

    async def _held_back(self, work: UnitOfWork, row: OutboxRow) -> str | None:
        """Looked at in the last moment: much may have happened since the message was queued."""
        check = self._before_send.get(row.kind)
        return None if check is None else await check(work, row.chat_id)

    async def finish(self, within_s: float) -> None:
        """Wait for what is being sent right now: half a sending would be sent again. Call it when a process ends."""
        if self._on_the_way:
            await asyncio.wait(self._on_the_way, timeout=within_s)

    async def _deliver(self, row: OutboxRow, slot: Slot | None) -> SendResult:
        message = _read(row)
        if message is None:
            result = SendResult("failed", reason="unreadable")
            await self._settle(row, result)
            return result
        claimed_at = time.monotonic()
        wait = await (self._pace.turn(row.chat_id) if slot is None else self._pace.turn_of(row.chat_id, slot))
        if time.monotonic() - claimed_at > _SURELY_MINE_S:
            # It waited long, or this process stood still: somebody else may have sent it meanwhile.
            async with self._units() as work:
                mine = await OutboxRepository(work.session).still_claimed(row)
            if not mine:
                raise LeaseLost
        if wait is not None:
            result = SendResult("retry", retry_after=wait, reason="limited")
            await self._settle(row, result)
            return result
        # Not cut off by whoever cancels the caller: what was sent is written down.
        sending = spawn(self._send(row, message), "send")
        self._on_the_way.add(sending)
        sending.add_done_callback(self._on_the_way.discard)
        return await asyncio.shield(sending)

    async def _send(self, row: OutboxRow, message: OutgoingMessage) -> SendResult:
        result = await self._messenger.send(row.chat_id, message)
        killpoints.reached("sent")
        await self._settle(row, result)
        killpoints.reached("settled")
        return result

    async def _settle(self, row: OutboxRow, result: SendResult) -> None:
        """Until it is written down: a message that was sent while the database is away must not be sent again."""
        for pause in _SETTLE_PAUSES_S:
            try:
                await self._write_down(row, result)
                break
            except Exception as error:
                _log.warning("not written down yet", extra={"error": type(error).__name__})
                await asyncio.sleep(pause)
        else:
            await self._write_down(row, result)
        if result.state != "sent":
            _log.warning(
                "message not sent",
                extra={"outbox_id": str(row.id), "state": result.state, "reason": result.reason},
            )

    async def _write_down(self, row: OutboxRow, result: SendResult) -> None:
        async with self._units() as work:
            outbox = OutboxRepository(work.session)
            if result.state == "sent":
                await outbox.settle(row, "sent", reason=None, message_id=result.message_id)
            elif result.state == "moved" and result.moved_to is not None:
                await MessagingService(work, self._clock).moved(row.chat_id, result.moved_to)
            elif result.state == "retry" or (result.state == "unknown" and row.kind == "reply"):
                await self._again(outbox, row, result)
            else:
                await outbox.settle(row, result.state, reason=result.reason, message_id=None)
                if result.reason in _REFUSED_CHAT:
                    await MessagingService(work, self._clock).blocked(row.chat_id)

    async def _again(self, outbox: OutboxRepository, row: OutboxRow, result: SendResult) -> None:
        if result.retry_after is not None:
            # Telegram says when: that is no failure of ours, and does not use up a try.
            await outbox.retry(row, result.retry_after, result.reason, counts=False)
        elif row.attempts > len(RETRY_PAUSES_S):
            await outbox.settle(row, "failed", reason=result.reason, message_id=None)
        else:
            await outbox.retry(row, RETRY_PAUSES_S[row.attempts - 1], result.reason)


def _read(row: OutboxRow) -> OutgoingMessage | None:
    try:
        return None if row.payload is None else msgspec.json.decode(row.payload, type=OutgoingMessage)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
