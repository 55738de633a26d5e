"""Brings edits into a running process, without a restart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.errors import ContentError
from relove.domains.content.ports import Assembled, Shelf
from relove.domains.content.repository import ContentRepository

_log = logging.getLogger("relove.content")

LOOK_EVERY_S = 3.0
"""An edit is live within 10 s in every process: one look, and the time to put it together."""


class ContentFeed:
    """One instance per process."""

    def __init__(self, units: UnitOfWorkFactory, shelf: Shelf, apply: Callable[[Assembled], None]) -> None:
        self._units = units
        self._shelf = shelf
        self._apply = apply
        self._seen = 0

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """Everything that was edited is in force from the beginning, and what is edited meanwhile soon after."""
        await self.refresh()
        looking = spawn(self._look(), "content")
        try:
            yield
        finally:
            looking.cancel()

    async def refresh(self) -> None:
        """Take in what was edited since the last look."""
        async with self._units() as work:
            versions = ContentRepository(work.session)
            newest = await versions.newest_seq()
            if newest == self._seen:
                return
            edits = {row.document: row.body for row in await versions.in_force() if row.body is not None}
        known = set(self._shelf.names())
        self._apply(await asyncio.to_thread(self._assembled, {n: t for n, t in edits.items() if n in known}))
        self._seen = newest
        _log.info("edited content is live", extra={"documents": len(edits)})

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self.refresh()
            except Exception as error:  # the database is away: what is in force stays in force
                _log.warning("content not looked at", extra={"error": type(error).__name__})

    def _assembled(self, edits: dict[str, str]) -> Assembled:
        """With as many edits as still fit: an edit made for another version of the product must not stop this one."""
        while True:
            try:
                return self._shelf.assemble(edits)
            except ContentError as error:
                if error.file not in edits:
                    raise
                _log.error(
                    "an edit does not fit any more", extra={"document": error.file, "field": error.field}
                )
                edits = {name: text for name, text in edits.items() if name != error.file}
