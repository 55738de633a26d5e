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
            200: events("turn {turn}; session {session}; journey {}; me {}: what changed, to be read anew"),
            **errors(401),
        },
    )
    async def follow(self, request: Request[Any, Any, Any]) -> Stream:
        """Follow what happens in the person's other windows. News may be lost: read anew after reconnecting."""
        channel = person_channel(str(current_actor(request).user_id))
        return sse.stream(sse.news(container_of(request).hub, channel))
