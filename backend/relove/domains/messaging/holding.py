"""The leases that this process holds: renewed together, and who loses one stops."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from relove.core.errors import LeaseLost
from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.messaging.repository import LeaseRepository
from relove.domains.messaging.schemas import HeldChat

_log = logging.getLogger("relove.inbox")

_RENEW_EVERY_S = 3.0


class Holding:
    """One per process."""

    def __init__(self, units: UnitOfWorkFactory) -> None:
        self._units = units
        self._tasks: dict[HeldChat, asyncio.Task[None]] = {}
        self._lost: set[HeldChat] = set()
        self._timer: asyncio.TimerHandle | None = None

    @contextmanager
    def held(self, chat: HeldChat) -> Iterator[None]:
        """Renew the lease while the block runs; end the block with LeaseLost when the lease is lost."""
        worker = asyncio.current_task()
        assert worker is not None, "a lease is held by a task"
        self._tasks[chat] = worker
        if self._timer is None:
            self._renew_later()
        try:
            yield
        except asyncio.CancelledError:
            if chat not in self._lost or worker.uncancel():
                raise
            raise LeaseLost from None
        finally:
            del self._tasks[chat]
            self._lost.discard(chat)
            if not self._tasks and self._timer is not None:
                self._timer.cancel()
                self._timer = None

    def _renew_later(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_RENEW_EVERY_S, lambda: spawn(self._renew(), "renew-leases"))

    async def _renew(self) -> None:
        self._timer = None
        chats = list(self._tasks)
        try:
            async with self._units() as work:
                ours = await LeaseRepository(work.session).renew(chats)
        except Exception as error:  # the database is away: try again, the fence decides in the end
            _log.warning("leases not renewed", extra={"chats": len(chats), "error": type(error).__name__})
        else:
            for chat in chats:
                worker = self._tasks.get(chat)
                if worker is not None and chat not in ours:
                    self._lost.add(chat)
                    worker.cancel()
        if self._tasks and self._timer is None:
            self._renew_later()
