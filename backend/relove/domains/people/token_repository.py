"""All SQL of refresh tokens."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.people.models import RefreshToken, User


class RefreshTokenRepository:
    """Refresh tokens by their hash and by their family."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def family_of(self, token_hash: bytes) -> uuid.UUID | None:
        """The family of a token, without touching it."""
        return await self._session.scalar(
            select(RefreshToken.family_id).where(RefreshToken.token_hash == token_hash)
        )

    async def language_of(self, token_hash: bytes) -> str | None:
        """The language of the person whose token this is or was."""
        return await self._session.scalar(
            select(User.language)
            .join(RefreshToken, RefreshToken.user_id == User.id)
            .where(RefreshToken.token_hash == token_hash)
        )

    async def lock_family(self, family_id: uuid.UUID) -> None:
        """One at a time in a family until the commit: a revocation must see a successor made beside it."""
        await self._session.execute(
            select(func.pg_advisory_xact_lock(func.hashtextextended(str(family_id), 0)))
        )

    async def get(self, token_hash: bytes) -> RefreshToken | None:
        """The token, as the database has it now."""
        return await self._session.scalar(
            select(RefreshToken)
            .where(RefreshToken.token_hash == token_hash)
            .execution_options(populate_existing=True)
        )

    def add(self, token: RefreshToken) -> None:
        """Keep a new token."""
        self._session.add(token)

    async def revoke_family(self, family_id: uuid.UUID, at: datetime.datetime) -> None:
        """No token of the family is worth anything any more."""
        await self._session.execute(
            update(RefreshToken)
            .where(RefreshToken.family_id == family_id, RefreshToken.revoked_at.is_(None))
            .values(revoked_at=at)
            .execution_options(synchronize_session=False)
        )
