"""All SQL of dead letters."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import LargeBinary, delete, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncSession

from relove.db.crypto import DecryptionError, keyring
from relove.domains.messaging.models import DeadLetter, InboxUpdate
from relove.domains.messaging.schemas import DeadLetterView

_PLACE = b"dead_letters.payload"


class DeadLetterRepository:
    """Inbox rows that could not be handled."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> list[DeadLetterView]:
        """Oldest first; their words are not read."""
        statement = select(
            DeadLetter.id,
            DeadLetter.chat_id,
            DeadLetter.source,
            DeadLetter.kind,
            DeadLetter.error,
            DeadLetter.created_at,
        ).order_by(DeadLetter.created_at, DeadLetter.id)
        return [DeadLetterView(*row) for row in await self._session.execute(statement)]

    async def replay(self, letter_id: uuid.UUID) -> bool:
        """Put the row back in its old place; the letter goes. False when the row or what came is no more."""
        found = await self._session.execute(
            select(DeadLetter.inbox_id, type_coerce(DeadLetter.payload, LargeBinary).label("payload"))
            .where(DeadLetter.id == letter_id)
            .with_for_update()
        )
        letter = found.one_or_none()
        if letter is None:
            return False
        back = (
            update(InboxUpdate)
            .where(InboxUpdate.id == letter.inbox_id, InboxUpdate.state == "dead")
            .values(state="pending", tries=0, deaths=0, done_at=None)
        )
        if letter.payload is None:
            # It did not open, and lies in the inbox still, closed.
            back = back.where(InboxUpdate.payload.is_not(None))
        else:
            try:
                back = back.values(payload=keyring().decrypt(letter.payload, _PLACE))
            except DecryptionError:
                return False
        replayed: Sequence[uuid.UUID] = list(
            (await self._session.execute(back.returning(InboxUpdate.id))).scalars()
        )
        if not replayed:
            return False
        await self._session.execute(delete(DeadLetter).where(DeadLetter.id == letter_id))
        return True
