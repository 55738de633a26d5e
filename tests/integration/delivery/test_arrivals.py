"""Updates are written down together: none keeps out another, and a lost connection is no lost update."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy import text

from relove.bootstrap import Container
from relove.core.errors import NotStored
from relove.core.tasks import spawn
from relove.domains.messaging.repository import Arrivals

BEYOND_ANY_COLUMN = 2**70
ROWS = "SELECT source_key FROM inbox_updates ORDER BY seq"


@pytest.fixture
async def arrivals(container: Container) -> AsyncIterator[Arrivals]:
    made = Arrivals(container.engine)
    yield made
    await made.close()


async def keys(container: Container) -> list[str]:
    async with container.engine.connect() as connection:
        return list((await connection.execute(text(ROWS))).scalars())


async def test_what_comes_at_once_keeps_its_order(arrivals: Arrivals, container: Container) -> None:
    stored = await asyncio.gather(*(arrivals.store(str(n), 1, "message", b"x") for n in range(500)))
    assert all(row.is_new for row in stored) and len({row.inbox_id for row in stored}) == 500
    assert await keys(container) == [str(n) for n in range(500)]


async def test_one_that_no_column_takes_keeps_out_no_other(arrivals: Arrivals, container: Container) -> None:
    chats = (1, BEYOND_ANY_COLUMN, 2)
    first, bad, last = await asyncio.gather(
        *(arrivals.store(str(n), chat, "message", b"x") for n, chat in enumerate(chats)),
        return_exceptions=True,
    )
    assert isinstance(bad, NotStored) and isinstance(bad.__cause__, asyncpg.DataError)
    assert not isinstance(first, BaseException) and not isinstance(last, BaseException)
    assert await keys(container) == ["0", "2"]


async def test_a_connection_that_was_ended_is_opened_again(arrivals: Arrivals, container: Container) -> None:
    await arrivals.store("1", 1, "message", b"x")
    async with container.engine.begin() as connection:
        await connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        )
    assert (await arrivals.store("2", 1, "message", b"x")).is_new
    assert await keys(container) == ["1", "2"]


async def test_whoever_cannot_be_stored_is_told(arrivals: Arrivals, container: Container) -> None:
    async with container.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE inbox_updates RENAME TO elsewhere"))
    told = await asyncio.gather(
        *(arrivals.store(str(n), 1, "message", b"x") for n in range(3)), return_exceptions=True
    )
    assert [type(error) for error in told] == [NotStored] * 3
    assert {type(getattr(error, "__cause__", None)) for error in told} == {asyncpg.UndefinedTableError}
    async with container.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE elsewhere RENAME TO inbox_updates"))
    assert (await arrivals.store("9", 1, "message", b"x")).is_new


async def test_who_stops_waiting_stops_nothing(arrivals: Arrivals, container: Container) -> None:
    leaving = spawn(arrivals.store("1", 1, "message", b"x"), "leaving")
    staying = spawn(arrivals.store("2", 1, "message", b"x"), "staying")
    await asyncio.sleep(0)
    leaving.cancel()
    assert (await staying).is_new
    assert await keys(container) == ["1", "2"]
