"""Works off one chat: takes the lease, handles what waits in order of arrival, sends the answers, lets go."""

from __future__ import annotations

import asyncio
import logging
import traceback
import uuid
from collections.abc import Awaitable, Callable, Mapping
from pathlib import PurePath

from relove.core import killpoints
from relove.core.errors import LeaseLost
from relove.core.ports import Jobs
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.holding import Holding
from relove.domains.messaging.repository import (
    ChatRepository,
    Desk,
    InboxRepository,
    LeaseRepository,
    OutboxRepository,
)
from relove.domains.messaging.repository.desk import SUSPECT_AFTER
from relove.domains.messaging.schemas import HeldChat, InboxRow, InboxSource
from relove.domains.messaging.sender import OutboxSender

_log = logging.getLogger("relove.inbox")

Handler = Callable[[InboxContext], Awaitable[None]]
Apology = Callable[[InboxRow], Awaitable[bytes | None]]
"""The friendly line for a row that could not be handled, as an outbox payload; None where nobody is to be told."""

MAX_TRIES = 3
MAX_DEATHS = 6
"""More than tries: a worker can die of something else than the row that it holds."""
_RETRY_PAUSES_S = (0.5, 2.0)
_FRAMES_TOLD = 5


class ChatProcessor:
    """Works off chats. One instance per process."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        sender: OutboxSender,
        jobs: Jobs,
        handlers: Mapping[InboxSource, Handler],
        apology: Apology,
        owner: str,
        desk: Desk,
    ) -> None:
        self._units = units
        self._desk = desk
        self._holding = Holding(units)
        self._alone = asyncio.Lock()
        self._sender = sender
        self._jobs = jobs
        self._handlers = handlers
        self._apology = apology
        self._owner = owner

    async def process(self, chat_id: int) -> None:
        """Do what waits in this chat. Returns at once when another process is on it.

        A wake-up that came while the lease was held found it taken: so it looks once more.
        """
        while (token := await self._desk.take(chat_id, self._owner)) is not None:
            killpoints.reached("lease_taken")
            try:
                with self._holding.held(HeldChat(chat_id, token)):
                    await self._work_off(chat_id, token)
            except LeaseLost:
                _log.warning("lease lost", extra={"chat": chat_id})
                return

    async def sweep(self) -> int:
        """Wake every chat with work and nobody on it: a lost wake-up, a dead worker. How many there were."""
        async with self._units() as work:
            chats = await ChatRepository(work.session).with_work()
        await asyncio.gather(*(self._jobs.wake_chat(chat_id) for chat_id in chats))
        return len(chats)

    async def _work_off(self, chat_id: int, token: int) -> None:
        given = await self._desk.go_on(chat_id, token)
        while True:
            done = None
            if given.due:
                await self._sender.send_chat(chat_id, token)
            elif given.row is not None:
                done = await self._handle(InboxContext(self._units, given.row, token))
            else:
                return
            killpoints.reached("before_release")
            given = await self._desk.go_on(chat_id, token, done)

    async def _handle(self, context: InboxContext) -> uuid.UUID | None:
        """The row's id where its end is still to be written down."""
        row = context.row
        if not row.readable:
            # No key opens it: no try will, and the chat must go on.
            _log.error("update does not open", extra={"inbox_id": str(row.id)})
            await self._bury(context, "unreadable")
            return None
        if row.deaths >= SUSPECT_AFTER:
            return await self._handle_suspect(context)
        return await self._try(context)

    async def _handle_suspect(self, context: InboxContext) -> uuid.UUID | None:
        """One at a time: who was merely near when a worker died must not die again with the one that killed it."""
        row = context.row
        async with self._alone:
            if row.deaths >= MAX_DEATHS:
                _log.error("workers died of an update", extra={"inbox_id": str(row.id), "deaths": row.deaths})
                await self._bury(context, "worker_died")
                return None
            async with context.step() as work:
                await LeaseRepository(work.session).take_in_hand(context.chat_id, row.id)
            return await self._try(context)

    async def _try(self, context: InboxContext) -> uuid.UUID | None:
        row = context.row
        try:
            await self._handlers[row.source](context)
        except LeaseLost:
            raise
        except Exception as error:
            _log.error("update not handled", extra={"inbox_id": str(row.id), **_told(error)})
            await self._failed(context, type(error).__name__)
            return None
        # A kind that nobody handles leaves nothing to write: it is done with the next step.
        return None if context.finished else row.id

    async def _failed(self, context: InboxContext, name: str) -> None:
        """Count the try; after the last one the row becomes a dead letter and the person reads one friendly line."""
        async with context.step() as work:
            tries = await InboxRepository(work.session).note_failure(context.row.id, name)
        if tries is None:
            return
        if tries < MAX_TRIES:
            await asyncio.sleep(_RETRY_PAUSES_S[tries - 1])
            return
        await self._bury(context, name)

    async def _bury(self, context: InboxContext, name: str) -> None:
        line = await self._line(context.row)
        async with context.step() as work:
            await InboxRepository(work.session).bury(context.row, name)
            if line is not None:
                await OutboxRepository(work.session).add(
                    chat_id=context.chat_id,
                    user_id=context.row.user_id,
                    kind="reply",
                    payload=line,
                    inbox_id=context.row.id,
                )

    async def _line(self, row: InboxRow) -> bytes | None:
        try:
            return await self._apology(row)
        except Exception as error:  # what cannot be read cannot be answered, and must not hold up the chat
            _log.error("no line for a dead letter", extra={"inbox_id": str(row.id), **_told(error)})
            return None


def _told(error: Exception) -> dict[str, str]:
    """What may be logged of an error: its type and its way, not its text, which may hold a person's words."""
    way = traceback.extract_tb(error.__traceback__)[-_FRAMES_TOLD:]
    return {
        "error": type(error).__name__,
        "at": " > ".join(f"{PurePath(step.filename).name}:{step.lineno} {step.name}" for step in way),
    }
