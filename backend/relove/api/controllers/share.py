"""The map's picture at an address that needs no sign-in, for a few minutes: Telegram itself fetches it for a story."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.params import JSONBody, QueryParameter

from relove.api.auth import current_actor, signed_in
from relove.api.controllers.journey import PNG
from relove.api.documented import SECURITY, errors
from relove.api.wiring import container_of
from relove.core.errors import ReloveError
from relove.domains.conversations.path import walked_path
from relove.domains.journey.picture import map_picture
from relove.domains.people.service import PeopleService

Theme = Literal["light", "dark"]
_PATH = "/share/path.png"


class WantedPicture(msgspec.Struct, forbid_unknown_fields=True):
    """Which of the two."""

    theme: Theme = "light"


class PictureLink(msgspec.Struct):
    """Whoever has this address sees the picture, until it is too old; none of the person's words are on it."""

    url: str


@post(
    "/api/journey/image/link",
    operation_id="linkJourneyImage",
    tags=["journey"],
    guards=[signed_in],
    security=SECURITY,
    status_code=200,
    responses=errors(400, 401),
)
async def link_image(request: Request[Any, Any, Any], data: JSONBody[WantedPicture]) -> PictureLink:
    """An address of the map's picture for a few minutes, because the person asked to share it."""
    container = container_of(request)
    code = container.links.issue("map", current_actor(request).user_id, data.theme)
    base = container.settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
    return PictureLink(f"{base}{_PATH}?{urlencode({'theme': data.theme, 't': code})}")


@get(
    _PATH,
    operation_id="getSharedImage",
    tags=["journey"],
    media_type="image/png",
    responses={200: PNG, **errors(400, 404)},
)
async def shared_image(
    request: Request[Any, Any, Any],
    theme: Annotated[Theme, QueryParameter()] = "light",
    t: Annotated[str, QueryParameter()] = "",
) -> Response[bytes]:
    """The picture that somebody shares. Without a fresh code there is nothing here."""
    container = container_of(request)
    user_id = container.links.read("map", t, theme) if t else None
    if user_id is None:
        raise ReloveError("not_found", kind="not_found")
    async with container.units() as work:
        people = PeopleService(work, container.clock)
        if not await people.hold(user_id):
            raise ReloveError("not_found", kind="not_found")
        language = (await people.get(user_id)).language
        view = await walked_path(work, container.content, container.clock, user_id, language)
    picture = map_picture(view, language, container.translator, dark=theme == "dark")
    headers = {
        "cache-control": "private, no-store",
        "x-robots-tag": "noindex",
        # Telegram's web clients read it by script when the person saves it.
        "access-control-allow-origin": "https://web.telegram.org",
        "content-disposition": 'attachment; filename="relove-path.png"',
    }
    return Response(await container.painter.paint(picture), media_type="image/png", headers=headers)
