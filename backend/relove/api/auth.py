"""Who is asking: found out anew at each request, role included."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from relove.api.wiring import container_of
from relove.core.actor import Actor
from relove.core.errors import ReloveError
from relove.domains.people.service import PeopleService, to_actor


async def signed_in(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Guard: an access token that is good, of a person who exists. Runs before anything of the request is parsed."""
    container = container_of(connection)
    user_id = container.access_tokens.verify(_bearer(connection.headers.get("authorization")))
    async with container.units() as work:
        person = await PeopleService(work, container.clock).find(user_id)
    if person is None:
        raise ReloveError("token_invalid", kind="unauthorized")
    connection.scope["state"]["actor"] = to_actor(person)


def current_actor(request: Request[Any, Any, Any]) -> Actor:
    """Dependency: whom the guard found."""
    actor: Actor = request.scope["state"]["actor"]
    return actor


def _bearer(header: str | None) -> str:
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise ReloveError("token_missing", kind="unauthorized")
    return token.strip()
