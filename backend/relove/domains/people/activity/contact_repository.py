"""The SQL of one contact: noted by the statement that writes the person, with no round trip of its own."""

from __future__ import annotations

import datetime
import uuid

import msgspec
from sqlalchemy import Select, exists, insert, literal, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from relove.core.ids import new_id
from relove.domains.people.activity.models import ActivityLog
from relove.domains.people.activity.schemas import Contact
from relove.domains.people.models import User

_SAME_ROW = datetime.timedelta(days=2)
"""An inbox row is tried again within minutes; older partitions need not be looked at."""


class Note(msgspec.Struct, frozen=True):
    """A contact as its row holds it."""

    id: uuid.UUID
    type: str
    details: bytes | None
    at: datetime.datetime


def note_of(contact: Contact, at: datetime.datetime) -> Note:
    """The row of a contact."""
    details = msgspec.json.encode(contact.details) if contact.details else None
    return Note(contact.id or new_id(), contact.type, details, at)


def with_contact(person: ReturningInsert[User] | ReturningUpdate[User], note: Note) -> Select[User]:
    """The same statement, noting the contact of whom it writes. A second run of an inbox row notes nothing more."""
    row = person.cte("person")
    number = literal(note.id, ActivityLog.id.type)
    again = exists().where(ActivityLog.id == number, ActivityLog.timestamp > note.at - _SAME_ROW)
    entry = select(
        number,
        literal(note.at, ActivityLog.timestamp.type),
        row.c.id,
        row.c.telegram_id,
        literal(note.type, ActivityLog.activity_type.type),
        literal(note.details, ActivityLog.details.type),
    ).where(~again)
    columns = ["id", "timestamp", "user_id", "chat_id", "activity_type", "details"]
    noted = insert(ActivityLog).from_select(columns, entry, include_defaults=False).cte("noted")
    return select(aliased(User, row)).add_cte(noted)
