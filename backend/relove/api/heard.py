"""The crisis gate of the Mini App: a call for help is heard in whatever is written, whether it is taken or refused.

Words to the guide go through the reply pipeline, which has a gate of its own: here they are heard where they are
refused. Everything else that a person writes is heard before its route sees it, and is not kept: it is no correction,
no reason and no name. The words of care, with help lines, are the message of the error.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException

from relove.api.wiring import container_of
from relove.core.actor import Actor
from relove.core.errors import ReloveError
from relove.domains.conversations.crisis import CrisisHit
from relove.domains.conversations.lines import danger_in
from relove.domains.conversations.rules import TEXT_LIMIT
from relove.domains.people.service import PeopleService

if TYPE_CHECKING:
    from relove.bootstrap import Container

BY_PIPELINE: dict[str, Any] = {"heard": "by the pipeline"}
"""On a route: `opt=BY_PIPELINE`. What it takes is answered by the guide."""
BY_NOBODY: dict[str, Any] = {"heard": "by nobody"}
"""Nothing in it are a person's own words: texts of the team, tokens."""
_WRITING = frozenset({"POST", "PUT", "PATCH"})
_MOST_CHARS = 3 * TEXT_LIMIT
"""So much of a body is read; no route takes more of anybody's words."""


async def hear(request: Request[Any, Any, Any]) -> None:
    """Before the route: ReloveError care_pause where somebody calls for help. The pause has begun then."""
    actor: Actor | None = request.scope["state"].get("actor")
    if actor is None or request.route_handler.opt.get("heard") is not None:
        return
    hit = danger_in(await _words(request))
    if hit is not None:
        said = await _care(container_of(request), actor.user_id, hit)
        raise with_care(ReloveError("care_pause", kind="conflict"), said)


async def refused(container: Container, user_id: uuid.UUID, text: str, error: ReloveError) -> ReloveError:
    """The refusal of words to the guide; with care where they call for help."""
    hit = danger_in([text[:TEXT_LIMIT], text[-TEXT_LIMIT:]])
    return error if hit is None else with_care(error, await _care(container, user_id, hit))


async def too_many(
    connection: ASGIConnection[Any, Any, Any, Any], user_id: uuid.UUID, error: ReloveError
) -> ReloveError:
    """The same of somebody who wrote too often, and who is not looked up yet."""
    if connection.route_handler.opt.get("heard") == BY_NOBODY["heard"]:
        return error
    hit = danger_in(await _words(connection))
    return error if hit is None else with_care(error, await _care(container_of(connection), user_id, hit))


def with_care(error: ReloveError, said: str | None) -> ReloveError:
    """The same code and status; its words are those of care."""
    if said is None:
        return error
    return ReloveError(
        error.code,
        kind=error.kind,
        params=error.params,
        retry_after=error.retry_after,
        details={**(error.details or {}), "care": True},
        said=said,
    )


async def care_for(container: Container, user_id: uuid.UUID, text: str) -> str | None:
    """Words of care for what was heard already and got no reply; None where nobody called for help."""
    hit = danger_in([text])
    if hit is None:
        return None
    async with container.units() as work:
        person = await PeopleService(work, container.clock).find(user_id)
    return None if person is None else _plain(container.pipeline.care.reply(person, hit).text)


async def _care(container: Container, user_id: uuid.UUID, hit: CrisisHit) -> str | None:
    """The pause begins, in a commit of its own; then what is said to it."""
    async with container.units() as work:
        people = PeopleService(work, container.clock)
        if not await people.hold(user_id):
            return None
        person = await container.pipeline.care.begin_in(work, await people.get(user_id), hit)
    return _plain(container.pipeline.care.reply(person, hit).text)


async def _words(connection: ASGIConnection[Any, Any, Any, Any]) -> list[str]:
    """All that is written in the body; nothing where it is no JSON."""
    if not isinstance(connection, Request) or connection.method not in _WRITING:
        return []
    kind = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/json", ""):
        return []
    try:
        given = msgspec.json.decode(await connection.body())
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, HTTPException):
        return []
    words: list[str] = []
    left = _MOST_CHARS
    for text in _texts(given):
        if text.strip() and left > 0:
            words.append(text[:left])
            left -= len(text)
    return words


def _texts(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        for value in given.values():
            yield from _texts(value)
    elif isinstance(given, list):
        for value in given:
            yield from _texts(value)


def _plain(markup: str) -> str:
    """Errors know no markup."""
    return markup.replace("**", "")
