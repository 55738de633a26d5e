"""All SQL of chats and of the leases on them. Times here are the database's own."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import ARRAY, BigInteger, bindparam, delete, exists, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.messaging.models import Chat, ChatLease
from relove.domains.messaging.schemas import HeldChat

# A lease that was let go says so by its time: a renewal that was under way meanwhile must not hold it again.
_RELEASE = text(
    """
    WITH forgotten AS (
        DELETE FROM chat_leases WHERE chat_id = :chat_id AND token = :token
        AND NOT EXISTS (SELECT 1 FROM chats WHERE chat_id = :chat_id)
    )
    UPDATE chat_leases SET expires_at = 'epoch'
    WHERE chat_id = :chat_id AND token = :token AND EXISTS (SELECT 1 FROM chats WHERE chat_id = :chat_id)
    """
)
_DROP_FORGOTTEN = text(
    """
    DELETE FROM chat_leases WHERE expires_at < now()
    AND NOT EXISTS (SELECT 1 FROM chats WHERE chats.chat_id = chat_leases.chat_id)
    """
)

# A chat's first open reply decides: a later one never overtakes it. Bulk is found by whoever sends bulk, save what
# somebody was sending when they died: it is looked at by the next one who holds the chat.
_FIRST_REPLY = """
    SELECT 1 FROM (
        SELECT state, due_at FROM outbox_messages
        WHERE chat_id = {{chat}} AND kind = 'reply' AND state IN ('pending', 'retry_at', 'sending')
        ORDER BY seq LIMIT 1
    ) AS head WHERE {due}
"""
DUE_REPLY = _FIRST_REPLY.format(due="head.state <> 'sending' AND head.due_at <= now()")
"""As SQL, of the chat `{chat}`: is a reply to be sent?"""
_OPEN_REPLY = _FIRST_REPLY.format(due="head.state = 'sending' OR head.due_at <= now()")
HAS_WORK = f"""
    (EXISTS (SELECT 1 FROM inbox_updates WHERE inbox_updates.chat_id = {{chat}} AND state = 'pending')
        OR EXISTS ({_OPEN_REPLY})
        OR EXISTS (SELECT 1 FROM outbox_messages WHERE outbox_messages.chat_id = {{chat}} AND state = 'sending'))
"""
"""As SQL, of the chat `{chat}`: is there anything to do?"""
_CHATS_WITH_WORK = text(
    f"""
    SELECT chat_id FROM (
        SELECT chat_id FROM inbox_updates WHERE state = 'pending'
        UNION
        SELECT chat_id FROM outbox_messages AS waiting
        WHERE kind = 'reply' AND state IN ('pending', 'retry_at') AND due_at <= now()
            AND EXISTS ({_OPEN_REPLY.format(chat="waiting.chat_id")})
        UNION
        SELECT chat_id FROM outbox_messages WHERE state = 'sending'
    ) AS work
    WHERE NOT EXISTS (
        SELECT 1 FROM chat_leases WHERE chat_leases.chat_id = work.chat_id AND chat_leases.expires_at >= now()
    )
    LIMIT :limit
    """
)
_HAS_WORK = text(f"SELECT {HAS_WORK.format(chat=':chat_id')}")
# A lease that a unit of work of its own holder locks is ours all the same; it is renewed the next time.
_RENEW = text(
    """
    WITH ours AS MATERIALIZED (
        SELECT chat_id, token FROM unnest(:chats, :tokens) AS held (chat_id, token)
        JOIN chat_leases USING (chat_id, token)
    ), free AS MATERIALIZED (
        SELECT lease.chat_id, lease.token FROM ours JOIN chat_leases AS lease USING (chat_id, token)
        WHERE lease.expires_at > 'epoch' ORDER BY lease.chat_id FOR UPDATE OF lease SKIP LOCKED
    ), renewed AS (
        UPDATE chat_leases SET expires_at = now() + interval '10 seconds' FROM free
        WHERE chat_leases.chat_id = free.chat_id AND chat_leases.token = free.token
    )
    SELECT chat_id, token FROM ours
    """
).bindparams(bindparam("chats", type_=ARRAY(BigInteger)), bindparam("tokens", type_=ARRAY(BigInteger)))


class LeaseRepository:
    """Who may work on a chat."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def renew(self, held: Collection[HeldChat]) -> set[HeldChat]:
        """Hold on for 10 s more; those that are still ours."""
        values = {"chats": [chat.chat_id for chat in held], "tokens": [chat.token for chat in held]}
        return {HeldChat(*row) for row in await self._session.execute(_RENEW, values)}

    async def take_in_hand(self, chat_id: int, inbox_id: uuid.UUID) -> None:
        """Note which row is being handled, in the unit of work that holds the fence."""
        await self._session.execute(
            update(ChatLease).where(ChatLease.chat_id == chat_id).values(in_hand=inbox_id)
        )

    async def release(self, chat_id: int, token: int) -> None:
        """Let go. The row stays with its token, but for a chat that was forgotten: there nothing stays."""
        await self._session.execute(_RELEASE, {"chat_id": chat_id, "token": token})

    async def take_away(self, chat_id: int) -> None:
        """Whoever holds the chat loses it, and can write nothing more in it."""
        await self._session.execute(delete(ChatLease).where(ChatLease.chat_id == chat_id))

    async def drop_forgotten(self) -> None:
        """Leases of forgotten chats whose holder died before the release."""
        await self._session.execute(_DROP_FORGOTTEN)


class ChatRepository:
    """Chats, and which of them have work waiting."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def remember(
        self, chat_id: int, user_id: uuid.UUID | None, kind: str, at: datetime.datetime
    ) -> None:
        """Note a chat; a person who writes has not blocked the bot."""
        statement = insert(Chat).values(chat_id=chat_id, user_id=user_id, kind=kind, created_at=at)
        await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["chat_id"], set_={"user_id": user_id, "blocked_at": None}
            )
        )

    async def block(self, chat_id: int, at: datetime.datetime | None) -> None:
        """The bot may not write here, or may again."""
        await self._session.execute(update(Chat).where(Chat.chat_id == chat_id).values(blocked_at=at))

    async def move(self, chat_id: int, to: int) -> None:
        """A group got another number. What is known of the new one already stays."""
        known = exists().where(Chat.chat_id == to)
        await self._session.execute(
            update(Chat).where(Chat.chat_id == chat_id, ~known).values(chat_id=to, kind="supergroup")
        )
        await self._session.execute(delete(Chat).where(Chat.chat_id == chat_id))

    async def with_work(self, limit: int = 1000) -> Sequence[int]:
        """Chats with a row that waits or a message that is due, and nobody on them."""
        return list((await self._session.execute(_CHATS_WITH_WORK, {"limit": limit})).scalars())

    async def has_work(self, chat_id: int) -> bool:
        """Is there anything to do here now?"""
        return bool((await self._session.execute(_HAS_WORK, {"chat_id": chat_id})).scalar_one())
