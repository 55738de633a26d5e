"""A request that meets its own person's erasure: a clean refusal or a whole answer, never a failure, never a half."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from relove.api.routes import ROUTES
from relove.bootstrap import Container
from relove.core.ids import new_id
from relove.core.tasks import spawn
from relove.db.models import metadata
from relove.db.personal import erase
from relove.domains.people.rights import PersonalData
from relove.domains.people.service import PeopleService
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor
from tests.integration.api.walking import ADMIN, OPEN, Route, knock, routes_of

ANNA = 42
_WAITS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()
"""
OWN = [
    route
    for route in routes_of(ROUTES)
    if route.name not in OPEN
    and not route.path.startswith(ADMIN)
    and not (route.streams and route.method == "GET")
]
BODIES: dict[str, Any] = {
    "/api/sessions": {"type": "provocative", "finish_active": True},
    "/api/me/consents": {"guided_work": False, "profile": True, "news": True},
}


async def under_an_erasure(
    container: Container, user_id: uuid.UUID, request: Awaitable[httpx.Response]
) -> httpx.Response:
    """Let an erasure begin, then the request; the erasure ends when the request is over or waits for it."""
    async with container.units() as work, container.engine.connect() as watching:
        await work.session.execute(
            text("SELECT 1 FROM users WHERE id = :id FOR UPDATE").bindparams(id=user_id)
        )
        asking = spawn(_awaited(request), "asking")
        while True:
            done, _ = await asyncio.wait({asking}, timeout=0.02)
            waits = (await watching.execute(text(_WAITS))).scalar_one()
            await watching.rollback()
            if done or waits:
                break
        await erase(work.session, metadata(), user_id, ANNA)
    answer: httpx.Response = await asking
    return answer


async def _awaited(request: Awaitable[httpx.Response]) -> httpx.Response:
    return await request


@pytest.fixture
async def anna(sign_in: SignIn) -> Visitor:
    visitor = await sign_in(ANNA)
    await visitor.agree()
    return visitor


def test_there_is_something_to_walk() -> None:
    assert {"/api/me", "/api/me/export", "/api/sessions"} <= {route.path for route in OWN}


@pytest.mark.parametrize("route", OWN, ids=lambda route: f"{route.method}{route.path}")
async def test_no_route_fails(
    http: httpx.AsyncClient, container: Container, anna: Visitor, route: Route
) -> None:
    session = await anna.begin()
    # Other things are nobody's: what is asked here is what becomes of the person.
    things = {name: str(new_id()) for name in route.parameters} | {"session_id": session["id"]}
    body = Route(
        route.method, route.path, route.parameters, BODIES.get(route.path, route.body), route.headers
    )
    asked = body if route.method not in ("GET", "DELETE") else route
    answer = await under_an_erasure(
        container, uuid.UUID(anna.user["id"]), knock(http, asked, things, anna.headers)
    )
    # A 2xx or a 400: it had read all that it needed, or nothing, before the erasure.
    assert answer.status_code < 500 or '"voice_unavailable"' in answer.text, answer.text
    assert (await anna.get("/api/me")).status_code == 401
    async with container.engine.connect() as connection:
        for name, table in metadata().tables.items():
            if table.info.get("person") or table.info.get("chat"):
                left = (await connection.execute(text(f"SELECT count(*) FROM {name}"))).scalar_one()
                assert left == 0, f"{name}: something was written after the erasure"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/me", None),
        ("PATCH", "/api/me", {"directness": "soft"}),
        ("PUT", "/api/me/consents", {"news": True}),
        ("GET", "/api/me/export", None),
        ("DELETE", "/api/me", None),
        ("POST", "/api/sessions", {"type": "chat", "finish_active": True}),
    ],
)
async def test_what_writes_or_gives_everything_says_that_nobody_is_there(
    container: Container, anna: Visitor, method: str, path: str, body: Any
) -> None:
    answer = await under_an_erasure(
        container, uuid.UUID(anna.user["id"]), anna.call(method, path, **({"json": body} if body else {}))
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "token_invalid")


async def test_words_for_nobody_are_refused_and_kept_nowhere(container: Container, anna: Visitor) -> None:
    session = await anna.begin()
    answer = await under_an_erasure(
        container, uuid.UUID(anna.user["id"]), anna.write(session["id"], "Поздние слова", "key-1")
    )
    assert answer.status_code == 401, answer.text


async def test_a_refresh_that_meets_it_is_refused(
    http: httpx.AsyncClient, container: Container, anna: Visitor
) -> None:
    token = {"refresh_token": anna.tokens["refresh_token"]}
    answer = await under_an_erasure(
        container, uuid.UUID(anna.user["id"]), http.post("/api/auth/refresh", json=token)
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "refresh_invalid")


async def test_an_export_that_has_begun_is_whole(container: Container, anna: Visitor) -> None:
    """The erasure waits for it."""
    user_id = uuid.UUID(anna.user["id"])

    async def erased() -> None:
        async with container.units() as work:
            await erase(work.session, metadata(), user_id, ANNA)

    async with container.units() as work:
        assert await PeopleService(work, container.clock).hold(user_id)
        erasing = spawn(erased(), "erasing")
        done, _ = await asyncio.wait({erasing}, timeout=0.3)
        assert not done
        tables = (await PersonalData(work, container.clock).export(user_id, ANNA)).tables
        assert len(tables["users"]) == 1 and len(tables["user_consents"]) == 2
    await erasing
    assert (await anna.get("/api/me/export")).status_code == 401
