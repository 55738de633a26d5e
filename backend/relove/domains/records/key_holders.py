"""Which processes hold which encryption keys: a rotation must not begin before all that run can read what it writes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.records.keys_repository import KeyHolderRepository

_log = logging.getLogger("relove.keys")

EVERY_S = 15.0
_PATIENCE_S = 5.0
SILENT_AFTER_S = 60
"""A process that said nothing for so long is gone."""


class KeyHolders:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork) -> None:
        self._repository = KeyHolderRepository(work.session)

    async def announce(self, process: str, key_ids: Sequence[str]) -> None:
        """The process lives, and holds these keys."""
        await self._repository.put(process, key_ids)
        await self._repository.drop_silent(SILENT_AFTER_S)

    async def leave(self, process: str) -> None:
        """The process ends."""
        await self._repository.drop(process)

    async def lacking(self, key_id: str) -> list[str]:
        """Processes that run and cannot read what this key closes."""
        return await self._repository.lacking(key_id, SILENT_AFTER_S)


@asynccontextmanager
async def announced(units: UnitOfWorkFactory, process: str, key_ids: Sequence[str]) -> AsyncIterator[None]:
    """While the block runs the process says again and again which keys it holds."""
    await _announce(units, process, key_ids)
    telling = spawn(_again_and_again(units, process, key_ids), "announce-keys")
    try:
        yield
    finally:
        telling.cancel()
        await _quietly(units, lambda holders: holders.leave(process))


async def _again_and_again(units: UnitOfWorkFactory, process: str, key_ids: Sequence[str]) -> None:
    while True:
        await asyncio.sleep(EVERY_S)
        await _announce(units, process, key_ids)


async def _announce(units: UnitOfWorkFactory, process: str, key_ids: Sequence[str]) -> None:
    await _quietly(units, lambda holders: holders.announce(process, key_ids))


async def _quietly(units: UnitOfWorkFactory, say: Callable[[KeyHolders], Awaitable[None]]) -> None:
    """While the database is away nobody can rotate either, so nothing is missed."""
    try:
        async with asyncio.timeout(_PATIENCE_S), units() as work:
            await say(KeyHolders(work))
    except Exception as error:
        _log.warning("keys not announced", extra={"error": type(error).__name__})
