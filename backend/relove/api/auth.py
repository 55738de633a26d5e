"""Who is asking: found out anew at each request, role included."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from relove.api.wiring import container_of
from relove.core.actor import Actor
from relove.core.errors import ReloveError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people.service import PeopleService, to_actor


async def signed_in(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Guard: an access token that is good, of a person who exists. Runs before anything of the request is parsed."""
    container = container_of(connection)
    user_id = _verified(connection)
    async with container.units() as work:
        person = await PeopleService(work, container.clock).find(user_id)
    if person is None:
        raise ReloveError("token_invalid", kind="unauthorized")
    connection.scope["state"]["actor"] = to_actor(person)


def current_actor(request: Request[Any, Any, Any]) -> Actor:
    """Dependency: whom the guard found."""
    actor: Actor = request.scope["state"]["actor"]
    return actor


@asynccontextmanager
async def acting(request: Request[Any, Any, Any]) -> AsyncIterator[UnitOfWork]:
    """A unit of work of the signed-in person, who cannot be erased before it ends.

    ReloveError token_invalid where they were erased since the guard has looked.
    """
    container = container_of(request)
    async with container.units() as work:
        if not await PeopleService(work, container.clock).hold(current_actor(request).user_id):
            raise ReloveError("token_invalid", kind="unauthorized")
        yield work


def person_in_token(connection: ASGIConnection[Any, Any, Any, Any]) -> uuid.UUID | None:
    """Whom the access token names, if it is a good one. Nobody is let in by this: the guard does that."""
    try:
        return _verified(connection)
    except ReloveError:
        return None


def _verified(connection: ASGIConnection[Any, Any, Any, Any]) -> uuid.UUID:
    token = _bearer(connection.headers.get("authorization"))
    return container_of(connection).access_tokens.verify(token)


def _bearer(header: str | None) -> str:
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise ReloveError("token_missing", kind="unauthorized")
    return token.strip()
