"""What a handler of an inbox row works with: units of work that fail once the chat is somebody else's."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import msgspec

from relove.core import killpoints
from relove.core.ports import OutgoingMessage
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.messaging.repository import InboxRepository, OutboxRepository
from relove.domains.messaging.repository.steps import Remembered, StepRepository
from relove.domains.messaging.schemas import InboxRow
from relove.domains.messaging.waiting import Waiting, read_waiting


class InboxContext:
    """One inbox row being handled under a lease."""

    def __init__(self, units: UnitOfWorkFactory, row: InboxRow, token: int) -> None:
        self._units = units
        self.row = row
        self._token = token
        self.finished = False
        self._remember: Remembered | None = None

    def remembers(self, user_id: uuid.UUID, at: datetime.datetime) -> None:
        """This is the person's own chat, where the bot may write: noted with the next unit of work, or this one."""
        self._remember = Remembered(user_id, at)

    @property
    def chat_id(self) -> int:
        """The chat whose lease is held."""
        return self.row.chat_id

    @asynccontextmanager
    async def step(self) -> AsyncIterator[UnitOfWork]:
        """A unit of work on the way: fenced, the row still waits. LeaseLost when the chat is somebody else's."""
        async with self._units() as work:
            await self._begin(work)
            yield work
            await self._remember_now(work)

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[tuple[UnitOfWork, list[Waiting]]]:
        """The same, and what came after the row, in order of arrival. What cannot be read has no text."""
        async with self._units() as work:
            yield work, await self._begin(work, look=True)

    @asynccontextmanager
    async def finish(self) -> AsyncIterator[UnitOfWork]:
        """The last unit of work: what it writes and the row's end are one commit."""
        async with self._units() as work:
            await self._begin(work, done=(self.row.id,))
            yield work
            await self._remember_now(work)
        self._ended()

    @asynccontextmanager
    async def finish_with(self, also: Sequence[uuid.UUID]) -> AsyncIterator[tuple[UnitOfWork, list[Waiting]]]:
        """The same, the ends of rows behind it that were answered with it in the same commit; and what waits then."""
        async with self._units() as work:
            yield work, await self._begin(work, done=(self.row.id, *also), look=True)
        self._ended()

    def _ended(self) -> None:
        self.finished = True
        killpoints.reached("last_unit_committed")

    async def _begin(
        self, work: UnitOfWork, *, done: Sequence[uuid.UUID] = (), look: bool = False
    ) -> list[Waiting]:
        remember, self._remember = self._remember, None
        rows = await StepRepository(work.session).begin(
            self.chat_id, self._token, self.row.id, remember=remember, done=done, look=look
        )
        return [read_waiting(row) for row in rows]

    async def _remember_now(self, work: UnitOfWork) -> None:
        """Where the person was met in this very unit of work."""
        if self._remember is not None:
            await self._begin(work)

    @asynccontextmanager
    async def vanish(self) -> AsyncIterator[UnitOfWork]:
        """The last unit of work of a row that leaves nothing, not even that it was there."""
        async with self.step() as work:
            yield work
            self._remember = None
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
