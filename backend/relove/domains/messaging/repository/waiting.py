"""What waits in a chat behind the row that is being handled."""

from __future__ import annotations

import datetime
import uuid
from typing import NamedTuple

from sqlalchemy import LargeBinary, bindparam, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from relove.db.crypto import DecryptionError, keyring
from relove.domains.messaging.models import InboxUpdate

_LOOK_AHEAD = 20
_PLACE = b"inbox_updates.payload"
_BEHIND = (
    select(
        InboxUpdate.id,
        InboxUpdate.source,
        InboxUpdate.kind,
        # Opened row by row below: one that does not open is left to its own turn.
        type_coerce(InboxUpdate.payload, LargeBinary).label("payload"),
        InboxUpdate.tries,
        InboxUpdate.received_at,
    )
    .where(
        InboxUpdate.chat_id == bindparam("chat_id"),
        InboxUpdate.state == "pending",
        InboxUpdate.id != bindparam("inbox_id"),
    )
    .order_by(InboxUpdate.seq)
    .limit(_LOOK_AHEAD)
)


class WaitingRow(NamedTuple):
    """A row that waits; no payload where no key at hand opens it."""

    id: uuid.UUID
    source: str
    kind: str
    payload: bytes | None
    tries: int
    received_at: datetime.datetime


class WaitingRepository:
    """Rows that wait."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def behind(self, chat_id: int, inbox_id: uuid.UUID) -> list[WaitingRow]:
        """The next rows of the chat, in order of arrival."""
        found = await self._session.execute(_BEHIND, {"chat_id": chat_id, "inbox_id": inbox_id})
        return [WaitingRow(*row)._replace(payload=_opened(row.payload)) for row in found]


def _opened(payload: bytes | None) -> bytes | None:
    try:
        return keyring().decrypt(payload, _PLACE) if payload else None
    except DecryptionError:
        return None
