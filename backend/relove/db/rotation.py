"""Re-encrypts what older keys closed, while the product runs.

The state is in the data: a value names its key, so a run that was killed goes on where the values say. Batches go
along the primary key in transactions of milliseconds. A row that somebody holds is passed over and taken in a later
round, so that the rotation never waits for a lock and no writer ever waits long for it. A value is replaced only where
it is still the one that was read.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, LargeBinary, MetaData, Row, Table, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncEngine

from relove.db.crypto import DecryptionError, Keyring
from relove.db.types import EncryptedBytes, EncryptedText

BATCH = 500
ROUNDS = 20
_BETWEEN_ROUNDS_S = 0.25


@dataclass(frozen=True)
class EncryptedColumn:
    """One column to walk."""

    table: Table
    name: str
    place: str

    @property
    def keys(self) -> list[Column[Any]]:
        return list(self.table.primary_key.columns)


@dataclass(frozen=True)
class KeyCount:
    """How many values of a column are under a key."""

    place: str
    key_id: str
    rows: int


@dataclass
class Progress:
    """What a batch did. `unreadable`: values whose key is not at hand, or that were damaged."""

    rotated: int = 0
    unreadable: int = 0
    held: int = 0


def encrypted_columns(metadata: MetaData) -> list[EncryptedColumn]:
    """Every column whose type encrypts."""
    return [
        EncryptedColumn(table, column.name, column.type.place)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, EncryptedBytes | EncryptedText)
    ]


async def census(engine: AsyncEngine, metadata: MetaData) -> list[KeyCount]:
    """How many values are under which key."""
    found = []
    for column in encrypted_columns(metadata):
        quoted = engine.dialect.identifier_preparer.quote
        name = quoted(column.name)
        # Byte 1 is the length of the key's id, which follows it.
        statement = text(
            f"SELECT convert_from(substring({name} FROM 3 FOR get_byte({name}, 1)), 'UTF8') AS key_id, "
            f"count(*) AS rows FROM {quoted(column.table.name)} WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        async with engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        found += [KeyCount(column.place, row.key_id, row.rows) for row in rows]
    return found


async def rotate(
    engine: AsyncEngine, metadata: MetaData, keyring: Keyring, batch: int = BATCH
) -> AsyncIterator[Progress]:
    """Bring every value under the writing key; yields after each batch. What is left is `held` or `unreadable`."""
    for column in encrypted_columns(metadata):
        for number in range(ROUNDS):
            if number:
                await asyncio.sleep(_BETWEEN_ROUNDS_S)
            last = number == ROUNDS - 1
            held = 0
            async for progress in _round(engine, column, keyring, batch):
                held += progress.held
                yield Progress(
                    progress.rotated, 0 if number else progress.unreadable, progress.held if last else 0
                )
            if not held:
                break


async def _round(
    engine: AsyncEngine, column: EncryptedColumn, keyring: Keyring, batch: int
) -> AsyncIterator[Progress]:
    """Once along the table."""
    after: Row[Any] | None = None
    while True:
        rows = await _read(engine, column, keyring, batch, after)
        if not rows:
            return
        after = rows[-1]
        progress = Progress()
        work = []
        for row in rows:
            try:
                plain = keyring.decrypt(row.value, column.place.encode())
            except DecryptionError:
                progress.unreadable += 1
            else:
                work.append((row, keyring.encrypt(plain, column.place.encode())))
        if work:
            progress.rotated = await _replace(engine, column, work)
            progress.held = len(work) - progress.rotated
        yield progress


async def _read(
    engine: AsyncEngine, column: EncryptedColumn, keyring: Keyring, batch: int, after: Row[Any] | None
) -> Sequence[Row[Any]]:
    quoted = engine.dialect.identifier_preparer.quote
    names = ", ".join(quoted(key.name) for key in column.keys)
    value = quoted(column.name)
    values: dict[str, Any] = {"head": keyring.head, "size": len(keyring.head), "batch": batch}
    beyond = ""
    parameters = [bindparam("head", type_=LargeBinary())]
    if after is not None:
        marks = []
        for number, key in enumerate(column.keys):
            values[f"after{number}"] = after[number]
            parameters.append(bindparam(f"after{number}", type_=key.type))
            marks.append(f":after{number}")
        beyond = f"AND ({names}) > ({', '.join(marks)})"
    statement = text(
        f"SELECT {names}, {value} AS value FROM {quoted(column.table.name)} "
        f"WHERE substring({value} FROM 1 FOR :size) <> :head {beyond} ORDER BY {names} LIMIT :batch"
    ).bindparams(*parameters)
    async with engine.connect() as connection:
        return (await connection.execute(statement, values)).all()


async def _replace(
    engine: AsyncEngine, column: EncryptedColumn, work: Sequence[tuple[Row[Any], bytes]]
) -> int:
    """Compare and swap; how many were replaced. Rows that somebody holds or has changed since are left alone."""
    quoted = engine.dialect.identifier_preparer.quote
    keys = column.keys
    table, value = quoted(column.table.name), quoted(column.name)
    given = ", ".join(f":k{number}" for number in range(len(keys)))
    names = ", ".join(f"k{number}" for number in range(len(keys)))
    same = " AND ".join(f"t.{quoted(key.name)} = g.k{number}" for number, key in enumerate(keys))
    held = " AND ".join(f"h.k{number} = g.k{number}" for number in range(len(keys)))
    picked = ", ".join(f"g.k{number}" for number in range(len(keys)))
    statement = text(
        f"WITH g AS MATERIALIZED (SELECT * FROM unnest({given}, :old, :new) AS g({names}, old, new)), "
        f"h AS MATERIALIZED (SELECT {picked} FROM {table} AS t JOIN g ON {same} AND t.{value} = g.old "
        "FOR NO KEY UPDATE OF t SKIP LOCKED) "
        f"UPDATE {table} AS t SET {value} = g.new FROM g JOIN h ON {held} WHERE {same} AND t.{value} = g.old"
    ).bindparams(
        bindparam("old", type_=ARRAY(LargeBinary())),
        bindparam("new", type_=ARRAY(LargeBinary())),
        *(bindparam(f"k{number}", type_=ARRAY(key.type)) for number, key in enumerate(keys)),
    )
    values: dict[str, Any] = {"old": [row.value for row, _ in work], "new": [new for _, new in work]}
    for number in range(len(keys)):
        values[f"k{number}"] = [row[number] for row, _ in work]
    async with engine.begin() as connection:
        return (await connection.execute(statement, values)).rowcount
