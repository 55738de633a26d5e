"""Partitions by month: made ahead by a job, with a default partition for what comes before they are made."""

from __future__ import annotations

import datetime
import re

from sqlalchemy import MetaData, Table, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

MONTHS_AHEAD = 2
# Any fixed number: two processes must not make the same partition at once.
_LOCK = 7_301_652_120
_PARTITION = re.compile(r".+_(?:y\d{4}m\d{2}|default)")
_RANGE = re.compile(r"RANGE \((\w+)\)")


def is_partition(name: str) -> bool:
    """Is it the name of a partition, which no model has?"""
    return _PARTITION.fullmatch(name) is not None


def partitioned(metadata: MetaData) -> list[tuple[Table, str]]:
    """Tables that are partitioned, and the column by which."""
    found = []
    for table in metadata.sorted_tables:
        by = table.dialect_options["postgresql"]["partition_by"]
        if by and (match := _RANGE.fullmatch(by)):
            found.append((table, match.group(1)))
    return found


def months(now: datetime.datetime, ahead: int = MONTHS_AHEAD) -> list[tuple[datetime.date, datetime.date]]:
    """This month and the next ones: first day, and first day of the one after."""
    number = now.year * 12 + now.month - 1
    return [(_first(month), _first(month + 1)) for month in range(number, number + ahead + 1)]


def _first(number: int) -> datetime.date:
    return datetime.date(number // 12, number % 12 + 1, 1)


async def make_ahead(session: AsyncSession, metadata: MetaData, now: datetime.datetime) -> int:
    """Make the partitions that are lacking; how many. What waited in the default one moves into them."""
    await session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    made = 0
    for table, column in partitioned(metadata):
        for begin, end in months(now):
            made += await _make(session, table, column, begin, end)
    return made


async def _make(
    session: AsyncSession, table: Table, column: str, begin: datetime.date, end: datetime.date
) -> int:
    name = f"{table.name}_y{begin.year:04}m{begin.month:02}"
    there = await session.scalar(text("SELECT to_regclass(:name)"), {"name": name})
    if there is not None:
        return 0
    default = f"{table.name}_default"
    # Nobody may write into the default partition between the move and the moment when the new one takes over.
    await session.execute(text("SET LOCAL lock_timeout = '5s'"))
    await session.execute(text(f"LOCK TABLE {default} IN ACCESS EXCLUSIVE MODE"))
    await session.execute(
        text(f"CREATE TABLE {name} (LIKE {table.name} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
    )
    names = ", ".join(f'"{one.name}"' for one in table.columns)
    moved = text(
        f'WITH moved AS (DELETE FROM {default} WHERE "{column}" >= :begin AND "{column}" < :end RETURNING {names}) '
        f"INSERT INTO {name} ({names}) SELECT {names} FROM moved"
    ).bindparams(bindparam("begin"), bindparam("end"))
    first, last = (datetime.datetime.combine(day, datetime.time(), datetime.UTC) for day in (begin, end))
    await session.execute(moved, {"begin": first, "end": last})
    bounds = f"FROM ('{first.isoformat()}') TO ('{last.isoformat()}')"
    await session.execute(text(f"ALTER TABLE {table.name} ATTACH PARTITION {name} FOR VALUES {bounds}"))
    return 1
