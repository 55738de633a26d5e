"""Nobody gets at another's things: every route, as a stranger, as another person, and as an admin."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import httpx
import jwt
import pytest
from litestar import Request, get
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler
from sqlalchemy import text

from relove.api.app import create_app
from relove.api.auth import signed_in
from relove.api.routes import ROUTES
from relove.api.wiring import container_of
from relove.bootstrap import Container
from relove.core.ids import new_id
from relove.db.models import metadata
from relove.domains.conversations.service import SessionService
from relove.domains.messaging.processor import ChatProcessor
from relove.domains.people.service import PeopleService
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, opened
from tests.integration.api.walking import ADMIN, OPEN, SHARED, Route, knock, routes_of
from tests.integration.rights.filling import a_row

SECRET = "тайнаАнны"
ANNA, BORIS, ADMIN_ID = 42, 43, 44
TABLES = {"statement_id": "profile_statements", "item_id": "session_insights"}
"""Parameters of paths that name a row of one of these tables."""
TURN = "turn_id"


@dataclass
class Anna:
    """Whose things others try to get at."""

    visitor: Visitor
    session_id: str
    person_id: str
    more: dict[str, str]

    @property
    def things(self) -> dict[str, str]:
        """By the name of the path's parameter. A new one: say here which thing of hers it names."""
        return {"session_id": self.session_id, "person_id": self.person_id, **self.more}

    def is_in(self, answer: httpx.Response) -> bool:
        hers = (SECRET, self.visitor.user["id"], self.session_id, str(ANNA))
        said = answer.text.replace(answer.headers["x-request-id"], "")
        return any(f'"{thing}"' in said or f": {thing}," in said or SECRET in said for thing in hers)


@pytest.fixture
async def hers(sign_in: SignIn, container: Container, worker: ChatProcessor) -> Anna:
    """Anna, with a session in which something was said."""
    visitor = await sign_in(ANNA, user={"first_name": SECRET})
    await visitor.agree()
    session = await visitor.begin()
    assert (await visitor.write(session["id"], f"Это {SECRET}", "key-1")).status_code == 200
    user_id, session_id = uuid.UUID(visitor.user["id"]), uuid.UUID(session["id"])
    more = {
        parameter: str(await a_row(container, table, user_id, ANNA, user_sessions=session_id))
        for parameter, table in TABLES.items()
    }
    said = (await visitor.get(f"/api/sessions/{session['id']}/turns")).json()["items"]
    more[TURN] = said[0]["id"]
    return Anna(visitor, session["id"], visitor.user["id"], more)


async def hers_in(container: Container, user_id: str) -> dict[str, list[str]]:
    """Every row of every table that names her."""
    found: dict[str, list[str]] = {}
    async with container.engine.connect() as connection:
        for name, table in metadata().tables.items():
            column = "id" if name == "users" else table.info.get("person")
            if column is None:
                continue
            rows = await connection.execute(
                text(f"SELECT t::text FROM {name} AS t WHERE {column} = :id ORDER BY 1"), {"id": user_id}
            )
            found[name] = list(rows.scalars())
    return found


def strangers(container: Container) -> dict[str, dict[str, str]]:
    """What somebody without an account, or with a forged one, may hold."""
    secret = container.settings.jwt_secret
    assert secret
    claims = {"sub": str(new_id()), "exp": container.clock.now() + datetime.timedelta(hours=1)}
    forged = jwt.encode(claims, "another secret that is long enough for anybody to use it", "HS256")
    return {
        "no token": {},
        "garbage": {"Authorization": "Bearer garbage"},
        "another scheme": {"Authorization": "Basic YTpi"},
        "forged": {"Authorization": f"Bearer {forged}"},
        "of nobody": {"Authorization": f"Bearer {container.access_tokens.issue(new_id())}"},
    }


async def given_to_strangers(
    http: httpx.AsyncClient, container: Container, hers: Anna, handlers: Sequence[ControllerRouterHandler]
) -> list[str]:
    """Routes that give a stranger something. Must be empty."""
    found = []
    for route in routes_of(handlers):
        if route.name in OPEN:
            continue
        for who, headers in strangers(container).items():
            answer = await knock(http, route, hers.things, headers)
            if answer.status_code != 401 or hers.is_in(answer):
                found.append(f"{route.method} {route.path}: {answer.status_code} for {who}")
    return found


async def given_to_others(
    container: Container,
    hers: Anna,
    enter: Any,
    handlers: Sequence[ControllerRouterHandler],
) -> list[str]:
    """Routes that give Anna's things to somebody else who is signed in, or change them. Must be empty."""
    found = []
    before = await hers_in(container, hers.visitor.user["id"])
    for route in routes_of(handlers):
        if route.name in OPEN or (route.streams and not route.parameters):
            continue
        other: Visitor = await enter()
        answer = await knock(other._http, route, hers.things, other.headers)
        refused = answer.status_code in (403, 404)
        if hers.is_in(answer) or (route.names_somebody_s and not refused):
            found.append(f"{route.method} {route.path}: {answer.status_code}")
        if await hers_in(container, hers.visitor.user["id"]) != before:
            found.append(f"{route.method} {route.path} changed something")
            before = await hers_in(container, hers.visitor.user["id"])
    return found


def enters(sign_in: SignIn, container: Container, telegram_id: int, role: str | None = None) -> Any:
    """Signs the same person in anew, for the route before may have signed them out or erased them."""

    async def enter() -> Visitor:
        visitor = await sign_in(telegram_id)
        await visitor.agree()
        if role:
            async with container.units() as work:
                await PeopleService(work, container.clock).grant_role(telegram_id, cast(Any, role))
        return visitor

    return enter


class TestStranger:
    async def test_no_route_gives_anything(
        self, http: httpx.AsyncClient, container: Container, hers: Anna
    ) -> None:
        assert len(list(routes_of(ROUTES))) >= 15
        before = await hers_in(container, hers.visitor.user["id"])
        assert await given_to_strangers(http, container, hers, ROUTES) == []
        assert await hers_in(container, hers.visitor.user["id"]) == before

    async def test_what_is_open_tells_nothing_of_anybody(self, http: httpx.AsyncClient, hers: Anna) -> None:
        routes = [route for route in routes_of(ROUTES) if route.name in OPEN]
        assert {route.name for route in routes} == OPEN
        for route in routes:
            answer = await knock(http, route, {}, {})
            assert not hers.is_in(answer)
            assert route.method == "GET" or answer.status_code in (204, 400, 401), route


class TestAnotherPerson:
    async def test_no_route_gives_or_changes_anything(
        self, container: Container, hers: Anna, sign_in: SignIn
    ) -> None:
        enter = enters(sign_in, container, BORIS)
        assert await given_to_others(container, hers, enter, ROUTES) == []

    async def test_admin_s_routes_are_closed(self, hers: Anna, sign_in: SignIn) -> None:
        boris = await sign_in(BORIS)
        for route in routes_of(ROUTES):
            if route.path.startswith(ADMIN):
                answer = await knock(boris._http, route, hers.things, boris.headers)
                assert answer.status_code == 403, route

    async def test_live_news_are_one_s_own(
        self, http: httpx.AsyncClient, hers: Anna, sign_in: SignIn
    ) -> None:
        boris = await sign_in(BORIS)
        app = cast(Any, http._transport).app
        for route in routes_of(ROUTES):
            if route.streams and not route.parameters:
                async with opened(app, route.path, boris.headers) as stream:
                    await stream.piece()
                    await hers.visitor.call("PATCH", "/api/me", json={"directness": "soft"})
                    await boris.call("PATCH", "/api/me", json={"directness": "hard"})
                    assert (await stream.event())[1] == {} and stream.empty()


class TestAdmin:
    async def test_a_role_opens_nobody_s_own_routes(
        self, container: Container, hers: Anna, sign_in: SignIn
    ) -> None:
        own = [route for route in routes_of(ROUTES) if not route.path.startswith(ADMIN)]
        assert own
        for role in ("admin", "owner", "support", "analyst"):
            admin = await enters(sign_in, container, ADMIN_ID, role)()
            assert (await admin.get("/api/me")).json()["role"] == role
            for route in own:
                if route.names_somebody_s:
                    answer = await knock(admin._http, route, hers.things, admin.headers)
                    assert answer.status_code in (403, 404), f"{role}: {route}"
                    assert not hers.is_in(answer)


class TestRoles:
    async def test_a_change_counts_from_the_next_request_on(
        self, sign_in: SignIn, container: Container
    ) -> None:
        """The token stays the same: who may do what is never in it."""
        boris = await sign_in(BORIS)
        seen = []
        for role in ("person", "admin", "analyst", "person"):
            async with container.units() as work:
                await PeopleService(work, container.clock).grant_role(BORIS, cast(Any, role))
            seen.append((await boris.get("/api/me")).json()["role"])
        assert seen == ["person", "admin", "analyst", "person"]
        claims = jwt.decode(boris.tokens["access_token"], options={"verify_signature": False})
        assert not {"role", "roles", "scope", "entitlements"} & set(claims)

    async def test_guards_see_it_too(self, sign_in: SignIn, container: Container) -> None:
        boris = await sign_in(BORIS)
        app = create_app(container, [*ROUTES, whoami])
        transport = httpx.ASGITransport(cast(Any, app))
        async with (
            app.lifespan(),
            httpx.AsyncClient(transport=transport, base_url="http://relove.test") as http,
        ):
            roles = []
            for role in ("admin", "person"):
                async with container.units() as work:
                    await PeopleService(work, container.clock).grant_role(BORIS, cast(Any, role))
                roles.append((await http.get("/api/whoami", headers=boris.headers)).json()["role"])
        assert roles == ["admin", "person"]


class TestControl:
    """The walk finds what it is there to find."""

    @pytest.mark.parametrize(
        ("name", "to_strangers", "to_others"),
        [
            (
                "forgotten",
                ["GET /api/forgotten/{session_id}: 200 for no token"],
                ["GET /api/forgotten/{session_id}: 200"],
            ),
            ("nosy", [], ["GET /api/nosy/{session_id}: 200"]),
            ("meddling", [], ["GET /api/meddling/{session_id} changed something"]),
        ],
    )
    async def test_a_careless_route(
        self,
        container: Container,
        hers: Anna,
        sign_in: SignIn,
        name: str,
        to_strangers: list[str],
        to_others: list[str],
    ) -> None:
        route = {"forgotten": forgotten, "nosy": nosy, "meddling": meddling}[name]
        app = create_app(container, [*ROUTES, route])
        transport = httpx.ASGITransport(cast(Any, app))
        async with (
            app.lifespan(),
            httpx.AsyncClient(transport=transport, base_url="http://relove.test") as http,
        ):
            found = await given_to_strangers(http, container, hers, [route])
            assert found[:1] == to_strangers

            async def enter() -> Visitor:
                return Visitor(http, (await sign_in(BORIS)).tokens)

            assert await given_to_others(container, hers, enter, [route]) == to_others


@get("/api/whoami", guards=[signed_in])
async def whoami(request: Request[Any, Any, Any]) -> dict[str, str]:
    """What the guard found."""
    return {"role": request.scope["state"]["actor"].role}


@get("/api/forgotten/{session_id:uuid}")
async def forgotten(request: Request[Any, Any, Any], session_id: FromPath[Any]) -> dict[str, Any]:
    """A route without a guard."""
    return {"id": str(session_id)}


@get("/api/nosy/{session_id:uuid}", guards=[signed_in])
async def nosy(request: Request[Any, Any, Any], session_id: FromPath[Any]) -> dict[str, Any]:
    """A route that asks whether somebody is signed in, and not who."""
    container = container_of(request)
    async with container.units() as work:
        owner = (
            await work.session.execute(
                text("SELECT user_id FROM user_sessions WHERE id = :id"), {"id": session_id}
            )
        ).scalar_one()
        page = await SessionService(work, container.clock).turns(session_id, owner, None, 50)
    return {"texts": [turn.text for turn in page.items]}


@get("/api/meddling/{session_id:uuid}", guards=[signed_in], status_code=404)
async def meddling(request: Request[Any, Any, Any], session_id: FromPath[Any]) -> None:
    """A route that says no, and does it all the same."""
    async with container_of(request).units() as work:
        await work.session.execute(
            text("UPDATE user_sessions SET summary = NULL, question_count = 99 WHERE id = :id"),
            {"id": session_id},
        )


def test_every_route_can_be_walked() -> None:
    """A new kind of id in a path must be named in `Anna.things`."""
    known = Anna(cast(Any, None), "x", "y", {**TABLES, TURN: "z"}).things
    routes: list[Route] = list(routes_of(ROUTES))
    assert {name for route in routes for name in route.parameters} <= set(known) | set(SHARED)
