"""Alembic's environment: one connection, lock and statement timeouts, one migrator at a time."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from relove.db.models import metadata
from relove.db.partitions import is_partition

# Any fixed number: two deployments that start at once must not migrate at once.
_ADVISORY_LOCK = 7_301_652_118


def _render_item(kind: str, item: Any, _: Any) -> str | Literal[False]:
    if kind == "type" and type(item).__module__.startswith(("relove.", "advanced_alchemy.")):
        return repr(item)
    return False


def _is_compared(item: Any, name: str | None, kind: str, reflected: bool, _: Any) -> bool:
    """Partitions of a month are made by a job; no model names them."""
    return not (kind == "table" and reflected and is_partition(name or ""))


def _migrate(connection: Connection) -> None:
    connection.execute(text("SET statement_timeout = '10min'"))
    connection.execute(text(f"SELECT pg_advisory_lock({_ADVISORY_LOCK})"))
    # After the advisory lock: the second migrator waits for as long as the first one works.
    connection.execute(text("SET lock_timeout = '5s'"))
    connection.commit()
    try:
        context.configure(
            connection=connection,
            target_metadata=metadata(),
            render_item=_render_item,
            include_object=_is_compared,
            compare_server_default=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    finally:
        connection.rollback()
        connection.execute(text(f"SELECT pg_advisory_unlock({_ADVISORY_LOCK})"))
        connection.commit()


async def _run() -> None:
    engine = create_async_engine(context.config.attributes["url"], poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_migrate)
    finally:
        await engine.dispose()


asyncio.run(_run())
