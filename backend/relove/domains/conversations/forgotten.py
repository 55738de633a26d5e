"""Sessions that nobody came back to: they close by themselves, with a summary that waits for the person.

Nothing is sent: the summary is shown when the person comes again, and stands in the Mini App.
"""

from __future__ import annotations

import datetime
import logging
import uuid

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.conversations.closing import SessionCloser
from relove.domains.conversations.kinds.repository import EndedRepository
from relove.domains.conversations.schemas import SessionView
from relove.domains.conversations.service import SessionService, to_session
from relove.domains.people.service import PeopleService

FORGOTTEN = datetime.timedelta(days=14)
_AT_ONCE = 100
_log = logging.getLogger("relove.sessions")


class ForgottenSessions:
    """One instance per process."""

    def __init__(self, units: UnitOfWorkFactory, closer: SessionCloser, clock: Clock) -> None:
        self._units = units
        self._closer = closer
        self._clock = clock

    async def close(self) -> dict[str, int]:
        """Close all that are due, each by itself: what goes wrong with one is told and stops no other."""
        before = self._clock.now() - FORGOTTEN
        counts = {"closed": 0, "failed": 0}
        tried: set[uuid.UUID] = set()
        while True:
            async with self._units() as work:
                found = await EndedRepository(work.session).forgotten(before, _AT_ONCE + counts["failed"])
            due = [one for one in found if one[0] not in tried]
            if not due:
                return counts
            for session_id, user_id in due:
                tried.add(session_id)
                try:
                    counts["closed"] += await self._close(session_id, user_id, before)
                except Exception:
                    counts["failed"] += 1
                    _log.exception("a forgotten session was not closed")

    async def _close(self, session_id: uuid.UUID, user_id: uuid.UUID, before: datetime.datetime) -> bool:
        async with self._units() as work:
            person = await PeopleService(work, self._clock).get(user_id)
            session = await SessionService(work, self._clock).get(session_id, user_id)
        # In a care pause nothing is summed up, and nothing waits to be read.
        summary = None if person.care_active else await self._closer.summarise(person, session)
        async with self._units() as work:
            values = {
                "status": "abandoned",
                "state": "closed",
                "summary": summary,
                "summary_unseen": summary is not None,
                "completed_at": self._clock.now(),
            }
            row = await EndedRepository(work.session).abandon(session_id, before, values)
            if row is None:
                return False  # the person came back at this very moment
            await self._closer.ended(work, user_id, to_session(row))
        return True


async def unseen(work: UnitOfWork, user_id: uuid.UUID) -> list[SessionView]:
    """What closed by itself since the person was here last, oldest first; it counts as shown from now on."""
    return [to_session(row) for row in await EndedRepository(work.session).take_unseen(user_id)]
