"""The map."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

import msgspec
from litestar import Controller, Request, Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter

from relove.api.auth import acting, current_actor, signed_in
from relove.api.documented import SECURITY, errors
from relove.api.wiring import container_of
from relove.domains.conversations.path import walked_path
from relove.domains.journey.picture import map_picture
from relove.domains.journey.schemas import JourneyView

PNG = ResponseSpec(
    bytes, generate_examples=False, media_type="image/png", description="The map as a picture."
)


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
            return await walked_path(work, container.content, container.clock, actor.user_id, actor.language)

    @get(
        "/image",
        operation_id="getJourneyImage",
        media_type="image/png",
        responses={200: PNG, **errors(400, 401)},
    )
    async def get_image(
        self,
        request: Request[Any, Any, Any],
        theme: Annotated[Literal["light", "dark"], QueryParameter()] = "light",
    ) -> Response[bytes]:
        """The map drawn as a PNG, to be kept or shared; the same picture is not drawn twice for one reader."""
        container = container_of(request)
        actor = current_actor(request)
        async with acting(request) as work:
            view = await walked_path(work, container.content, container.clock, actor.user_id, actor.language)
        picture = map_picture(view, actor.language, container.translator, dark=theme == "dark")
        tag = f'"{hashlib.sha256(msgspec.json.encode(picture)).hexdigest()[:32]}"'
        headers = {"etag": tag, "cache-control": "private, no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(b"", status_code=304, headers=headers)
        return Response(await container.painter.paint(picture), media_type="image/png", headers=headers)
