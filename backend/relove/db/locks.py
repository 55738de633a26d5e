"""A place that one process in all holds, for longer than a transaction: it is free again when the process dies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine


@asynccontextmanager
async def only_one(engine: AsyncEngine, number: int) -> AsyncIterator[bool]:
    """True for the one who holds it. A connection is kept meanwhile, with no transaction open."""
    async with engine.connect() as connection:
        quiet = await connection.execution_options(isolation_level="AUTOCOMMIT")
        held = bool(await quiet.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": number}))
        try:
            yield held
        finally:
            if held:
                await quiet.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": number})
