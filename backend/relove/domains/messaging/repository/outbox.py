"""All SQL of the outbox. Times here are the database's own."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import ARRAY, BigInteger, bindparam, case, delete, func, null, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.db.crypto import DecryptionError, keyring
from relove.domains.messaging.models import FIRST_TOKEN, OutboxMessage
from relove.domains.messaging.schemas import HeldChat, MessageKind, OutboxRow

_PLACE = b"outbox_messages.payload"
_OPEN = "chat_id = :chat_id AND state IN ('pending', 'retry_at', 'sending')"

# The chat's first open message of its kind, when it is due: a later one never overtakes it, but a reply overtakes
# bulk. Whose lease was taken claims nothing.
_CLAIM = """
    UPDATE outbox_messages SET state = 'sending', attempts = attempts + 1
    WHERE id = (SELECT id FROM outbox_messages WHERE {first} LIMIT 1)
    AND state IN ('pending', 'retry_at') AND due_at <= now()
    AND EXISTS (SELECT 1 FROM chat_leases WHERE chat_id = :chat_id AND token = :token FOR SHARE)
    RETURNING id, chat_id, kind, payload, attempts, ephemeral
"""
_CLAIM_REPLY = text(_CLAIM.format(first=f"{_OPEN} AND kind = 'reply' ORDER BY seq"))
# 'proactive' stands before 'broadcast' in the order of kinds, from behind; the index says the same.
_CLAIM_BULK = text(
    _CLAIM.format(first=f"{_OPEN} AND kind <> 'reply' ORDER BY kind DESC, seq")
    .replace("RETURNING", "{alone} RETURNING")
    .format(alone=f"AND NOT EXISTS (SELECT 1 FROM outbox_messages WHERE {_OPEN} AND kind = 'reply')")
)

# Chats with bulk that is due, proactive messages before broadcasts and old before new, and nobody on them: their
# leases are taken in the same statement, in one order for all, so that two workers never wait for each other in a ring.
_WAITING = """
    (SELECT chat_id, {rank} AS rank, due_at, seq FROM outbox_messages
     WHERE kind = '{kind}' AND state IN ('pending', 'retry_at') AND due_at <= now() AND chat_id <> ALL(:aside)
     ORDER BY due_at, seq LIMIT :looked_at)
"""
_TAKE_BULK = text(
    f"""
    WITH waiting AS (
        {_WAITING.format(rank=1, kind="proactive")} UNION ALL {_WAITING.format(rank=2, kind="broadcast")}
    ), chosen AS (
        SELECT chat_id FROM waiting
        WHERE NOT EXISTS (
            SELECT 1 FROM chat_leases WHERE chat_leases.chat_id = waiting.chat_id AND expires_at >= now()
        )
        GROUP BY chat_id ORDER BY min(rank), min(due_at), min(seq) LIMIT :most
    )
    INSERT INTO chat_leases (chat_id, token, owner, expires_at)
    SELECT chat_id, {FIRST_TOKEN}, :owner, now() + interval '10 seconds' FROM chosen ORDER BY chat_id
    ON CONFLICT (chat_id) DO UPDATE
        SET token = chat_leases.token + 1, owner = excluded.owner, expires_at = excluded.expires_at
        WHERE chat_leases.expires_at < now()
    RETURNING chat_id, token
    """
).bindparams(bindparam("aside", type_=ARRAY(BigInteger)))
_LOOKED_AT = 256


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
        ephemeral: bool = False,
    ) -> uuid.UUID:
        """Queue one message; it leaves after the commit. Flushed at once: `seq` keeps the order of the calls."""
        row_id = new_id()
        self._session.add(
            OutboxMessage(
                id=row_id,
                chat_id=chat_id,
                user_id=user_id,
                kind=kind,
                payload=payload,
                inbox_id=inbox_id,
                turn_id=turn_id,
                ephemeral=ephemeral,
            )
        )
        await self._session.flush()
        return row_id

    async def claim_reply(self, chat_id: int, token: int) -> OutboxRow | None:
        """Claim the chat's first open reply, when it is due and the chat's lease is still this one."""
        return await self._claim(_CLAIM_REPLY, chat_id, token)

    async def claim_bulk(self, chat_id: int, token: int) -> OutboxRow | None:
        """Claim the chat's first open message of another kind, when no reply waits in the chat."""
        return await self._claim(_CLAIM_BULK, chat_id, token)

    async def take_bulk(self, owner: str, most: int, aside: Collection[int]) -> list[HeldChat]:
        """Take the leases of the next chats with bulk that is due; what an earlier holder left there is resolved."""
        values = {"owner": owner, "most": most, "aside": list(aside), "looked_at": _LOOKED_AT}
        taken = [HeldChat(*row) for row in await self._session.execute(_TAKE_BULK, values)]
        if taken:
            await self._resolve([held.chat_id for held in taken])
        return taken

    async def settle(self, row: OutboxRow, state: str, *, reason: str | None, message_id: int | None) -> None:
        """Write down what became of a message. A holder that lost its claim changes nothing.

        The words go: those of a reply live in its turn, the copy in the queue has done its work.
        """
        values: dict[str, Any] = {
            "state": state,
            "reason": reason,
            "telegram_message_id": message_id,
            "payload": null(),
            "sent_at": func.now() if state == "sent" else None,
        }
        # Taken for dead meanwhile, and it was sent all the same: what nobody sends again is known now.
        states = ("sending", "unknown") if state == "sent" else ("sending",)
        await self._session.execute(self._claimed(row, *states).values(**values))
        if row.ephemeral:
            ended = OutboxMessage.state.in_(("sent", "blocked", "failed"))
            await self._session.execute(delete(OutboxMessage).where(OutboxMessage.id == row.id, ended))

    async def retry(self, row: OutboxRow, after_s: float, reason: str | None, *, counts: bool = True) -> None:
        """Try again after so many seconds; a try that does not count is given back."""
        due = func.now() + func.make_interval(0, 0, 0, 0, 0, 0, after_s)
        values: dict[str, Any] = {"state": "retry_at", "reason": reason, "due_at": due}
        if not counts:
            values["attempts"] = row.attempts - 1
        await self._session.execute(self._claimed(row, "sending").values(**values))

    async def still_claimed(self, row: OutboxRow) -> bool:
        """Has nobody taken the message over since it was claimed?"""
        statement = self._claimed(row, "sending").values(state="sending").returning(OutboxMessage.id)
        return (await self._session.execute(statement)).scalar_one_or_none() is not None

    async def move(self, chat_id: int, to: int) -> None:
        """A group got another number: what waits for it goes there."""
        await self._session.execute(
            update(OutboxMessage)
            .where(
                OutboxMessage.chat_id == chat_id, OutboxMessage.state.in_(("pending", "retry_at", "sending"))
            )
            .values(
                chat_id=to,
                state=case((OutboxMessage.state == "sending", "pending"), else_=OutboxMessage.state),
            )
        )

    async def give_up_open(self) -> None:
        """Open messages that are no replies become `unknown`: a miss beats a repeat."""
        await self._session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.kind != "reply", OutboxMessage.state.in_(("pending", "retry_at", "sending")))
            .values(state="unknown", payload=null(), reason="restored")
        )

    async def _resolve(self, chats: Collection[int]) -> None:
        """Replies go out again: a repeat beats silence. The rest stays `unknown`: a miss beats a repeat."""
        is_reply = OutboxMessage.kind == "reply"
        await self._session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.chat_id.in_(chats), OutboxMessage.state == "sending")
            .values(
                state=case((is_reply, "retry_at"), else_="unknown"),
                payload=case((is_reply, OutboxMessage.payload), else_=null()),
                reason="interrupted",
            )
        )

    async def _claim(self, statement: Any, chat_id: int, token: int) -> OutboxRow | None:
        claimed = await self._session.execute(statement, {"chat_id": chat_id, "token": token})
        row = claimed.one_or_none()
        if row is None:
            return None
        try:
            payload = None if row.payload is None else keyring().decrypt(row.payload, _PLACE)
        except DecryptionError:
            payload = None
        return OutboxRow(
            id=row.id,
            chat_id=row.chat_id,
            kind=cast(MessageKind, row.kind),
            payload=payload,
            attempts=row.attempts,
            ephemeral=row.ephemeral,
        )

    @staticmethod
    def _claimed(row: OutboxRow, *states: str) -> Any:
        return update(OutboxMessage).where(
            OutboxMessage.id == row.id,
            OutboxMessage.state.in_(states),
            OutboxMessage.attempts == row.attempts,
        )
