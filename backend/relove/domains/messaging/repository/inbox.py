"""All SQL of the inbox."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.db.crypto import DecryptionError, keyring
from relove.domains.messaging.models import DeadLetter, InboxUpdate
from relove.domains.messaging.schemas import InboxRow, InboxSource

_PLACE = b"inbox_updates.payload"

# Prebuilt: each runs once or more for every message.
_INSERT_INBOX = (
    insert(InboxUpdate)
    .values(
        id=bindparam("id"),
        source=bindparam("source"),
        source_key=bindparam("source_key"),
        chat_id=bindparam("chat_id"),
        user_id=bindparam("user_id"),
        kind=bindparam("kind"),
        payload=bindparam("payload"),
    )
    .on_conflict_do_nothing(index_elements=["source", "source_key"])
    .returning(InboxUpdate.id)
)
_FIND_INBOX = select(InboxUpdate.id).where(
    InboxUpdate.source == bindparam("source"), InboxUpdate.source_key == bindparam("source_key")
)


class InboxRepository:
    """What came in."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def store(
        self,
        *,
        source: InboxSource,
        source_key: str,
        chat_id: int,
        user_id: uuid.UUID | None,
        kind: str,
        payload: bytes,
    ) -> tuple[uuid.UUID, bool]:
        """Store once; the id of the row, and whether it is new."""
        values = {
            "id": new_id(),
            "source": source,
            "source_key": source_key,
            "chat_id": chat_id,
            "user_id": user_id,
            "kind": kind,
            "payload": payload,
        }
        made = (await self._session.execute(_INSERT_INBOX, values)).scalar_one_or_none()
        if made is not None:
            return made, True
        found = await self._session.execute(_FIND_INBOX, {"source": source, "source_key": source_key})
        return found.scalar_one(), False

    async def drop(self, inbox_id: uuid.UUID) -> None:
        """As if it had never come."""
        await self._session.execute(delete(InboxUpdate).where(InboxUpdate.id == inbox_id))

    async def note_failure(self, inbox_id: uuid.UUID, error: str) -> int | None:
        """Count a try that failed; how many there were. None for a row that is done all the same."""
        statement = (
            update(InboxUpdate)
            .where(InboxUpdate.id == inbox_id, InboxUpdate.state == "pending")
            .values(tries=InboxUpdate.tries + 1, last_error=error)
            .returning(InboxUpdate.tries)
        )
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def bury(self, row: InboxRow, error: str) -> None:
        """Move a row that cannot be handled to the dead letters, so that the chat goes on.

        What does not open stays where it is, closed: its key may come back.
        """
        self._session.add(
            DeadLetter(
                inbox_id=row.id,
                chat_id=row.chat_id,
                user_id=row.user_id,
                source=row.source,
                kind=row.kind,
                payload=row.payload if row.readable else None,
                error=error,
            )
        )
        values: dict[str, Any] = {"state": "dead", "done_at": func.now(), "last_error": error}
        if row.readable:
            values["payload"] = None
        await self._session.execute(update(InboxUpdate).where(InboxUpdate.id == row.id).values(**values))

    async def move(self, chat_id: int, to: int) -> None:
        """A group got another number: what waits there is of the new one."""
        await self._session.execute(
            update(InboxUpdate)
            .where(InboxUpdate.chat_id == chat_id, InboxUpdate.state == "pending")
            .values(chat_id=to)
        )

    async def state(self, inbox_id: uuid.UUID) -> str | None:
        """pending, done, dead, or None where there is no such row."""
        statement = select(InboxUpdate.state).where(InboxUpdate.id == inbox_id)
        return (await self._session.execute(statement)).scalar_one_or_none()

    async def key_of(self, source: InboxSource, source_key: str) -> uuid.UUID | None:
        """The row under this key."""
        found = await self._session.execute(_FIND_INBOX, {"source": source, "source_key": source_key})
        return found.scalar_one_or_none()

    async def payload(self, inbox_id: uuid.UUID) -> bytes | None:
        """The payload while the row waits."""
        statement = select(InboxUpdate.payload).where(InboxUpdate.id == inbox_id)
        return (await self._session.execute(statement)).scalar_one_or_none()


def opened(row: Mapping[str, Any]) -> InboxRow:
    """A row as it is handled. One that does not open must not hold up its chat."""
    try:
        payload, readable = keyring().decrypt(row["payload"] or b"", _PLACE), True
    except DecryptionError:
        payload, readable = b"", False
    return InboxRow(
        id=row["id"],
        source=cast(InboxSource, row["source"]),
        chat_id=row["chat_id"],
        user_id=row["user_id"],
        kind=row["kind"],
        payload=payload,
        tries=row["tries"],
        received_at=row["received_at"],
        readable=readable,
        deaths=row["deaths"],
    )
