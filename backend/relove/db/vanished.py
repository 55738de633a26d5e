"""What the database says when something is written for somebody who was erased in the same moment."""

from __future__ import annotations

from functools import cache

from asyncpg import ForeignKeyViolationError
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from relove.db.models import metadata

_DEADLOCK = "40P01"


def person_vanished(error: Exception) -> bool:
    """Rows that this one hangs on are gone, and they were a person's: only an erasure takes such rows away."""
    if isinstance(error, StaleDataError):
        return True
    cause = error.orig.__cause__ if isinstance(error, IntegrityError) and error.orig else None
    return isinstance(cause, ForeignKeyViolationError) and cause.constraint_name in _keys_of_persons()


def stood_in_the_way(error: Exception) -> bool:
    """Two transactions waited for one another, and this one was called off: tried again, it goes through."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) == _DEADLOCK


@cache
def _keys_of_persons() -> frozenset[str]:
    return frozenset(
        str(key.name)
        for table in metadata().tables.values()
        for key in table.foreign_key_constraints
        if key.referred_table.info.get("person")
    )
