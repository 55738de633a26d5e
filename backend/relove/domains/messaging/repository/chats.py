"""All SQL of chats and of the leases on them. Times here are the database's own."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from sqlalchemy import bindparam, delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.errors import LeaseLost
from relove.domains.messaging.models import FIRST_TOKEN, Chat, ChatLease

_lease = insert(ChatLease).values(
    chat_id=bindparam("chat_id"),
    token=text(FIRST_TOKEN),
    owner=bindparam("owner"),
    expires_at=func.now() + text("interval '10 seconds'"),
)
_TAKE_LEASE = _lease.on_conflict_do_update(
    index_elements=["chat_id"],
    set_={
        "token": ChatLease.token + 1,
        "owner": _lease.excluded.owner,
        "expires_at": _lease.excluded.expires_at,
    },
    where=ChatLease.expires_at < func.now(),
).returning(ChatLease.token)
_OWN_LEASE = (
    select(ChatLease.token)
    .where(ChatLease.chat_id == bindparam("chat_id"), ChatLease.token == bindparam("token"))
    # FOR SHARE, no weaker: taking the lease is an UPDATE, and must wait until this transaction ends.
    .with_for_update(read=True)
)
_RELEASE = text(
    """
    WITH forgotten AS (
        DELETE FROM chat_leases WHERE chat_id = :chat_id AND token = :token
        AND NOT EXISTS (SELECT 1 FROM chats WHERE chat_id = :chat_id)
    )
    UPDATE chat_leases SET expires_at = now() - interval '1 microsecond'
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
_DUE_REPLY = """
    SELECT 1 FROM (
        SELECT state, due_at FROM outbox_messages
        WHERE chat_id = {chat} AND kind = 'reply' AND state IN ('pending', 'retry_at', 'sending') ORDER BY seq LIMIT 1
    ) AS head WHERE head.state = 'sending' OR head.due_at <= now()
"""
_CHATS_WITH_WORK = text(
    f"""
    SELECT chat_id FROM (
        SELECT chat_id FROM inbox_updates WHERE state = 'pending'
        UNION
        SELECT chat_id FROM outbox_messages AS waiting
        WHERE kind = 'reply' AND state IN ('pending', 'retry_at') AND due_at <= now()
            AND EXISTS ({_DUE_REPLY.format(chat="waiting.chat_id")})
        UNION
        SELECT chat_id FROM outbox_messages WHERE state = 'sending'
    ) AS work
    WHERE NOT EXISTS (
        SELECT 1 FROM chat_leases WHERE chat_leases.chat_id = work.chat_id AND chat_leases.expires_at >= now()
    )
    LIMIT :limit
    """
)
_HAS_WORK = text(
    f"""
    SELECT EXISTS (SELECT 1 FROM inbox_updates WHERE chat_id = :chat_id AND state = 'pending')
        OR EXISTS ({_DUE_REPLY.format(chat=":chat_id")})
        OR EXISTS (SELECT 1 FROM outbox_messages WHERE chat_id = :chat_id AND state = 'sending')
    """
)


class LeaseRepository:
    """Who may work on a chat."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def take(self, chat_id: int, owner: str) -> int | None:
        """The fencing token, or None while somebody else holds the chat. A lease lasts 10 s."""
        taken = await self._session.execute(_TAKE_LEASE, {"chat_id": chat_id, "owner": owner})
        return taken.scalar_one_or_none()

    async def renew(self, chat_id: int, token: int) -> bool:
        """Hold on for 10 s more; False when it was lost."""
        statement = (
            update(ChatLease)
            .where(ChatLease.chat_id == chat_id, ChatLease.token == token)
            .values(expires_at=func.now() + text("interval '10 seconds'"))
            .returning(ChatLease.token)
        )
        return (await self._session.execute(statement)).scalar_one_or_none() is not None

    async def release(self, chat_id: int, token: int) -> None:
        """Let go. The row stays with its token, but for a chat that was forgotten: there nothing stays."""
        await self._session.execute(_RELEASE, {"chat_id": chat_id, "token": token})

    async def take_away(self, chat_id: int) -> None:
        """Whoever holds the chat loses it, and can write nothing more in it."""
        await self._session.execute(delete(ChatLease).where(ChatLease.chat_id == chat_id))

    async def drop_forgotten(self) -> None:
        """Leases of forgotten chats whose holder died before the release."""
        await self._session.execute(_DROP_FORGOTTEN)

    async def fence(self, chat_id: int, token: int) -> None:
        """LeaseLost unless the lease is ours; it stays ours until this transaction ends."""
        held = await self._session.execute(_OWN_LEASE, {"chat_id": chat_id, "token": token})
        if held.scalar_one_or_none() is None:
            raise LeaseLost


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
