"""Sends what waits in a chat's outbox. Runs under the chat's lease only, so order holds and nobody sends twice."""

from __future__ import annotations

import logging

import msgspec

from relove.core.clock import Clock
from relove.core.ports import Messenger, OutgoingMessage, SendResult
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.messaging.repository import ChatRepository, OutboxRepository
from relove.domains.messaging.schemas import OutboxRow

_log = logging.getLogger("relove.outbox")

RETRY_PAUSES_S = (1.0, 5.0, 15.0, 60.0, 300.0)
"""Real seconds before each further try; when they run out the message is `failed`."""


class OutboxSender:
    """Sends; writes down what became of each message."""

    def __init__(self, units: UnitOfWorkFactory, messenger: Messenger, clock: Clock) -> None:
        self._units = units
        self._messenger = messenger
        self._clock = clock

    async def send_chat(self, chat_id: int, token: int) -> int:
        """Send what is due in this chat, oldest first, while the lease of that token holds; how many left."""
        sent = 0
        while True:
            async with self._units() as work:
                row = await OutboxRepository(work.session).claim_next(chat_id, token)
            if row is None:
                return sent
            result = await self._messenger.send(
                chat_id, msgspec.json.decode(row.payload, type=OutgoingMessage)
            )
            await self._settle(row, result)
            if result.state == "sent":
                sent += 1

    async def _settle(self, row: OutboxRow, result: SendResult) -> None:
        async with self._units() as work:
            outbox = OutboxRepository(work.session)
            if result.state == "sent":
                await outbox.settle(row, "sent", reason=None, message_id=result.message_id)
            elif result.state == "retry" or (result.state == "unknown" and row.kind == "reply"):
                await self._again(outbox, row, result)
            else:
                await outbox.settle(row, result.state, reason=result.reason, message_id=None)
                if result.state == "blocked":
                    await ChatRepository(work.session).block(row.chat_id, self._clock.now())
        if result.state != "sent":
            _log.warning(
                "message not sent",
                extra={"outbox_id": str(row.id), "state": result.state, "reason": result.reason},
            )

    async def _again(self, outbox: OutboxRepository, row: OutboxRow, result: SendResult) -> None:
        if result.retry_after is not None:
            # Telegram says when: that is no failure of ours, and does not use up a try.
            await outbox.retry(row, result.retry_after, result.reason, counts=False)
        elif row.attempts > len(RETRY_PAUSES_S):
            await outbox.settle(row, "failed", reason=result.reason, message_id=None)
        else:
            await outbox.retry(row, RETRY_PAUSES_S[row.attempts - 1], result.reason)
