"""What a handler of an inbox row works with: units of work that fail once the chat is somebody else's."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import msgspec

from relove.core import killpoints
from relove.core.ports import OutgoingMessage
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.messaging.repository import InboxRepository, LeaseRepository, OutboxRepository
from relove.domains.messaging.schemas import InboxRow


class InboxContext:
    """One inbox row being handled under a lease."""

    def __init__(self, units: UnitOfWorkFactory, row: InboxRow, token: int) -> None:
        self._units = units
        self.row = row
        self._token = token
        self.finished = False

    @property
    def chat_id(self) -> int:
        """The chat whose lease is held."""
        return self.row.chat_id

    @asynccontextmanager
    async def step(self) -> AsyncIterator[UnitOfWork]:
        """A unit of work on the way: fenced, the row still waits. LeaseLost when the chat is somebody else's."""
        async with self._units() as work:
            await LeaseRepository(work.session).fence(self.chat_id, self._token)
            yield work

    @asynccontextmanager
    async def finish(self, also: Sequence[uuid.UUID] = ()) -> AsyncIterator[UnitOfWork]:
        """The last unit of work: what it writes and the row's end are one commit; so are the ends of rows behind it
        that were answered with it.
        """
        async with self.step() as work:
            yield work
            await InboxRepository(work.session).mark_done(self.row.id, *also)
        self.finished = True
        killpoints.reached("last_unit_committed")

    @asynccontextmanager
    async def vanish(self) -> AsyncIterator[UnitOfWork]:
        """The last unit of work of a row that leaves nothing, not even that it was there."""
        async with self.step() as work:
            yield work
            await InboxRepository(work.session).drop(self.row.id)
        self.finished = True

    async def say(
        self,
        work: UnitOfWork,
        message: OutgoingMessage,
        *,
        user_id: uuid.UUID | None,
        turn_id: uuid.UUID | None = None,
        ephemeral: bool = False,
    ) -> None:
        """Queue an answer into this chat, in the caller's unit of work. An ephemeral one leaves no row once sent."""
        await OutboxRepository(work.session).add(
            chat_id=self.chat_id,
            user_id=user_id,
            kind="reply",
            payload=msgspec.json.encode(message),
            inbox_id=self.row.id,
            turn_id=turn_id,
            ephemeral=ephemeral,
        )
