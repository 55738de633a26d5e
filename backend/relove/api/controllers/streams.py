"""Programmes: the catalogue as the person sees it, interest, taking part, exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Controller, Request, delete, get, post
from litestar.params import FromPath, JSONBody

from relove.api.auth import acting, current_actor, signed_in
from relove.api.documented import SECURITY, errors
from relove.api.wiring import container_of
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.events import ConversationEvents
from relove.domains.messaging.service import MessagingService
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService
from relove.domains.streams.catalogue import CatalogueService
from relove.domains.streams.schemas import Closing, StreamList, StreamView
from relove.domains.streams.taking_part.service import EnrolmentService

if TYPE_CHECKING:
    from relove.bootstrap import Container


class ExerciseDone(msgspec.Struct, forbid_unknown_fields=True):
    """What became of an exercise."""

    state: Closing


class StreamsController(Controller):
    """Streams of the signed-in person."""

    path = "/api/streams"
    tags = ["streams"]
    guards = [signed_in]
    security = SECURITY

    @get("/", operation_id="listStreams", responses=errors(401))
    async def list_streams(self, request: Request[Any, Any, Any]) -> StreamList:
        """All streams, in the order of the catalogue."""
        async with acting(request) as work:
            return await _catalogue(container_of(request), work).all(await _person(request, work))

    @get("/{slug:str}", operation_id="getStream", responses=errors(400, 401, 404, 409))
    async def get_stream(self, request: Request[Any, Any, Any], slug: FromPath[str]) -> StreamView:
        """One stream."""
        async with acting(request) as work:
            return await _catalogue(container_of(request), work).one(await _person(request, work), slug)

    @post(
        "/{slug:str}/interest",
        operation_id="chooseStream",
        status_code=200,
        responses=errors(400, 401, 403, 404, 409),
    )
    async def choose(self, request: Request[Any, Any, Any], slug: FromPath[str]) -> StreamView:
        """This one interests the person; the one chosen before gives way."""
        container = container_of(request)
        async with acting(request) as work:
            person = await _person(request, work)
            await _enrolments(container, work).choose(person, slug)
            return await _catalogue(container, work).one(person, slug)

    @post("/{slug:str}/enrolments", operation_id="enrol", responses=errors(400, 401, 403, 404, 409))
    async def enrol(self, request: Request[Any, Any, Any], slug: FromPath[str]) -> StreamView:
        """Take part: the first exercise comes at once, into the chat too; the rest by the schedule."""
        container = container_of(request)
        async with acting(request) as work:
            person = await _person(request, work)
            begun = await _enrolments(container, work).enrol(person, slug, "mini_app")
            if begun.message is not None:
                messaging = MessagingService(work, container.clock)
                await messaging.tell(person.telegram_id, person.id, begun.message)
                work.after_commit(lambda: container.jobs.wake_chat(person.telegram_id))
                work.after_commit(lambda: ConversationEvents(container.live).journey_changed(person.id))
            return await _catalogue(container, work).one(person, slug)

    @delete(
        "/{slug:str}/enrolments", operation_id="leaveStream", status_code=204, responses=errors(400, 401, 404)
    )
    async def leave(self, request: Request[Any, Any, Any], slug: FromPath[str]) -> None:
        """Leave: no exercise comes any more. One can begin anew at any time."""
        async with acting(request) as work:
            await _enrolments(container_of(request), work).leave(current_actor(request).user_id, slug)

    @post(
        "/{slug:str}/exercises/{n:int}",
        operation_id="closeExercise",
        status_code=200,
        responses=errors(400, 401, 404, 409),
    )
    async def close_exercise(
        self,
        request: Request[Any, Any, Any],
        slug: FromPath[str],
        n: FromPath[int],
        data: JSONBody[ExerciseDone],
    ) -> StreamView:
        """Done, or skipped. With the last one the stream is finished."""
        container = container_of(request)
        async with acting(request) as work:
            person = await _person(request, work)
            await _enrolments(container, work).close(person.id, slug, n, data.state)
            return await _catalogue(container, work).mine(person, slug)


async def _person(request: Request[Any, Any, Any], work: UnitOfWork) -> Person:
    return await PeopleService(work, container_of(request).clock).get(current_actor(request).user_id)


def _enrolments(container: Container, work: UnitOfWork) -> EnrolmentService:
    return EnrolmentService(work, container.content, container.translator, container.clock)


def _catalogue(container: Container, work: UnitOfWork) -> CatalogueService:
    return CatalogueService(work, container.content, container.translator, container.clock, container.links)
