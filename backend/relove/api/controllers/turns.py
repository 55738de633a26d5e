"""Turns of a session: read, written, and watched while the reply is written."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post
from litestar.params import FromPath, HeaderParameter, JSONBody
from litestar.response import Stream

from relove.api import sse, turns
from relove.api.auth import current_actor, signed_in
from relove.api.controllers.sessions import Before, Limit
from relove.api.documented import SECURITY, errors, events
from relove.api.errors import ErrorRenderer, request_id_of
from relove.api.heard import BY_PIPELINE, with_care
from relove.api.limits import STREAM, TALK
from relove.api.wiring import container_of
from relove.core.errors import ReloveError
from relove.domains.conversations.schemas import TurnPage, TurnPlace
from relove.domains.conversations.service import SessionService
from relove.integrations.queue.live import session_channel

EVENTS = (
    "turn {turn}: what the person wrote, stored; delta {reply_to, text}: text to append to the reply; "
    "replace {reply_to, text}: the reply so far is this instead; done {turn}: the guide's turn, whole; "
    "error {error: {code, message, request_id}}: no reply came"
)


class NewTurn(msgspec.Struct, forbid_unknown_fields=True):
    """What the person writes: 1 to 4096 characters, not counting blanks around them."""

    text: str


class TurnsController(Controller):
    """What was said in a session."""

    path = "/api/sessions/{session_id:uuid}"
    tags = ["sessions"]
    guards = [signed_in]
    security = SECURITY

    @get("/turns", operation_id="listTurns", responses=errors(400, 401, 404))
    async def list_turns(
        self,
        request: Request[Any, Any, Any],
        session_id: FromPath[uuid.UUID],
        before: Before = None,
        limit: Limit = 50,
    ) -> TurnPage:
        """The newest page, in the order of the conversation; `next` leads to older ones."""
        container = container_of(request)
        async with container.units() as work:
            sessions = SessionService(work, container.clock)
            return await sessions.turns(session_id, current_actor(request).user_id, before, limit)

    @post(
        "/turns",
        operation_id="sendTurn",
        opt={**TALK, **BY_PIPELINE},
        status_code=200,
        responses={200: events(EVENTS), **errors(400, 401, 403, 404, 409, 413)},
    )
    async def send_turn(
        self,
        request: Request[Any, Any, Any],
        session_id: FromPath[uuid.UUID],
        data: JSONBody[NewTurn],
        key: Annotated[
            str | None,
            HeaderParameter(
                name="Idempotency-Key",
                description="The client's name of this message (1-128 visible characters): the same key is "
                "stored once, and answered with the same turns. Without it each sending is a message.",
            ),
        ] = None,
    ) -> Stream:
        """Write, and follow the reply. Going away stops nothing: the reply is in the turns later."""
        container = container_of(request)
        actor = current_actor(request)
        name = turns.idempotency_key(key)
        async with AsyncExitStack() as entered:
            # Listening begins before storing: the reply may begin at once.
            live = await entered.enter_async_context(container.hub.listen(session_channel(str(session_id))))
            inbox_id = await turns.accept(container, actor, session_id, name, data.text)
            staying = entered.pop_all()
        told = error_event(request)

        async def answer() -> AsyncIterator[bytes]:
            async with staying:
                async for event in turns.relay(container, live, inbox_id, told, actor.user_id, data.text):
                    yield event

        return sse.stream(answer())

    @get(
        "/events",
        operation_id="sessionEvents",
        opt=STREAM,
        responses={200: events(EVENTS), **errors(400, 401, 404)},
    )
    async def follow(self, request: Request[Any, Any, Any], session_id: FromPath[uuid.UUID]) -> Stream:
        """Follow a session whoever writes in it, from the chat too. Read the turns anew after reconnecting."""
        container = container_of(request)
        async with container.units() as work:
            await SessionService(work, container.clock).get(session_id, current_actor(request).user_id)
        channel = session_channel(str(session_id))
        return sse.stream(sse.news(container.hub, channel, error_event(request)))

    @post("/stop", operation_id="stopReply", status_code=204, responses=errors(400, 401, 404))
    async def stop(self, request: Request[Any, Any, Any], session_id: FromPath[uuid.UUID]) -> None:
        """Stop the reply that is being written; what is there of it stays."""
        container = container_of(request)
        actor = current_actor(request)
        async with container.units() as work:
            await SessionService(work, container.clock).get(session_id, actor.user_id)
        await container.live.cancel_reply(actor.telegram_id)


@get(
    "/api/turns/{turn_id:uuid}",
    operation_id="getTurnPlace",
    tags=["sessions"],
    guards=[signed_in],
    security=SECURITY,
    responses=errors(400, 401, 404),
)
async def turn_place(request: Request[Any, Any, Any], turn_id: FromPath[uuid.UUID]) -> TurnPlace:
    """Where something was said: what a quote on another screen leads to, however long ago it was."""
    container = container_of(request)
    async with container.units() as work:
        return await SessionService(work, container.clock).place(turn_id, current_actor(request).user_id)


def error_event(request: Request[Any, Any, Any]) -> sse.ErrorEvent:
    """Codes from the worker become what this person reads."""
    renderer: ErrorRenderer = request.app.state.renderer
    language, request_id = current_actor(request).language, request_id_of(request)

    def told(code: str, said: str | None = None) -> bytes:
        error = with_care(ReloveError(code, kind="unavailable"), said)
        return sse.event("error", renderer.body(error, language, request_id))

    return told
