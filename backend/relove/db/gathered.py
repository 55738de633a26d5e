"""Statements that run for many at once: what is asked while one runs goes into the next, together.

For the few steps that every message takes: a prepared statement on a connection of its own, in autocommit, costs a
tenth of a session around it, and one that answers ten costs little more than one that answers one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from relove.core.tasks import spawn

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
Run = Callable[[Any, Sequence[Asked]], Awaitable[Sequence[Answer]]]
"""Answers all of them, in their order, on an asyncpg connection. It may be run again after a lost connection."""

_AT_ONCE = 200


class Gathered(Generic[Asked, Answer]):
    """One per process and statement; opens its connection when it is first asked."""

    def __init__(self, engine: AsyncEngine, run: Run[Asked, Answer], name: str) -> None:
        self._engine = engine
        self._statement = run
        self._name = name
        self._connection: AsyncConnection | None = None
        self._driver: Any = None
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._running = False

    async def ask(self, one: Asked) -> Answer:
        """The answer, once it is committed. Raises what the statement raised."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, answer))
        if not self._running:
            self._running = True
            spawn(self._run(), self._name)
        return await answer

    async def close(self) -> None:
        """Give the connection back."""
        await self._let_go(broken=False)

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
                await self._run_batch(batch)
        finally:
            self._running = False

    async def _run_batch(self, batch: list[tuple[Asked, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self._on_a_living_connection([one for one, _ in batch])
        except asyncpg.DataError as error:
            # One of them holds what no column takes: it must not keep out the others.
            if len(batch) > 1:
                for one in batch:
                    await self._run_batch([one])
            else:
                _fail(batch, error)
        except Exception as error:
            _fail(batch, error)
        else:
            for (_, waiting), answer in zip(batch, answers, strict=True):
                if not waiting.done():  # who waited may have gone
                    waiting.set_result(answer)

    async def _on_a_living_connection(self, batch: Sequence[Asked]) -> Sequence[Answer]:
        used_before = self._connection is not None
        try:
            return await self._statement(await self._open(), batch)
        except asyncpg.DataError:
            raise
        except Exception:
            await self._let_go(broken=True)
            if not used_before:
                raise
            # The server may have been restarted since.
            return await self._statement(await self._open(), batch)

    async def _open(self) -> Any:
        if self._connection is None:
            self._connection = await self._engine.connect()
            self._driver = (await self._connection.get_raw_connection()).driver_connection
        return self._driver

    async def _let_go(self, *, broken: bool) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        if broken:
            await connection.invalidate()
        await connection.close()


def _fail(batch: list[tuple[Asked, asyncio.Future[Answer]]], error: Exception) -> None:
    for _, waiting in batch:
        if not waiting.done():
            waiting.set_exception(error)
