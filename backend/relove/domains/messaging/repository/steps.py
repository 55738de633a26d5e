"""How a unit of work of a handler begins: one statement fences it, and does what else every one of them does."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ARRAY, BigInteger, Boolean, DateTime, LargeBinary, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.errors import LeaseLost
from relove.db.crypto import DecryptionError, keyring

_PLACE = b"inbox_updates.payload"
_LOOK_AHEAD = 20

# FOR SHARE, no weaker: taking the lease is an UPDATE, and must wait until this transaction ends. What is ended here is
# still pending in the snapshot that looks behind: it is left out by its id.
_BEGIN = text(
    f"""
    WITH held AS MATERIALIZED (
        SELECT token FROM chat_leases WHERE chat_id = :chat_id AND token = :token FOR SHARE
    ), remembered AS (
        INSERT INTO chats (chat_id, user_id, kind, created_at)
        SELECT :chat_id, :user_id, 'private', :at FROM held WHERE :user_id IS NOT NULL
        ON CONFLICT (chat_id) DO UPDATE SET user_id = excluded.user_id, blocked_at = NULL
        WHERE chats.user_id IS DISTINCT FROM excluded.user_id OR chats.blocked_at IS NOT NULL
    ), ended AS (
        UPDATE inbox_updates SET state = 'done', done_at = now(), payload = NULL, last_error = NULL
        FROM held WHERE id = ANY(:done)
    ), behind AS (
        SELECT id, source, kind, payload, tries, received_at, seq FROM inbox_updates, held
        WHERE :look AND chat_id = :chat_id AND state = 'pending' AND id <> :row_id AND NOT id = ANY(:done)
        ORDER BY seq LIMIT {_LOOK_AHEAD}
    )
    SELECT behind.id, behind.source, behind.kind, behind.payload, behind.tries, behind.received_at
    FROM held LEFT JOIN behind ON true ORDER BY behind.seq
    """
).bindparams(
    bindparam("chat_id", type_=BigInteger()),
    bindparam("token", type_=BigInteger()),
    bindparam("user_id", type_=Uuid()),
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("done", type_=ARRAY(Uuid())),
    bindparam("look", type_=Boolean()),
    bindparam("row_id", type_=Uuid()),
)
_COLUMNS = _BEGIN.columns(
    id=Uuid(),
    source=Text(),
    kind=Text(),
    payload=LargeBinary(),
    tries=BigInteger(),
    received_at=DateTime(timezone=True),
)


class WaitingRow(NamedTuple):
    """A row that waits; no payload where no key at hand opens it."""

    id: uuid.UUID
    source: str
    kind: str
    payload: bytes | None
    tries: int
    received_at: datetime.datetime


class Remembered(NamedTuple):
    """A person's own chat, where the bot may write."""

    user_id: uuid.UUID
    at: datetime.datetime


class StepRepository:
    """Begins units of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def begin(
        self,
        chat_id: int,
        token: int,
        row_id: uuid.UUID,
        *,
        remember: Remembered | None = None,
        done: Sequence[uuid.UUID] = (),
        look: bool = False,
    ) -> list[WaitingRow]:
        """LeaseLost unless the chat is ours; then it stays ours until this transaction ends.

        `remember` notes the chat, `done` ends inbox rows, `look` asks for the rows behind the one at hand, in order of
        arrival.
        """
        values = {
            "chat_id": chat_id,
            "token": token,
            "row_id": row_id,
            "user_id": remember.user_id if remember else None,
            "at": remember.at if remember else None,
            "done": list(done),
            "look": look,
        }
        rows = (await self._session.execute(_COLUMNS, values)).all()
        if not rows:
            raise LeaseLost
        return [WaitingRow(*row)._replace(payload=_opened(row.payload)) for row in rows if row.id is not None]


def _opened(payload: bytes | None) -> bytes | None:
    """Row by row: one that does not open is left to its own turn."""
    try:
        return keyring().decrypt(payload, _PLACE) if payload else None
    except DecryptionError:
        return None
