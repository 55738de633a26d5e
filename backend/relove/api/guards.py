"""Who of the team may ask: one guard for everything below /api/admin, by the role in the database at this request."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from relove.core.actor import Actor, Role
from relove.core.errors import ReloveError

_DEFAULT: tuple[Role, ...] = ("owner", "admin")


def open_to(*roles: Role) -> dict[str, Any]:
    """On a route or controller: `opt=open_to("support", "analyst")`. Owners and admins are let in everywhere."""
    return {"roles": (*_DEFAULT, *roles)}


async def of_the_team(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Guard, after `signed_in`: closed to everybody whom the route does not name. ReloveError forbidden."""
    actor: Actor = connection.scope["state"]["actor"]
    if actor.role not in handler.opt.get("roles", _DEFAULT):
        raise ReloveError("forbidden", kind="forbidden")
