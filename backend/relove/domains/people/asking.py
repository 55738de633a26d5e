"""What a person is being asked about themselves: beside the person in the database, so that the next text answers it.

Nobody is held by a question: it ends with anything else that the person does, and by itself after a while.
"""

from __future__ import annotations

import datetime
import uuid

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people.repository import UserRepository
from relove.domains.people.schemas import Pending, Person

PENDING_FOR = datetime.timedelta(minutes=30)


def pending_of(person: Person, now: datetime.datetime) -> Pending | None:
    """The question that waits for the person's words; None where none does any more."""
    until = person.pending_until
    return person.pending if until is not None and until > now else None


class Asking:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._users = UserRepository(session=work.session)
        self._clock = clock

    async def ask(self, user_id: uuid.UUID, question: Pending) -> None:
        """From now on the person's next words answer it; a question asked before is let go."""
        until = self._clock.now() + PENDING_FOR
        await self._users.change(user_id, {"pending_question": question, "pending_until": until})

    async def let_go(self, user_id: uuid.UUID) -> None:
        """It was answered, or the person went on with something else."""
        await self._users.change(user_id, {"pending_question": None, "pending_until": None})

    async def address_asked(self, user_id: uuid.UUID) -> None:
        """They were asked how to speak with them: never of ourselves again, whatever they do with it."""
        await self._users.change(user_id, {"address_asked_at": self._clock.now()})

    async def timezone_asked(self, user_id: uuid.UUID) -> None:
        """The same for the hour on their clock."""
        await self._users.change(user_id, {"timezone_asked_at": self._clock.now()})
