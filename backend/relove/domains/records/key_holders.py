"""Which processes hold which encryption keys: a rotation must not begin before all that run can read what it writes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.records.keys_repository import KeyHolderRepository

_log = logging.getLogger("relove.keys")

EVERY_S = 15.0
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


async def keep_announcing(units: UnitOfWorkFactory, process: str, key_ids: Sequence[str]) -> None:
    """Until it is cancelled. While the database is away nobody can rotate, so nothing is missed."""
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            async with units() as work:
                await KeyHolders(work).announce(process, key_ids)
        except Exception as error:
            _log.warning("keys not announced", extra={"error": type(error).__name__})
