"""All SQL of confirmations."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.people.models import Confirmation


class ConfirmationRepository:
    """Questions that wait for a press."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, **values: Any) -> None:
        """Keep a new question."""
        self._session.add(Confirmation(**values))
        await self._session.flush()

    async def lock(self, token_hash: bytes, user_id: uuid.UUID) -> Confirmation | None:
        """The person's question behind a button; two presses at once take turns."""
        return await self._session.scalar(
            select(Confirmation)
            .where(Confirmation.token_hash == token_hash, Confirmation.user_id == user_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )

    async def drop_expired(self, user_id: uuid.UUID, before: datetime.datetime) -> None:
        """Old questions of a person."""
        await self._session.execute(
            delete(Confirmation).where(Confirmation.user_id == user_id, Confirmation.expires_at < before)
        )
