"""All SQL about people and their consents."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from advanced_alchemy.repository import SQLAlchemyAsyncRepository
from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert

from relove.domains.people.models import User, UserConsent

# Built once: this one runs in every request and every update.
_PERSON_BY_ID = select(User).where(User.id == bindparam("user_id"))
_PERSON_BY_TELEGRAM = select(User).where(User.telegram_id == bindparam("telegram_id"))


class UserRepository(SQLAlchemyAsyncRepository[User]):
    """People."""

    model_type = User

    async def by_id(self, user_id: uuid.UUID) -> User | None:
        return (await self.session.execute(_PERSON_BY_ID, {"user_id": user_id})).scalar_one_or_none()

    async def by_telegram(self, telegram_id: int) -> User | None:
        found = await self.session.execute(_PERSON_BY_TELEGRAM, {"telegram_id": telegram_id})
        return found.scalar_one_or_none()

    async def upsert_telegram(self, values: Mapping[str, Any], refreshed: Mapping[str, Any]) -> User:
        """Insert, or refresh what Telegram tells anew: one statement, so two doors at once make one person."""
        statement = (
            insert(User)
            .values(**values)
            .on_conflict_do_update(index_elements=[User.telegram_id], set_=dict(refreshed))
            .returning(User)
        )
        found = await self.session.execute(statement, execution_options={"populate_existing": True})
        return found.scalar_one()

    async def change(self, user_id: uuid.UUID, values: Mapping[str, Any]) -> User:
        statement = update(User).where(User.id == user_id).values(**values).returning(User)
        found = await self.session.execute(statement, execution_options={"populate_existing": True})
        return found.scalar_one()


class ConsentRepository(SQLAlchemyAsyncRepository[UserConsent]):
    """Consents: rows are only added."""

    model_type = UserConsent

    async def in_force(self, user_id: uuid.UUID) -> list[UserConsent]:
        """The newest decision of each kind."""
        statement = (
            select(UserConsent)
            .where(UserConsent.user_id == user_id)
            .ext(distinct_on(UserConsent.kind))
            .order_by(UserConsent.kind, UserConsent.decided_at.desc(), UserConsent.id.desc())
        )
        return list((await self.session.execute(statement)).scalars())

    async def record(
        self, user_id: uuid.UUID, kind: str, granted: bool, version: int, source: str, at: datetime.datetime
    ) -> None:
        self.session.add(
            UserConsent(
                user_id=user_id, kind=kind, granted=granted, version=version, source=source, decided_at=at
            )
        )
        await self.session.flush()
