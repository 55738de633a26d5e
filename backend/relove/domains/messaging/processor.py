"""Works off one chat: takes the lease, handles what waits in order of arrival, sends the answers, lets go."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import PurePath

from relove.core import killpoints
from relove.core.errors import LeaseLost
from relove.core.ports import Jobs
from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.repository import (
    ChatRepository,
    InboxRepository,
    LeaseRepository,
    OutboxRepository,
)
from relove.domains.messaging.schemas import InboxRow, InboxSource
from relove.domains.messaging.sender import OutboxSender

_log = logging.getLogger("relove.inbox")

Handler = Callable[[InboxContext], Awaitable[None]]
Apology = Callable[[InboxRow], Awaitable[bytes | None]]
"""The friendly line for a row that could not be handled, as an outbox payload; None where nobody is to be told."""

MAX_TRIES = 3
_RETRY_PAUSES_S = (0.5, 2.0)
_RENEW_EVERY_S = 3.0
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
    ) -> None:
        self._units = units
        self._sender = sender
        self._jobs = jobs
        self._handlers = handlers
        self._apology = apology
        self._owner = owner

    async def process(self, chat_id: int) -> None:
        """Do what waits in this chat. Returns at once when another process is on it."""
        while True:
            async with self._units() as work:
                token = await LeaseRepository(work.session).take(chat_id, self._owner)
                if token is not None:
                    await OutboxRepository(work.session).resolve_interrupted(chat_id)
            if token is None:
                return
            killpoints.reached("lease_taken")
            try:
                async with self._held(chat_id, token):
                    await self._work_off(chat_id, token)
            except LeaseLost:
                _log.warning("lease lost", extra={"chat": chat_id})
                return
            killpoints.reached("before_release")
            async with self._units() as work:
                await LeaseRepository(work.session).release(chat_id, token)
            # A wake-up that came while the lease was held found it taken: look once more.
            async with self._units() as work:
                if not await ChatRepository(work.session).has_work(chat_id):
                    return

    async def sweep(self) -> int:
        """Wake every chat with work and nobody on it: a lost wake-up, a dead worker. How many there were."""
        async with self._units() as work:
            chats = await ChatRepository(work.session).with_work()
        for chat_id in chats:
            await self._jobs.wake_chat(chat_id)
        return len(chats)

    @contextlib.asynccontextmanager
    async def _held(self, chat_id: int, token: int) -> AsyncIterator[None]:
        """Renew the lease while the block runs; cancel the block when the lease is lost."""
        worker = asyncio.current_task()
        assert worker is not None, "a lease is held by a task"
        lost = False

        async def renew() -> None:
            nonlocal lost
            while True:
                await asyncio.sleep(_RENEW_EVERY_S)
                try:
                    async with self._units() as work:
                        held = await LeaseRepository(work.session).renew(chat_id, token)
                except Exception as error:  # the database is away: try again, the fence decides in the end
                    _log.warning("lease not renewed", extra={"chat": chat_id, "error": type(error).__name__})
                    continue
                if held:
                    continue
                lost = True
                worker.cancel()
                return

        renewal = spawn(renew(), "renew-lease")
        try:
            yield
        except asyncio.CancelledError:
            if not lost or worker.uncancel():
                raise
            raise LeaseLost from None
        finally:
            renewal.cancel()

    async def _work_off(self, chat_id: int, token: int) -> None:
        while True:
            await self._sender.send_chat(chat_id, token)
            async with self._units() as work:
                row = await InboxRepository(work.session).next_pending(chat_id)
            if row is None:
                return
            await self._handle(InboxContext(self._units, row, token))

    async def _handle(self, context: InboxContext) -> None:
        row = context.row
        if not row.readable:
            # No key opens it: no try will, and the chat must go on.
            _log.error("update does not open", extra={"inbox_id": str(row.id)})
            await self._bury(context, "unreadable")
            return
        try:
            await self._handlers[row.source](context)
            if not context.finished:
                # A kind that nobody handles: nothing to write, the row is done.
                async with context.finish():
                    pass
        except LeaseLost:
            raise
        except Exception as error:
            _log.error("update not handled", extra={"inbox_id": str(row.id), **_told(error)})
            await self._failed(context, type(error).__name__)

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
