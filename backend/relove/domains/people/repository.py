"""All SQL about people and their consents."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from advanced_alchemy.repository import SQLAlchemyAsyncRepository
from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert

from relove.domains.people.activity.contact_repository import Note, with_contact
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

    async def by_ids(self, user_ids: Collection[uuid.UUID]) -> Sequence[User]:
        """Those of these people who are here."""
        return (await self.session.scalars(select(User).where(User.id.in_(user_ids)))).all()

    async def with_roles(self, roles: Collection[str]) -> Sequence[User]:
        """Who has one of these roles, the oldest account first."""
        statement = select(User).where(User.role.in_(roles)).order_by(User.id)
        return (await self.session.scalars(statement)).all()

    async def lock_with_owners(self, user_ids: Collection[uuid.UUID]) -> Sequence[User]:
        """These people and every owner as they are now; nobody changes or erases them until the commit."""
        statement = (
            select(User)
            .where(or_(User.id.in_(user_ids), User.role == "owner"))
            .order_by(User.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        return (await self.session.scalars(statement)).all()

    async def hold(self, user_id: uuid.UUID) -> bool:
        """Is the person here? Then nobody erases them until the commit."""
        statement = select(User.id).where(User.id == user_id).with_for_update(read=True, key_share=True)
        return (await self.session.scalar(statement)) is not None

    async def upsert_telegram(
        self, values: Mapping[str, Any], refreshed: Mapping[str, Any], note: Note | None = None
    ) -> User:
        """Insert, or refresh what Telegram tells anew: one statement, so two doors at once make one person.

        The contact is noted by the same statement.
        """
        upsert = (
            insert(User)
            .values(**values)
            .on_conflict_do_update(index_elements=[User.telegram_id], set_=dict(refreshed))
            .returning(User)
        )
        statement = upsert if note is None else with_contact(upsert, note)
        found = await self.session.execute(statement, execution_options={"populate_existing": True})
        return found.scalar_one()

    async def seen(self, telegram_id: int, values: Mapping[str, Any], note: Note) -> User | None:
        """Somebody who is known came again: noted in one statement; None where nobody is known by that id."""
        change = update(User).where(User.telegram_id == telegram_id).values(**values).returning(User)
        found = await self.session.execute(
            with_contact(change, note), execution_options={"populate_existing": True}
        )
        return found.scalar_one_or_none()

    async def guess_country(self, user_id: uuid.UUID, country: str) -> None:
        """Keep where the person seems to be, unless they said it themselves."""
        await self.session.execute(
            update(User).where(User.id == user_id, ~User.country_chosen).values(country=country)
        )

    async def heard_gender(self, user_id: uuid.UUID, gender: str, confidence: int) -> None:
        """Keep what was inferred, unless something surer is known."""
        surer = func.coalesce(User.gender_confidence, 0) > confidence
        await self.session.execute(
            update(User).where(User.id == user_id, ~surer).values(gender=gender, gender_confidence=confidence)
        )

    async def change(self, user_id: uuid.UUID, values: Mapping[str, Any]) -> User | None:
        """The person as they are from now on; None where they were erased meanwhile."""
        statement = update(User).where(User.id == user_id).values(**values).returning(User)
        found = await self.session.execute(statement, execution_options={"populate_existing": True})
        return found.scalar_one_or_none()


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
