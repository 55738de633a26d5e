"""How Telegram's updates are written down: what arrives while one statement runs goes into the next, together.

When a call returns, the row is committed; storing twice changes nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy.ext.asyncio import AsyncEngine

from relove.core.errors import NotStored
from relove.core.ids import new_id
from relove.db.crypto import keyring
from relove.db.gathered import Gathered

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
    """Writes Telegram's updates down. One instance per process."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._store = Gathered[Arrival, Stored](engine, _insert, "arrivals")

    async def store(self, source_key: str, chat_id: int, kind: str, payload: bytes) -> Stored:
        """Store once. NotStored, with the cause, where that could not be."""
        closed = keyring().encrypt(payload, _PLACE)
        try:
            return await self._store.ask(Arrival(new_id(), source_key, chat_id, kind, closed))
        except Exception as error:
            raise NotStored from error

    async def close(self) -> None:
        """Give the connection back."""
        await self._store.close()


async def _insert(connection: Any, batch: Sequence[Arrival]) -> list[Stored]:
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
        else await _known(connection, arrival)
        for arrival in batch
    ]


async def _known(connection: Any, arrival: Arrival) -> Stored:
    row = await connection.fetchrow(_FIND, arrival.source_key, timeout=_PATIENCE_S)
    return Stored(row[0], False, row[1])
