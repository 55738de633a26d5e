"""Sessions: a conversation from its first question to its summary."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlalchemy.exc import IntegrityError

from relove.api.auth import acting, current_actor, signed_in
from relove.api.documented import SECURITY, errors
from relove.api.limits import TALK
from relove.api.wiring import container_of
from relove.core.errors import ReloveError
from relove.domains.conversations.schemas import SessionPage, SessionType, SessionView
from relove.domains.conversations.service import SessionService
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService

Limit = Annotated[int, QueryParameter(ge=1, le=100, description="Items on a page.")]
Before = Annotated[
    str | None, QueryParameter(max_length=200, description="`next` of the page before; leads to older items.")
]


class NewSession(msgspec.Struct, forbid_unknown_fields=True):
    """What to begin. `finish_active`: close the one that is open, with its summary."""

    type: SessionType
    finish_active: bool = False


class SessionsController(Controller):
    """The person's sessions."""

    path = "/api/sessions"
    tags = ["sessions"]
    guards = [signed_in]
    security = SECURITY

    @get("/", operation_id="listSessions", responses=errors(400, 401))
    async def list_sessions(
        self, request: Request[Any, Any, Any], before: Before = None, limit: Limit = 50
    ) -> SessionPage:
        """The person's sessions, newest first."""
        container = container_of(request)
        async with acting(request) as work:
            sessions = SessionService(work, container.clock)
            return await sessions.page(current_actor(request).user_id, before, limit)

    @get("/{session_id:uuid}", operation_id="getSession", responses=errors(400, 401, 404))
    async def get_session(
        self, request: Request[Any, Any, Any], session_id: FromPath[uuid.UUID]
    ) -> SessionView:
        """One session."""
        container = container_of(request)
        async with acting(request) as work:
            sessions = SessionService(work, container.clock)
            return await sessions.get(session_id, current_actor(request).user_id)

    @post(
        "/",
        operation_id="startSession",
        opt=TALK,
        status_code=201,
        responses=errors(400, 401, 403, 409, 413),
    )
    async def start_session(self, request: Request[Any, Any, Any], data: JSONBody[NewSession]) -> SessionView:
        """Begin a session; its first question is a turn already. 409 `session_active` where one is open."""
        container = container_of(request)
        async with acting(request) as work:
            people = PeopleService(work, container.clock)
            person = await people.get(current_actor(request).user_id)
            if not await people.may_work_with(person.id):
                raise ReloveError("consent_required", kind="forbidden")
            active = await SessionService(work, container.clock).active(person.id)
        if active is not None:
            if not data.finish_active:
                raise _session_active(active)
            await _close(request, person, active)
        try:
            async with acting(request) as work:
                # Read anew: a summary takes its time, and the person may need care since.
                person = await PeopleService(work, container.clock).get(person.id)
                lead = container.translator.text(person.language, "session-started", type=data.type)
                session, _ = await container.beginnings.begin(work, person, data.type, lead, "mini_app")
                return session
        except IntegrityError:  # the other window was quicker: one session is open at a time
            raise _session_active(None) from None

    @post(
        "/{session_id:uuid}/complete",
        operation_id="completeSession",
        opt=TALK,
        status_code=200,
        responses=errors(400, 401, 404),
    )
    async def complete_session(
        self, request: Request[Any, Any, Any], session_id: FromPath[uuid.UUID]
    ) -> SessionView:
        """Finish a session with its summary. One that is finished already stays as it is."""
        container = container_of(request)
        async with acting(request) as work:
            person = await PeopleService(work, container.clock).get(current_actor(request).user_id)
            session = await SessionService(work, container.clock).get(session_id, person.id)
        return await _close(request, person, session)


def _session_active(active: SessionView | None) -> ReloveError:
    details = {"session_id": str(active.id)} if active else None
    return ReloveError("session_active", kind="conflict", details=details)


async def _close(request: Request[Any, Any, Any], person: Person, session: SessionView) -> SessionView:
    """Close with a summary, which is written outside of any unit of work; nothing happens to a closed one."""
    if session.status != "active":
        return session
    container = container_of(request)
    summary = await container.closer.summarise(person, session)
    try:
        async with acting(request) as work:
            return await container.closer.close(work, person.id, session, summary)
    except ReloveError as error:
        if error.code != "session_closed":
            raise
    async with acting(request) as work:  # the other window was quicker
        return await SessionService(work, container.clock).get(session.id, person.id)
