"""All SQL of profiles."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from relove.domains.profiles.models import Profile, ProfileVersion, Statement

# Prebuilt: this one runs for every reply.
_SUMMARY = select(Profile.summary).where(Profile.user_id == bindparam("user_id"))


class ProfileRepository:
    """Profiles, their statements and versions."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def summary(self, user_id: uuid.UUID) -> str | None:
        return await self._session.scalar(_SUMMARY, {"user_id": user_id})

    async def get(self, user_id: uuid.UUID) -> Profile | None:
        statement = select(Profile).where(Profile.user_id == user_id)
        return await self._session.scalar(statement.execution_options(populate_existing=True))

    async def locked(self, user_id: uuid.UUID) -> Profile:
        """The profile, made where there is none; nobody else changes it until the commit."""
        await self._session.execute(insert(Profile).values(user_id=user_id).on_conflict_do_nothing())
        statement = select(Profile).where(Profile.user_id == user_id).with_for_update()
        found = await self._session.execute(statement.execution_options(populate_existing=True))
        return found.scalar_one()

    async def tried_since(self, user_ids: Collection[uuid.UUID], since: datetime.datetime) -> set[uuid.UUID]:
        """Those of these people for whom something was tried since then."""
        statement = select(Profile.user_id).where(Profile.user_id.in_(user_ids), Profile.tried_at > since)
        return set((await self._session.scalars(statement)).all())

    async def change(self, user_id: uuid.UUID, **values: Any) -> None:
        await self._session.execute(update(Profile).where(Profile.user_id == user_id).values(**values))

    async def statements(self, user_id: uuid.UUID) -> Sequence[Statement]:
        """All of a person's, those that no longer stand and those vetoed too: oldest first, then surest first."""
        order = (Statement.created_at, Statement.confidence.desc(), Statement.id)
        statement = select(Statement).where(Statement.user_id == user_id).order_by(*order)
        return (await self._session.scalars(statement.execution_options(populate_existing=True))).all()

    def add(self, row: Statement | ProfileVersion) -> None:
        self._session.add(row)

    async def flush(self) -> None:
        await self._session.flush()

    async def forget_summaries(self, user_id: uuid.UUID) -> None:
        """Older summaries may hold what the person has taken out."""
        await self._session.execute(
            update(ProfileVersion).where(ProfileVersion.user_id == user_id).values(summary=None)
        )

    async def versions(self, user_id: uuid.UUID, numbers: tuple[int, int]) -> Sequence[ProfileVersion]:
        """Versions from one number to another, both included."""
        statement = (
            select(ProfileVersion)
            .where(ProfileVersion.user_id == user_id, ProfileVersion.version.between(*numbers))
            .order_by(ProfileVersion.version)
        )
        return (await self._session.scalars(statement)).all()

    async def count_updated(self, since: datetime.datetime) -> int:
        """Profiles that were written since then: for the dashboard."""
        statement = select(func.count()).select_from(Profile).where(Profile.updated_at >= since)
        return (await self._session.execute(statement)).scalar_one()
