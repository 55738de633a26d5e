"""What a profile is made of: the last contacts with what was said in them, and what is known already."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import msgspec

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.journey.schemas import Evidence
from relove.domains.people.activity.schemas import Activity
from relove.domains.people.activity.service import ActivityService
from relove.domains.people.schemas import ConsentKind, Person
from relove.domains.people.service import PeopleService
from relove.domains.profiles import rules
from relove.domains.profiles.ports import EvidenceSource, PublicSelf, Words
from relove.domains.profiles.schemas import ProfileView
from relove.domains.profiles.service import ProfileService


class Material(msgspec.Struct, frozen=True):
    """Everything that was read in one unit of work. `public` comes after it, for it is read from Telegram."""

    person: Person
    entries: Sequence[tuple[Activity, Words | None]]
    evidence: Sequence[Evidence]
    profile: ProfileView | None
    agreed: frozenset[ConsentKind]
    public: PublicSelf = PublicSelf()
    posts: Sequence[str] = ()

    def enough(self, *, with_model: bool) -> bool:
        """Was enough said to say anything? The rules say only what memory holds."""
        return self.said >= rules.ENOUGH_WORDS if with_model else bool(self.evidence)

    @property
    def said(self) -> int:
        """How many of the contacts hold words."""
        return sum(1 for _, words in self.entries if words is not None)


async def gather(work: UnitOfWork, clock: Clock, source: EvidenceSource, person: Person) -> Material:
    """Read it all in the caller's unit of work."""
    entries = await ActivityService(work, clock).last(person.id, rules.ENTRIES)
    words = await source.words(work, person.id, [entry.id for entry in entries])
    consents = await PeopleService(work, clock).consents(person.id)
    return Material(
        person=person,
        entries=[(entry, words.get(entry.id)) for entry in entries],
        evidence=await source.evidence(work, person.id),
        profile=await ProfileService(work, clock).current(person.id),
        agreed=frozenset(consent.kind for consent in consents if consent.granted),
    )


def known_turns(material: Material) -> dict[str, uuid.UUID]:
    """The labels under which a prompt names the person's turns."""
    turns = [words.turn_id for _, words in material.entries if words is not None]
    return {f"t{number}": turn for number, turn in enumerate(turns, start=1)}
