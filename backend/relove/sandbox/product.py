"""The product's levers for the sandbox, over its own wiring."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from relove.bootstrap import Container, build
from relove.config import Settings
from relove.domains.people.service import PeopleService
from relove.integrations.queue.names import SCHEDULED


class Levers:
    """Roles and jobs, as the sandbox's control calls need them."""

    def __init__(self, container: Container) -> None:
        self._container = container

    async def grant_admin(self, telegram_id: int) -> None:
        async with self._container.units() as work:
            await PeopleService(work, self._container.clock).grant_role(telegram_id, "admin")

    async def job_names(self) -> list[str]:
        return list(SCHEDULED)

    async def run_job(self, name: str) -> dict[str, Any]:
        """Runs on a worker, as the schedule would; answers when it is done."""
        result = await self._container.jobs.run_scheduled(name)
        return dict(result or {})


@asynccontextmanager
async def open_levers(settings: Settings) -> AsyncIterator[Levers]:
    """Opened when first needed: an idle sandbox holds no connection."""
    async with build(settings) as container:
        yield Levers(container)
