"""What happened in the other window of the same person."""

from __future__ import annotations

from typing import Any

from litestar import Controller, Request, get
from litestar.response import Stream

from relove.api import sse
from relove.api.auth import current_actor, signed_in
from relove.api.documented import SECURITY, errors, events
from relove.api.limits import STREAM
from relove.api.wiring import container_of
from relove.integrations.queue.live import person_channel

EVENTS = (
    "turn {turn, reply_to, lines}: stored, and for the guide's what it answers; "
    "delta {session_id, reply_to, lines, n, text}: the n-th piece of the reply to that turn, counted from 1, "
    "to be appended; replace {the same}: the reply so far is this instead, the piece n + 1 follows it, also told "
    "to who begins to listen while a reply is written; session {session}; journey {}; me {}: what changed, "
    "to be read anew"
)


class EventsController(Controller):
    """Live news of one person."""

    path = "/api/events"
    tags = ["events"]
    guards = [signed_in]
    security = SECURITY

    @get(
        "/",
        operation_id="events",
        opt=STREAM,
        responses={
            200: events(EVENTS),
            **errors(401),
        },
    )
    async def follow(self, request: Request[Any, Any, Any]) -> Stream:
        """Follow what happens in the person's other windows. News may be lost: read anew after reconnecting."""
        container, user_id = container_of(request), str(current_actor(request).user_id)

        async def opened() -> None:
            # Whoever is writing a reply tells what is written of it so far.
            await container.live.window_opened(user_id)

        return sse.stream(sse.news(container.hub, person_channel(user_id), on_open=opened))
