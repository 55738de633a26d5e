"""Use cases of chats, and how far something that came in has got."""

from __future__ import annotations

import uuid

import msgspec

from relove.core.clock import Clock
from relove.core.ports import OutgoingMessage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging.repository import (
    ChatRepository,
    DeadLetterRepository,
    InboxRepository,
    LeaseRepository,
    OutboxRepository,
)
from relove.domains.messaging.schemas import DeadLetterView, MessageKind, MiniAppMessage, mini_app_key
from relove.domains.people.service import PeopleService


class MessagingService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._work = work
        self._chats = ChatRepository(work.session)
        self._leases = LeaseRepository(work.session)
        self._outbox = OutboxRepository(work.session)
        self._clock = clock

    async def remember_chat(self, chat_id: int, user_id: uuid.UUID | None, kind: str) -> None:
        """A chat where the bot may write."""
        await self._chats.remember(chat_id, user_id, kind, self._clock.now())

    async def blocked(self, chat_id: int) -> None:
        """The person blocked the bot, or is there no more: nobody counts on them."""
        await self._chats.block(chat_id, self._clock.now())
        await PeopleService(self._work, self._clock).set_active(chat_id, active=False)

    async def unblocked(self, chat_id: int) -> None:
        """The person let the bot in again."""
        await self._chats.block(chat_id, None)
        await PeopleService(self._work, self._clock).set_active(chat_id, active=True)

    async def moved(self, chat_id: int, to: int) -> None:
        """A group became a supergroup: all that is known of it, and all that waits, is of the new number."""
        await self._chats.move(chat_id, to)
        await InboxRepository(self._work.session).move(chat_id, to)
        await OutboxRepository(self._work.session).move(chat_id, to)

    async def tell(
        self,
        chat_id: int,
        user_id: uuid.UUID | None,
        message: OutgoingMessage,
        *,
        ephemeral: bool = False,
        kind: MessageKind = "reply",
    ) -> None:
        """Queue what was done in another window asks for; the caller wakes the chat after the commit.

        An ephemeral message leaves no row once it is sent. A `proactive` one waits its turn, and is never sent twice.
        """
        payload = msgspec.json.encode(message)
        await self._outbox.add(
            chat_id=chat_id, user_id=user_id, kind=kind, payload=payload, ephemeral=ephemeral
        )

    async def take_chat_away(self, chat_id: int) -> None:
        """Whoever answers in this chat right now can write nothing more: before an erasure from elsewhere."""
        await self._leases.take_away(chat_id)

    async def after_restore(self) -> None:
        """What waited in a backup has mostly left since. Replies go out again; the rest must not come twice."""
        await self._outbox.give_up_open()

    async def drop_forgotten_leases(self) -> None:
        """What a crash left of chats that were erased."""
        await self._leases.drop_forgotten()


class InboxService:
    """Looks at what the Mini App sent. Works inside one unit of work."""

    def __init__(self, work: UnitOfWork) -> None:
        self._inbox = InboxRepository(work.session)

    async def find(self, user_id: uuid.UUID, key: str) -> uuid.UUID | None:
        """The inbox row under a person's Idempotency-Key."""
        return await self._inbox.key_of("mini_app", mini_app_key(user_id, key))

    async def state(self, inbox_id: uuid.UUID) -> str | None:
        """pending, done, dead, or None where there is no such row."""
        return await self._inbox.state(inbox_id)

    async def waiting_text(self, inbox_id: uuid.UUID) -> str | None:
        """The words of a row that waits; None once it is done, for they live in the turn then."""
        payload = await self._inbox.payload(inbox_id)
        return None if payload is None else msgspec.json.decode(payload, type=MiniAppMessage).text


class DeadLetterService:
    """What could not be handled. Works inside one unit of work."""

    def __init__(self, work: UnitOfWork) -> None:
        self._letters = DeadLetterRepository(work.session)

    async def all(self) -> list[DeadLetterView]:
        """Oldest first, without a word of theirs."""
        return await self._letters.all()

    async def replay(self, letter_id: uuid.UUID) -> bool:
        """Let it be handled once more; the sweeper finds it. False where nothing is left to handle."""
        return await self._letters.replay(letter_id)
