"""Use cases about people: who they are, what they agreed to, how they want to be spoken with."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any, cast

import msgspec

from relove.core.actor import Actor, Language, Role
from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ids import new_id
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people import rules
from relove.domains.people.activity.contact_repository import note_of
from relove.domains.people.activity.rules import PROFILE_MARKER, STARTED_MARKER, from_marker
from relove.domains.people.activity.schemas import Contact
from relove.domains.people.models import User
from relove.domains.people.repository import ConsentRepository, UserRepository
from relove.domains.people.schemas import (
    Consent,
    ConsentKind,
    Directness,
    Formality,
    Gender,
    Pending,
    Person,
    PreferencesPatch,
    Source,
    TelegramPerson,
)

SAID_SO = 100
"""Percent: the person said it themselves."""


def to_person(row: User) -> Person:
    """The row as the services see it."""
    return Person(
        id=row.id,
        telegram_id=row.telegram_id,
        first_name=row.first_name,
        last_name=row.last_name,
        username=row.username,
        language=cast(Language, row.language),
        timezone=row.timezone,
        timezone_confirmed=row.timezone_confirmed,
        country=row.country,
        role=cast(Role, row.role),
        directness=cast(Directness, row.directness),
        proactive_paused=row.proactive_paused,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        care_active=row.care_active,
        care_since=row.care_since,
        care_reason=row.care_reason,
        created_at=row.created_at,
        called=row.called,
        gender=cast("Gender | None", row.gender),
        gender_confidence=row.gender_confidence,
        formality=cast(Formality, row.formality),
        may_work=row.may_work,
        ai_told_at=row.ai_told_at,
        profile_updated_at=from_marker(row.markers.get(PROFILE_MARKER)),
        started=STARTED_MARKER in row.markers,
        pending=cast("Pending | None", row.pending_question),
        pending_until=row.pending_until,
        address_asked=row.address_asked_at is not None,
        timezone_asked=row.timezone_asked_at is not None,
    )


class PeopleService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._users = UserRepository(session=work.session)
        self._consents = ConsentRepository(session=work.session)
        self._clock = clock

    async def meet(
        self, who: TelegramPerson, source: str | None = None, contact: Contact | None = None
    ) -> Person:
        """The person behind a Telegram account, made at the first contact; notes the contact and the source."""
        now = self._clock.now()
        source = rules.checked_source(source)
        seen: dict[str, Any] = {
            "first_name": rules.storable(who.first_name) or "",
            "last_name": rules.storable(who.last_name),
            "username": rules.storable(who.username),
            "last_seen_at": now,
            "updated_at": now,
            "is_active": True,
        }
        if source:
            seen["source_last"] = source
        new = {
            **seen,
            "id": new_id(),
            "telegram_id": who.telegram_id,
            "language": rules.interface_language(who.language_code),
            "timezone": "Europe/Moscow",
            "timezone_confirmed": False,
            "source_first": source,
            "created_at": now,
        }
        return to_person(
            await self._users.upsert_telegram(new, seen, note_of(contact, now) if contact else None)
        )

    async def seen(self, telegram_id: int, contact: Contact) -> Person | None:
        """Somebody came again by another door than Telegram's: notes the contact in the same statement."""
        now = self._clock.now()
        row = await self._users.seen(telegram_id, {"last_seen_at": now}, note_of(contact, now))
        return None if row is None else to_person(row)

    async def get(self, user_id: uuid.UUID) -> Person:
        """A person who is known to exist. ReloveError not_found where not."""
        row = await self._users.by_id(user_id)
        if row is None:
            raise ReloveError("not_found", kind="not_found")
        return to_person(row)

    async def find(self, user_id: uuid.UUID) -> Person | None:
        """The person, read from the database now; the role too."""
        row = await self._users.by_id(user_id)
        return None if row is None else to_person(row)

    async def find_by_telegram(self, telegram_id: int) -> Person | None:
        """The person behind a Telegram id."""
        row = await self._users.by_telegram(telegram_id)
        return None if row is None else to_person(row)

    async def change(
        self, user_id: uuid.UUID, patch: PreferencesPatch, likely_country: str | None = None
    ) -> Person:
        """Set preferences. ReloveError bad_language, bad_timezone, validation.

        The likely country is what their time zone tells of it: it yields to what the person ever chose.
        """
        values: dict[str, Any] = {}
        if patch.language is not msgspec.UNSET:
            values["language"] = rules.checked_language(patch.language)
        if patch.timezone is not msgspec.UNSET:
            values["timezone"] = rules.checked_timezone(patch.timezone)
            values["timezone_confirmed"] = True
        if patch.directness is not msgspec.UNSET:
            values["directness"] = patch.directness
        if patch.proactive_paused is not msgspec.UNSET:
            values["proactive_paused"] = patch.proactive_paused
        if patch.quiet_hours is not msgspec.UNSET:
            values["quiet_from"] = rules.checked_time(patch.quiet_hours.from_)
            values["quiet_to"] = rules.checked_time(patch.quiet_hours.to)
        if patch.called is not msgspec.UNSET:
            values["called"] = rules.checked_called(patch.called)
        if patch.gender is not msgspec.UNSET:
            values["gender"] = patch.gender
            values["gender_confidence"] = None if patch.gender is None else SAID_SO
        if patch.formality is not msgspec.UNSET:
            values["formality"] = patch.formality
        if patch.country is not msgspec.UNSET:
            values["country"] = rules.checked_country(patch.country)
            values["country_chosen"] = True
        elif likely_country is not None:
            await self._users.guess_country(user_id, rules.checked_country(likely_country))
        if not values:
            return await self.get(user_id)
        return await self._set(user_id, values)

    async def consents(self, user_id: uuid.UUID) -> list[Consent]:
        """The decisions in force."""
        return [
            Consent(
                kind=cast(ConsentKind, row.kind),
                granted=row.granted,
                version=row.version,
                at=row.decided_at,
            )
            for row in await self._consents.in_force(user_id)
        ]

    async def decide(
        self, user_id: uuid.UUID, decisions: Mapping[ConsentKind, bool], source: Source
    ) -> list[Consent]:
        """Record what the person agreed to or took back. What is already so is not written again."""
        standing = {consent.kind: consent for consent in await self.consents(user_id)}
        for kind, granted in decisions.items():
            before = standing.get(kind)
            if before and before.granted == granted and before.version == rules.CONSENT_VERSION:
                continue
            await self._consents.record(
                user_id, kind, granted, rules.CONSENT_VERSION, source, self._clock.now()
            )
        decided = await self.consents(user_id)
        agreed = {consent.kind for consent in decided if consent.granted}
        # Looked at with every message: beside the person, not gathered from the record of decisions each time.
        await self._users.change(user_id, {"may_work": agreed >= {"guided_work", "profile"}})
        return decided

    async def may_work_with(self, user_id: uuid.UUID) -> bool:
        """Did the person agree to the guided work and to what it keeps?"""
        row = await self._users.by_id(user_id)
        return row is not None and row.may_work

    async def told_of_ai(self, user_id: uuid.UUID) -> None:
        """The person was told just now that an AI writes."""
        await self._users.change(user_id, {"ai_told_at": self._clock.now()})

    async def heard_gender(self, user_id: uuid.UUID, gender: Gender, confidence: int) -> None:
        """The person's own verb forms tell it, with so much confidence (percent); what they said themselves stays."""
        await self._users.heard_gender(user_id, gender, min(confidence, SAID_SO - 1))

    async def grant_role(self, telegram_id: int, role: Role) -> Person:
        """Give a role; makes the person where the id was never seen."""
        person = await self.find_by_telegram(telegram_id) or await self.meet(TelegramPerson(telegram_id))
        return await self._set(person.id, {"role": role})

    async def begin_care(self, user_id: uuid.UUID, reason: str) -> Person:
        """Care pause: no provocation, offers or first words until the person comes back from it."""
        values = {"care_active": True, "care_since": self._clock.now(), "care_reason": reason}
        return await self._set(user_id, values)

    async def soften(self, user_id: uuid.UUID) -> None:
        """Gently from now on: after the stop word, and after a care pause."""
        await self._users.change(user_id, {"directness": "soft", "updated_at": self._clock.now()})

    async def set_active(self, telegram_id: int, *, active: bool) -> None:
        """Blocked the bot, or let it in again."""
        person = await self.find_by_telegram(telegram_id)
        if person is not None:
            await self._users.change(person.id, {"is_active": active, "updated_at": self._clock.now()})

    async def end_care(self, user_id: uuid.UUID) -> Person:
        """The person chose to go on."""
        values = {"care_active": False, "care_since": None, "care_reason": None}
        return await self._set(user_id, values)

    async def hold(self, user_id: uuid.UUID) -> bool:
        """Is the person here? Then nobody erases them until this unit of work ends."""
        return await self._users.hold(user_id)

    async def many(self, user_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Person]:
        """Those of these people who are here."""
        return {row.id: to_person(row) for row in await self._users.by_ids(user_ids)} if user_ids else {}

    async def _set(self, user_id: uuid.UUID, values: Mapping[str, Any]) -> Person:
        row = await self._users.change(user_id, {**values, "updated_at": self._clock.now()})
        if row is None:
            raise ReloveError("not_found", kind="not_found")
        return to_person(row)


def to_actor(person: Person) -> Actor:
    """Who is acting, for the doors."""
    return Actor(
        user_id=person.id,
        telegram_id=person.telegram_id,
        first_name=person.first_name,
        language=person.language,
        role=person.role,
    )
