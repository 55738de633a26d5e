"""What all models stand on."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, Literal

from advanced_alchemy.base import BasicAttributes, create_registry
from sqlalchemy import BigInteger, CheckConstraint, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from relove.core.ids import new_id
from relove.db.types import UtcTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

registry = create_registry()
registry.metadata.naming_convention = NAMING
registry.update_type_annotation_map(
    {datetime.datetime: UtcTime(), uuid.UUID: Uuid(), str: Text(), int: BigInteger()}
)


class Base(BasicAttributes, DeclarativeBase):
    """Declarative base. Each table says in `info["person"]` which column names the person, or None for none."""

    registry = registry
    __abstract__ = True


class Keyed:
    """A UUIDv7 primary key."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)


def person(column: str | None, *, chat: str | None = None, blanked: bool = False) -> dict[str, Any]:
    """Table arguments: which column names the person whose data this is. Export and erasure walk these marks.

    `chat` names the column of the chat, where a row may come before the person behind it is known: a person's own chat
    has the person's Telegram id. `blanked`: an erasure empties the column and keeps the row.
    """
    return {"info": {"person": column, "chat": chat, "blanked": blanked}}


def left_out(reason: str) -> dict[str, Any]:
    """`info` of a column that a person's export does not show, and why. Everything else is shown."""
    return {"left_out": reason}


def one_of(column: str, *values: str) -> CheckConstraint:
    """An enum as text with a check."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


OnDelete = Literal["CASCADE", "SET NULL"]
