"""Rows of any table, made from what the table says of itself."""

from __future__ import annotations

import datetime
import json
import re
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, Boolean, CheckConstraint, Column, Table, Uuid, insert
from sqlalchemy.dialects.postgresql import JSONB

from relove.bootstrap import Container
from relove.core.ids import new_id
from relove.db.models import metadata
from relove.db.types import EncryptedBytes, EncryptedText

FIXED = {"quiet_from": "22:00", "quiet_to": "08:00"}


def words_for(table: Table, column: Column[Any]) -> list[str]:
    """The words that a check allows in the column; none where any will do."""
    for check in table.constraints:
        if isinstance(check, CheckConstraint):
            found = re.match(rf"{column.name} IN \((.*)\)$", str(check.sqltext))
            if found:
                return re.findall(r"'([^']*)'", found[1])
    return []


def value_for(table: Table, column: Column[Any], user: uuid.UUID, chat: int, ids: dict[str, Any]) -> Any:
    """Some value that the column takes, told apart by table and column."""
    mark = f"{table.name}.{column.name}"
    if column.name == table.info["person"]:
        return user
    if column.name in (table.info.get("chat"), "telegram_id"):
        return chat
    if column.foreign_keys:
        [key] = column.foreign_keys
        return ids[key.column.table.name]
    if column.name in FIXED:
        return FIXED[column.name]
    if words := words_for(table, column):
        return words[-1]
    if isinstance(column.type, EncryptedBytes):
        return json.dumps({"opened": mark}).encode()
    if isinstance(column.type, EncryptedText):
        return f"opened {mark}"
    if isinstance(column.type, Uuid):
        return new_id()
    if isinstance(column.type, JSONB):
        return {"opened": mark}
    if isinstance(column.type, ARRAY):
        return [new_id() if isinstance(column.type.item_type, Uuid) else mark]
    if isinstance(column.type, Boolean):
        return False
    moment = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    made: dict[type, Any] = {
        int: 7,
        str: f"{mark} {user}",
        bytes: mark.encode() + user.bytes,
        float: 0.5,
        Decimal: Decimal("1.50"),
        datetime.datetime: moment,
        datetime.date: moment.date(),
        datetime.time: moment.time(),
    }
    return made[column.type.python_type]


async def a_row(container: Container, name: str, user: uuid.UUID, chat: int, **ids: Any) -> uuid.UUID:
    """One row of the person in that table; `ids` are of rows that it refers to, by their tables."""
    table = metadata().tables[name]
    values = {
        column.name: value_for(table, column, user, chat, {"users": user, **ids})
        for column in table.columns
        if column.identity is None
    }
    async with container.units() as work:
        await work.session.execute(insert(table).values(values))
    made: uuid.UUID = values["id"]
    return made
