"""At each contact: is it time for another look? It happens in the background, never in the reply's way."""

from __future__ import annotations

from relove.core.clock import Clock
from relove.core.ports import Jobs
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people.schemas import Person
from relove.domains.profiles import rules
from relove.domains.profiles.names import REFRESH


def refresh_if_old(work: UnitOfWork, jobs: Jobs, clock: Clock, person: Person) -> None:
    """Ask for a refresh after the commit, where the profile is old and the person lets it be kept."""
    if person.may_work and not person.care_active and rules.is_old(person.profile_updated_at, clock.now()):
        work.after_commit(lambda: jobs.hint(REFRESH, str(person.id), "contact"))
