"""All SQL of the outbox. Times here are the database's own."""

from __future__ import annotations

import uuid
from typing import Any, cast

from sqlalchemy import case, func, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.messaging.models import OutboxMessage
from relove.domains.messaging.schemas import MessageKind, OutboxRow

# The chat's first open message, when it is due: a later one never overtakes it. Whose lease was taken claims nothing.
_CLAIM = text(
    """
    UPDATE outbox_messages SET state = 'sending', attempts = attempts + 1
    WHERE id = (
        SELECT id FROM outbox_messages
        WHERE chat_id = :chat_id AND state IN ('pending', 'retry_at', 'sending') ORDER BY seq LIMIT 1
    ) AND state IN ('pending', 'retry_at') AND due_at <= now()
    AND EXISTS (SELECT 1 FROM chat_leases WHERE chat_id = :chat_id AND token = :token FOR SHARE)
    RETURNING id
    """
)


class OutboxRepository:
    """What goes out."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        *,
        chat_id: int,
        user_id: uuid.UUID | None,
        kind: MessageKind,
        payload: bytes,
        inbox_id: uuid.UUID | None = None,
        turn_id: uuid.UUID | None = None,
    ) -> None:
        """Queue one message; it leaves after the commit. Flushed at once: `seq` keeps the order of the calls."""
        self._session.add(
            OutboxMessage(
                chat_id=chat_id,
                user_id=user_id,
                kind=kind,
                payload=payload,
                inbox_id=inbox_id,
                turn_id=turn_id,
            )
        )
        await self._session.flush()

    async def claim_next(self, chat_id: int, token: int) -> OutboxRow | None:
        """Claim the chat's first open message, when it is due and the chat's lease is still this one."""
        values = {"chat_id": chat_id, "token": token}
        claimed = (await self._session.execute(_CLAIM, values)).scalar_one_or_none()
        if claimed is None:
            return None
        row = await self._session.get_one(OutboxMessage, claimed, populate_existing=True)
        return OutboxRow(
            id=row.id,
            chat_id=row.chat_id,
            kind=cast(MessageKind, row.kind),
            payload=row.payload or b"",
            attempts=row.attempts,
        )

    async def settle(self, row: OutboxRow, state: str, *, reason: str | None, message_id: int | None) -> None:
        """Write down what became of a message. A holder that lost its claim changes nothing."""
        values: dict[str, Any] = {"state": state, "reason": reason, "telegram_message_id": message_id}
        if state in ("sent", "blocked", "failed"):
            # The words live in the turn; the copy in the queue has done its work.
            values |= {"payload": None, "sent_at": func.now() if state == "sent" else None}
        await self._session.execute(self._claimed(row).values(**values))

    async def retry(self, row: OutboxRow, after_s: float, reason: str | None, *, counts: bool = True) -> None:
        """Try again after so many seconds; a try that does not count is given back."""
        due = func.now() + func.make_interval(0, 0, 0, 0, 0, 0, after_s)
        values: dict[str, Any] = {"state": "retry_at", "reason": reason, "due_at": due}
        if not counts:
            values["attempts"] = row.attempts - 1
        await self._session.execute(self._claimed(row).values(**values))

    async def resolve_interrupted(self, chat_id: int) -> None:
        """What an earlier holder of the chat was sending when it died. Call it with a lease just taken.

        Replies go out again: a repeat beats silence. The rest stays `unknown`: a miss beats a repeat.
        """
        await self._session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.chat_id == chat_id, OutboxMessage.state == "sending")
            .values(
                state=case((OutboxMessage.kind == "reply", "retry_at"), else_="unknown"), reason="interrupted"
            )
        )

    @staticmethod
    def _claimed(row: OutboxRow) -> Any:
        return update(OutboxMessage).where(
            OutboxMessage.id == row.id,
            OutboxMessage.state == "sending",
            OutboxMessage.attempts == row.attempts,
        )
