"""PostgreSQL was restarted: whoever needs a connection gets one that lives."""

import asyncio

from sqlalchemy import text

from relove.bootstrap import Container

ENDED = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND datname = current_database()
"""


async def test_connections_that_the_server_closed_are_replaced(container: Container) -> None:
    opened = [await container.engine.connect() for _ in range(3)]
    drivers = [(await connection.get_raw_connection()).driver_connection for connection in opened]
    for connection in opened[1:]:
        await connection.close()
    await opened[0].execute(text(ENDED))
    while not all(driver.is_closed() for driver in drivers[1:] if driver):
        await opened[0].execute(text("SELECT 1"))
    await opened[0].close()

    async def works() -> int:
        async with container.units() as work:
            return int((await work.session.execute(text("SELECT 1"))).scalar_one())

    assert await asyncio.gather(*(works() for _ in range(5))) == [1] * 5


async def test_more_than_there_are_connections_wait_for_their_turn(container: Container) -> None:
    async def works() -> int:
        async with container.units() as work:
            return int((await work.session.execute(text("SELECT pg_backend_pid()"))).scalar_one())

    assert 1 <= len(set(await asyncio.gather(*(works() for _ in range(60))))) <= 20
