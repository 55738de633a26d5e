"""Acts of the team on people: roles, a copy of somebody's data, somebody's erasure.

None is done at once but the end of a care pause: `ask` opens a question that waits for a press in the asker's own
chat, and what it leads to looks at everybody's role again, as it is at that moment. Each step is in the audit.
"""

from __future__ import annotations

import uuid
from typing import cast

import msgspec

from relove.core.actor import Role
from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people import rules
from relove.domains.people.confirmations import Asked, Confirmations, Confirmed
from relove.domains.people.repository import UserRepository
from relove.domains.people.schemas import Intent, Person
from relove.domains.people.service import PeopleService, to_person
from relove.domains.records.audit import Audit, Step

ROLE = "role.change"
EXPORT = "person.export"
ERASE_PERSON = "person.erase"
RELEASE_CARE = "care.release"


class Pair(msgspec.Struct, frozen=True):
    """Who acts and on whom, as they are now; neither can be changed or erased by others until the commit."""

    actor: Person
    subject: Person


class AdminActs:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._users = UserRepository(session=work.session)
        self._people = PeopleService(work, clock)
        self._confirmations = Confirmations(work, clock)
        self._audit = Audit(work, clock)

    async def team(self) -> list[Person]:
        """Everybody with a role."""
        return [to_person(row) for row in await self._users.with_roles(rules.TEAM)]

    async def may_change_role(self, actor_id: uuid.UUID, subject_id: uuid.UUID, role: Role) -> Pair:
        """ReloveError forbidden, person_not_found, role_out_of_reach, role_unchanged, last_owner."""
        pair, owners = await self._pair(actor_id, subject_id)
        if not rules.within_reach(pair.actor.role, pair.subject.role, role):
            raise ReloveError("role_out_of_reach", kind="forbidden")
        if pair.subject.role == role:
            raise ReloveError("role_unchanged", kind="conflict")
        if pair.subject.role == "owner" and owners == 1:
            raise ReloveError("last_owner", kind="conflict")
        return pair

    async def may_act_on(self, actor_id: uuid.UUID, subject_id: uuid.UUID) -> Pair:
        """ReloveError forbidden, person_not_found, person_out_of_reach, person_is_yourself."""
        pair, _ = await self._pair(actor_id, subject_id)
        if actor_id == subject_id:
            raise ReloveError("person_is_yourself", kind="conflict")
        if not rules.within_reach(pair.actor.role, pair.subject.role):
            raise ReloveError("person_out_of_reach", kind="forbidden")
        return pair

    async def change_role(self, pair: Pair, role: Role) -> Person:
        """Give a role that `may_change_role` allowed in this unit of work."""
        return await self._people.grant_role(pair.subject.telegram_id, role)

    async def release_care(self, pair: Pair) -> None:
        """End the care pause of somebody whom `may_act_on` allowed. ReloveError not_in_care where there is none."""
        if not pair.subject.care_active:
            raise ReloveError("not_in_care", kind="conflict")
        # The reason first: it is gone with the pause. A category, none of the person's words.
        reason = {"reason": pair.subject.care_reason or ""}
        await self._people.end_care(pair.subject.id)
        await self._people.soften(pair.subject.id)
        await self._note(pair.actor.id, RELEASE_CARE, "done", Intent(pair.subject.id, reason))

    async def ask(self, actor_id: uuid.UUID, act: str, intent: Intent) -> Asked:
        """Open the question. Whoever calls shows it in the asker's own chat."""
        await self._note(actor_id, act, "asked", intent)
        return await self._confirmations.ask(actor_id, act, msgspec.json.encode(intent))

    async def note(self, actor_id: uuid.UUID, confirmed: Confirmed, step: Step, **more: str) -> None:
        """Write down what became of a question."""
        intent = intent_of(confirmed)
        details = {**intent.details, **more}
        await self._note(actor_id, confirmed.act, step, Intent(intent.subject_id, details))

    async def _note(self, actor_id: uuid.UUID, act: str, step: Step, intent: Intent) -> None:
        # Who was erased is named by nothing any more.
        known = intent.subject_id is not None and await self._people.hold(intent.subject_id)
        subject_id = intent.subject_id if known else None
        await self._audit.note(actor_id, act, step=step, subject_id=subject_id, details=intent.details)

    async def _pair(self, actor_id: uuid.UUID, subject_id: uuid.UUID) -> tuple[Pair, int]:
        rows = {row.id: to_person(row) for row in await self._users.lock_with_owners({actor_id, subject_id})}
        actor, subject = rows.get(actor_id), rows.get(subject_id)
        if actor is None or not rules.within_reach(actor.role, "person"):
            raise ReloveError("forbidden", kind="forbidden")
        if subject is None:
            raise ReloveError("person_not_found", kind="not_found")
        return Pair(actor, subject), sum(person.role == "owner" for person in rows.values())


def intent_of(confirmed: Confirmed) -> Intent:
    """What was asked for."""
    return msgspec.json.decode(confirmed.payload or b"{}", type=Intent)


def role_in(intent: Intent) -> Role:
    """The role that a change is to."""
    return cast(Role, intent.details["role"])
