"""One unit of work: opened and committed at the edge; what must follow the commit runs after it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from relove.core.tasks import spawn

AfterCommit = Callable[[], Awaitable[None]]


class UnitOfWork:
    """A database session and what waits for its commit. Services flush, never commit."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self._after: list[AfterCommit] = []

    def after_commit(self, work: AfterCommit) -> None:
        """Run once the data is safe: a wake-up, a publish. Lost if the process dies: the sweeper finds the rest."""
        self._after.append(work)

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """A part that may fail by itself: when it raises, what it wrote is gone and the rest stays."""
        async with self.session.begin_nested():
            yield

    async def run_after_commit(self) -> None:
        """Called by the factory."""
        for work in self._after:
            try:
                await work()
            except Exception as error:  # the data is safe; a lost hint must not look like a lost write
                spawn(_report(error), "after-commit")


async def _report(error: Exception) -> None:
    raise error


class UnitOfWorkFactory:
    """Opens units of work on one engine."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[UnitOfWork]:
        """Commit at the end of the block, roll back when it raises."""
        async with self._sessions() as session:
            work = UnitOfWork(session)
            async with session.begin():
                yield work
        await work.run_after_commit()
