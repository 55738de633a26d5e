"""Sessions: a conversation from its first question to its summary."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get
from litestar.params import FromPath, QueryParameter

from relove.api.auth import current_actor, signed_in
from relove.api.documented import SECURITY, errors
from relove.api.wiring import container_of
from relove.domains.conversations.schemas import SessionPage, SessionType, SessionView
from relove.domains.conversations.service import SessionService

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
        async with container.units() as work:
            sessions = SessionService(work, container.clock)
            return await sessions.page(current_actor(request).user_id, before, limit)

    @get("/{session_id:uuid}", operation_id="getSession", responses=errors(400, 401, 404))
    async def get_session(
        self, request: Request[Any, Any, Any], session_id: FromPath[uuid.UUID]
    ) -> SessionView:
        """One session."""
        container = container_of(request)
        async with container.units() as work:
            sessions = SessionService(work, container.clock)
            return await sessions.get(session_id, current_actor(request).user_id)
