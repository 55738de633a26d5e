"""Sends the exercises that are due: what somebody asked for by taking part, at their own hours.

An exercise and the message that carries it are one commit, and a message of this kind is never sent twice.
"""

from __future__ import annotations

import datetime
import logging
import uuid
from typing import Literal

from relove.core.clock import Clock
from relove.core.ports import Translator
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations.handover import HandoverService
from relove.domains.messaging.service import MessagingService
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService
from relove.domains.streams.taking_part.repository import EnrolmentRepository
from relove.domains.streams.taking_part.rules import (
    A_DAY,
    HOLD,
    day_begun,
    next_due,
    next_morning,
    out_of_quiet,
)
from relove.domains.streams.taking_part.views import exercise_message

_log = logging.getLogger("relove.streams")
_AT_ONCE = 1000
Did = Literal["sent", "held", "ended"]


class ExerciseSender:
    """One instance per process."""

    def __init__(
        self, units: UnitOfWorkFactory, content: ContentService, translator: Translator, clock: Clock
    ) -> None:
        self._units = units
        self._content = content
        self._translator = translator
        self._clock = clock

    async def send_due(self) -> dict[str, int]:
        """All that is due now; one person's failure stops nobody else's."""
        counts = {"sent": 0, "held": 0, "ended": 0, "failed": 0}
        async with self._units() as work:
            due = await EnrolmentRepository(work.session).due(self._clock.now(), _AT_ONCE)
        for enrolment_id in due:
            try:
                did = await self._look_at(enrolment_id)
            except Exception as error:
                _log.error("exercise not sent", extra={"error": type(error).__name__})
                counts["failed"] += 1
                continue
            if did is not None:
                counts[did] += 1
        return counts

    async def _look_at(self, enrolment_id: uuid.UUID) -> Did | None:
        async with self._units() as work:
            rows = EnrolmentRepository(work.session)
            now = self._clock.now()
            row = await rows.take_due(enrolment_id, now)
            if row is None:
                return None
            person = await PeopleService(work, self._clock).get(row.user_id)
            stream = self._content.stream(row.stream)
            if stream is None or row.next_n > len(stream.exercises):
                await rows.change(row.id, state="completed", finished_at=now)
                return "ended"
            exercise = stream.exercises[row.next_n - 1]
            later = await self._later(work, person, exercise.at, now)
            if later is not None:
                await rows.change(row.id, next_at=later)
                return "held"
            message = exercise_message(stream, exercise, row.id, person.language, self._translator)
            following = next_due(stream.exercises, row.next_n, now, person)
            await rows.give(row.id, person.id, row.next_n, now)
            await rows.change(row.id, next_n=row.next_n + 1, next_at=following)
            await MessagingService(work, self._clock).tell(
                person.telegram_id, person.id, message, kind="proactive"
            )
            return "sent"

    async def _later(
        self, work: UnitOfWork, person: Person, at: str, now: datetime.datetime
    ) -> datetime.datetime | None:
        """When to look again, where nothing may be sent now."""
        if person.care_active or person.proactive_paused or not person.may_work:
            return now + HOLD
        # Who waits for a human, or talks with one, hears nobody else in between.
        if await HandoverService(work, self._clock).open_of(person.id) is not None:
            return now + HOLD
        allowed = out_of_quiet(now, person)
        if allowed > now:
            return allowed
        rows = EnrolmentRepository(work.session)
        if await rows.given_since(person.id, day_begun(now, person)) >= A_DAY:
            return next_morning(now, at, person)
        return None
