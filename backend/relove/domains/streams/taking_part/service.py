"""Taking part in a stream: begin, get exercises, close them, finish, leave."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import cast

import msgspec

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ports import OutgoingMessage, Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.content.streams import Stream
from relove.domains.people.activity.service import ActivityService
from relove.domains.people.schemas import Person, Source
from relove.domains.streams.models import Enrolment, EnrolmentExercise
from relove.domains.streams.readiness.computing import may_offer
from relove.domains.streams.schemas import Closing, EnrolmentState, EnrolmentView, ExerciseState
from relove.domains.streams.taking_part.repository import EnrolmentRepository
from relove.domains.streams.taking_part.rules import next_due
from relove.domains.streams.taking_part.views import exercise_message

INTERESTED_MARKER = "interested_stream"
STREAMS_MARKER = "streams"


class Part(msgspec.Struct, frozen=True):
    """A person's newest part in a stream, and what became of each exercise that was given."""

    view: EnrolmentView
    stream: str
    states: dict[int, ExerciseState]


class Begun(msgspec.Struct, frozen=True):
    """`message` is the first exercise; None where they took part already."""

    part: Part
    message: OutgoingMessage | None


class Closed(msgspec.Struct, frozen=True):
    """What an exercise's end came to. `finished`: it was the last one that was open."""

    part: Part
    finished: bool


class EnrolmentService:
    """Works inside one unit of work."""

    def __init__(
        self, work: UnitOfWork, content: ContentService, translator: Translator, clock: Clock
    ) -> None:
        self._rows = EnrolmentRepository(work.session)
        self._activity = ActivityService(work, clock)
        self._content = content
        self._translator = translator
        self._clock = clock

    async def parts(self, user_id: uuid.UUID) -> dict[str, Part]:
        """The newest part in each stream, by slug."""
        newest: dict[str, Enrolment] = {}
        for row in await self._rows.of_person(user_id):
            newest.setdefault(row.stream, row)
        exercises = await self._rows.exercises([row.id for row in newest.values()]) if newest else []
        return {slug: self._part(row, exercises) for slug, row in newest.items()}

    async def choose(self, person: Person, slug: str) -> None:
        """This one interests the person. ReloveError care_pause, consent_required, stream_not_found."""
        may_offer(person)
        self._stream(slug)
        await self._activity.mark(person.id, {INTERESTED_MARKER: slug})

    async def enrol(self, person: Person, slug: str, source: Source) -> Begun:
        """Begin: the first exercise comes at once. Who takes part already goes on with what they have.

        ReloveError care_pause, consent_required, stream_not_found.
        """
        may_offer(person)
        stream = self._stream(slug)
        now = self._clock.now()
        begun = await self._rows.begin(
            person.id, slug, source, now, next_due(stream.exercises, 1, now, person)
        )
        if begun is None:
            return Begun((await self.parts(person.id))[slug], None)
        await self._rows.give(begun, person.id, 1, now)
        parts = await self.parts(person.id)
        await self._mark(person.id, parts, slug)
        message = exercise_message(stream, stream.exercises[0], begun, person.language, self._translator)
        return Begun(parts[slug], message)

    async def leave(self, user_id: uuid.UUID, slug: str) -> None:
        """No exercise comes any more. ReloveError enrolment_not_found."""
        row = await self._rows.newest(user_id, slug)
        if row is None or row.state != "active":
            raise ReloveError("enrolment_not_found", kind="not_found")
        await self._rows.change(row.id, state="left", finished_at=self._clock.now())
        await self._mark(user_id, await self.parts(user_id))

    async def close(self, user_id: uuid.UUID, of: str | uuid.UUID, n: int, state: Closing) -> Closed:
        """Done, or skipped. `of`: the stream, or the enrolment itself. ReloveError exercise_not_found."""
        newest = self._rows.newest(user_id, of) if isinstance(of, str) else self._rows.by_id(of, user_id)
        row = await newest
        now = self._clock.now()
        if row is None or not await self._rows.close(row.id, n, state, now):
            raise ReloveError("exercise_not_found", kind="not_found")
        part = self._part(row, await self._rows.exercises([row.id]))
        finished = row.state == "active" and all(
            part.states[number] in ("done", "skipped") for number in range(1, part.view.total + 1)
        )
        if finished:
            await self._rows.change(row.id, state="completed", finished_at=now)
            view = msgspec.structs.replace(part.view, state="completed", finished_at=now, next_at=None)
            part = msgspec.structs.replace(part, view=view)
        return Closed(part, finished)

    async def _mark(self, user_id: uuid.UUID, parts: dict[str, Part], chosen: str | None = None) -> None:
        taken = sorted(slug for slug, part in parts.items() if part.view.state != "left")
        markers: dict[str, object] = {STREAMS_MARKER: taken}
        if chosen is not None:
            markers[INTERESTED_MARKER] = chosen
        await self._activity.mark(user_id, markers)

    def _stream(self, slug: str) -> Stream:
        stream = self._content.stream(slug)
        if stream is None:
            raise ReloveError("stream_not_found", kind="not_found")
        return stream

    def _part(self, row: Enrolment, exercises: Sequence[EnrolmentExercise]) -> Part:
        given = {one.n: cast(ExerciseState, one.state) for one in exercises if one.enrolment_id == row.id}
        stream = self._content.stream(row.stream)
        total = len(stream.exercises) if stream else len(given)
        states: dict[int, ExerciseState] = {n: given.get(n, "ahead") for n in range(1, total + 1)}
        done = sum(state == "done" for state in states.values())
        view = EnrolmentView(
            id=row.id,
            state=cast(EnrolmentState, row.state),
            started_at=row.started_at,
            finished_at=row.finished_at,
            done=done,
            total=total,
            progress=round(done / total, 2) if total else 0.0,
            next_at=row.next_at if row.state == "active" and row.next_n <= total else None,
        )
        return Part(view, row.stream, states)
