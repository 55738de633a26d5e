"""What waits in a chat behind the row that is being handled."""

from __future__ import annotations

import uuid

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.messaging.models import InboxUpdate

_LOOK_AHEAD = 20
_BEHIND = (
    select(InboxUpdate.source, InboxUpdate.payload)
    .where(
        InboxUpdate.chat_id == bindparam("chat_id"),
        InboxUpdate.state == "pending",
        InboxUpdate.kind == "message",
        InboxUpdate.id != bindparam("inbox_id"),
    )
    .order_by(InboxUpdate.seq)
    .limit(_LOOK_AHEAD)
)


class WaitingRepository:
    """Rows that wait."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def behind(self, chat_id: int, inbox_id: uuid.UUID) -> list[tuple[str, bytes]]:
        """Source and payload of the next messages of the chat, in order of arrival."""
        found = await self._session.execute(_BEHIND, {"chat_id": chat_id, "inbox_id": inbox_id})
        return [(source, payload) for source, payload in found.all() if payload]
