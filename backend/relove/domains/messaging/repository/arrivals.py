"""How Telegram's updates are written down: what arrives while one statement runs goes into the next, together.

One statement on a connection of its own, with no session around it: it runs once for every update there is. When a
call returns, the row is committed.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from typing import Any

import asyncpg
import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from relove.core.errors import NotStored
from relove.core.ids import new_id
from relove.core.tasks import spawn
from relove.db.crypto import keyring

# In the order of arrival, for `seq` is given row by row. Looking at the lease here saves a second statement.
_STORE = """
    INSERT INTO inbox_updates (id, source, source_key, chat_id, kind, payload)
    SELECT id, 'telegram', source_key, chat_id, kind, payload
    FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::bytea[])
        WITH ORDINALITY AS arrived (id, source_key, chat_id, kind, payload, place)
    ORDER BY place
    ON CONFLICT (source, source_key) DO NOTHING
    RETURNING id, EXISTS (
        SELECT 1 FROM chat_leases WHERE chat_leases.chat_id = inbox_updates.chat_id AND expires_at >= now()
    )
"""
_FIND = """
    SELECT id, EXISTS (
        SELECT 1 FROM chat_leases WHERE chat_leases.chat_id = inbox_updates.chat_id AND expires_at >= now()
    )
    FROM inbox_updates WHERE source = 'telegram' AND source_key = $1
"""
_AT_ONCE = 200
_PATIENCE_S = 10.0
_PLACE = b"inbox_updates.payload"
"""As the column's type closes it: `InboxUpdate.payload`."""


class Arrival(msgspec.Struct, frozen=True):
    """An update on its way into the inbox."""

    id: uuid.UUID
    source_key: str
    chat_id: int
    kind: str
    payload: bytes


class Stored(msgspec.Struct, frozen=True):
    """Its row; whether it is new; whether somebody works on the chat right now."""

    inbox_id: uuid.UUID
    is_new: bool
    in_work: bool


class Arrivals:
    """Writes Telegram's updates down. One instance per process; opens its connection with the first update."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = None
        self._waiting: list[tuple[Arrival, asyncio.Future[Stored]]] = []
        self._writing = False

    async def store(self, source_key: str, chat_id: int, kind: str, payload: bytes) -> Stored:
        """Store once. NotStored, with the cause, where that could not be."""
        closed = keyring().encrypt(payload, _PLACE)
        stored: asyncio.Future[Stored] = asyncio.get_running_loop().create_future()
        self._waiting.append((Arrival(new_id(), source_key, chat_id, kind, closed), stored))
        if not self._writing:
            self._writing = True
            spawn(self._write(), "arrivals")
        return await stored

    async def close(self) -> None:
        """Give the connection back."""
        await self._let_go(broken=False)

    async def _write(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
                await self._write_batch(batch)
        finally:
            self._writing = False

    async def _write_batch(self, batch: list[tuple[Arrival, asyncio.Future[Stored]]]) -> None:
        try:
            found = await self._insert_on_a_living_connection([arrival for arrival, _ in batch])
        except asyncpg.DataError as error:
            # One of them holds what no column takes: it must not keep out the others.
            if len(batch) > 1:
                for one in batch:
                    await self._write_batch([one])
            else:
                _fail(batch, error)
        except Exception as error:
            _fail(batch, error)
        else:
            for (_, stored), row in zip(batch, found, strict=True):
                if not stored.done():  # who waited may have gone
                    stored.set_result(row)

    async def _insert_on_a_living_connection(self, batch: Sequence[Arrival]) -> list[Stored]:
        used_before = self._connection is not None
        try:
            return await self._insert(batch)
        except asyncpg.DataError:
            raise
        except Exception:
            await self._let_go(broken=True)
            if not used_before:
                raise
            # The server may have been restarted since; storing twice changes nothing.
            return await self._insert(batch)

    async def _insert(self, batch: Sequence[Arrival]) -> list[Stored]:
        connection = await self._driver()
        rows = await connection.fetch(
            _STORE,
            [arrival.id for arrival in batch],
            [arrival.source_key for arrival in batch],
            [arrival.chat_id for arrival in batch],
            [arrival.kind for arrival in batch],
            [arrival.payload for arrival in batch],
            timeout=_PATIENCE_S,
        )
        made = {row[0]: row[1] for row in rows}
        return [
            Stored(arrival.id, True, made[arrival.id])
            if arrival.id in made
            else await self._known(connection, arrival)
            for arrival in batch
        ]

    async def _known(self, connection: Any, arrival: Arrival) -> Stored:
        row = await connection.fetchrow(_FIND, arrival.source_key, timeout=_PATIENCE_S)
        return Stored(row[0], False, row[1])

    async def _driver(self) -> Any:
        if self._connection is None:
            self._connection = await self._engine.connect()
        return (await self._connection.get_raw_connection()).driver_connection

    async def _let_go(self, *, broken: bool) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        if broken:
            await connection.invalidate()
        await connection.close()


def _fail(batch: list[tuple[Arrival, asyncio.Future[Stored]]], error: Exception) -> None:
    for _, stored in batch:
        if not stored.done():
            not_stored = NotStored()
            not_stored.__cause__ = error
            stored.set_exception(not_stored)
