"""The map."""

from __future__ import annotations

from typing import Any

from litestar import Controller, Request, get

from relove.api.auth import acting, current_actor, signed_in
from relove.api.documented import SECURITY, errors
from relove.api.wiring import container_of
from relove.domains.journey.schemas import JourneyView
from relove.domains.journey.service import JourneyService


class JourneyController(Controller):
    """Where the person stands on the path."""

    path = "/api/journey"
    tags = ["journey"]
    guards = [signed_in]
    security = SECURITY

    @get("/", operation_id="getJourney", responses=errors(401))
    async def get_journey(self, request: Request[Any, Any, Any]) -> JourneyView:
        """The twelve stages and the seven elements of the person's story, in the person's language."""
        container = container_of(request)
        actor = current_actor(request)
        async with acting(request) as work:
            journey = JourneyService(work, container.content, container.clock)
            return await journey.map(actor.user_id, actor.language)
