"""What belongs to a person, found by the marks on the tables: to give it all to them, and to erase it all."""

from __future__ import annotations

import base64
import datetime
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ColumnElement, Delete, MetaData, Table, Update, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True)
class LeftOut:
    """A column that an export does not show, and why."""

    table: str
    column: str
    reason: str


def personal_tables(metadata: MetaData) -> list[Table]:
    """Every table that may hold something of a person, those that others refer to first."""
    return [table for table in metadata.sorted_tables if table.info["person"] or table.info.get("chat")]


def hidden(column: Column[Any]) -> str | None:
    """Why an export leaves a column out; None where it is shown."""
    reason: str | None = column.info.get("left_out")
    return reason


def left_out(metadata: MetaData) -> list[LeftOut]:
    """Everything that an export leaves out."""
    return [
        LeftOut(str(table.name), str(column.name), reason)
        for table in personal_tables(metadata)
        for column in table.columns
        if (reason := hidden(column))
    ]


def unmarked(metadata: MetaData) -> list[str]:
    """Tables that point at a person or at a chat and do not say so: export and erasure would pass them by."""
    found = []
    for table in metadata.sorted_tables:
        marked = {table.info.get("person"), table.info.get("chat")}
        found += [
            f"{table.name}.{key.parent.name}"
            for key in table.foreign_keys
            if key.column.table.name == "users" and table.info.get("person") is None
        ]
        # The lease of a chat goes when it is released: see its model.
        if "chat_id" in table.columns and "chat_id" not in marked and table.name != "chat_leases":
            found.append(f"{table.name}.chat_id")
    return found


async def collect(
    session: AsyncSession, metadata: MetaData, user_id: uuid.UUID, chat_id: int
) -> dict[str, list[dict[str, Any]]]:
    """Every row of the person in every table, opened, as JSON can hold it."""
    found = {}
    for table in personal_tables(metadata):
        shown = [column for column in table.columns if hidden(column) is None]
        statement = select(*shown).where(_whose(table, user_id, chat_id)).order_by(*table.primary_key.columns)
        rows = (await session.execute(statement)).mappings()
        # Plain names: SQLAlchemy's own kind of text cannot be encoded.
        found[str(table.name)] = [{str(name): _plain(value) for name, value in row.items()} for row in rows]
    return found


async def erase(
    session: AsyncSession, metadata: MetaData, user_id: uuid.UUID | None, chat_id: int
) -> dict[str, int]:
    """Delete every row of the person and of their chat; how many there were in each table."""
    if user_id is not None:
        # First of all: whoever writes for this person from now on waits, and then finds nobody.
        people = metadata.tables["users"]
        await session.execute(select(people.c.id).where(people.c.id == user_id).with_for_update())
    counts = {}
    for table in reversed(personal_tables(metadata)):
        if user_id is None and not table.info.get("chat"):
            continue
        done = await session.execute(_gone(table).where(_whose(table, user_id, chat_id)))
        counts[table.name] = done.rowcount  # type: ignore[attr-defined]
    return counts


async def chats_and_people(session: AsyncSession, metadata: MetaData) -> set[int]:
    """Every Telegram id that the database still knows."""
    people = metadata.tables["users"]
    known = set((await session.scalars(select(people.c.telegram_id))).all())
    for table in personal_tables(metadata):
        if chat := table.info.get("chat"):
            column = table.columns[chat]
            known |= set((await session.scalars(select(column).where(column > 0).distinct())).all())
    return known


def _gone(table: Table) -> Delete | Update:
    """What an erasure does with a row: it goes, or it tells of nobody from then on."""
    if table.info.get("blanked"):
        return update(table).values({table.info["person"]: None})
    return delete(table)


def _whose(table: Table, user_id: uuid.UUID | None, chat_id: int) -> ColumnElement[bool]:
    marks: Sequence[ColumnElement[bool]] = [
        table.columns[column] == value
        for column, value in ((table.info["person"], user_id), (table.info.get("chat"), chat_id))
        if column is not None and value is not None
    ]
    return or_(*marks)


def _plain(value: Any) -> Any:
    """As JSON holds it: times and ids as text, bytes as the JSON they hold, or in base64."""
    if isinstance(value, datetime.date | datetime.time):  # a datetime is a date, too
        return value.isoformat()
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, bytes):
        try:
            return json.loads(value)
        except ValueError:
            return base64.b64encode(value).decode()
    return value
