"""The one place where the sandbox meets the product: business time, roles and jobs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any, Protocol

from relove.core.clock import Clock, OffsetClock
from relove.sandbox.config import UnknownJob


class ProductControl(Protocol):
    """What the product offers to be steered by; bootstrap fulfils it."""

    async def grant_admin(self, telegram_id: int) -> None:
        """Give the admin role, making the person where there is none."""

    async def job_names(self) -> list[str]:
        """The scheduled jobs that can be run by hand."""

    async def run_job(self, name: str) -> dict[str, Any]:
        """Run one to its end."""


OpenControl = Callable[[], AbstractAsyncContextManager[ProductControl]]


class ProductHooks:
    """`SandboxHooks` over the product, which is opened when it is first needed: an idle sandbox holds no connection.

    Without `open_control` only time can be moved.
    """

    def __init__(self, clock: OffsetClock, open_control: OpenControl | None = None) -> None:
        self._offset_clock = clock
        self.clock: Clock = clock
        self._open_control = open_control
        self._control: ProductControl | None = None
        self._opened = AsyncExitStack()
        self._opening = asyncio.Lock()

    def set_clock_offset(self, us: int) -> None:
        self._offset_clock.set_offset(us)

    async def grant_admin(self, telegram_id: int) -> None:
        control = await self._product()
        if control is not None:
            await control.grant_admin(telegram_id)

    async def job_names(self) -> list[str]:
        control = await self._product()
        return [] if control is None else await control.job_names()

    async def run_job(self, name: str) -> dict[str, Any]:
        control = await self._product()
        if control is None or name not in await control.job_names():
            raise UnknownJob(name)
        return await control.run_job(name)

    async def close(self) -> None:
        await self._opened.aclose()

    async def _product(self) -> ProductControl | None:
        async with self._opening:
            if self._control is None and self._open_control is not None:
                self._control = await self._opened.enter_async_context(self._open_control())
        return self._control
