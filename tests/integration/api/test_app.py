"""What is true of the whole: unknown paths, wrong methods, too much, health, the document, every route's door."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from arq.connections import ArqRedis
from litestar import Litestar

from relove.api import openapi
from relove.api.app import create_app, make_app
from relove.bootstrap import Container, build, make_engine
from relove.config import Settings
from tests.integration.api.support import error_of


class TestUnknown:
    @pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
    @pytest.mark.parametrize(
        "path", ["/api", "/api/nothing", "/api/me/nothing", "/telegram", "/go", "/go/x/y"]
    )
    async def test_path(self, http: httpx.AsyncClient, method: str, path: str) -> None:
        # Never the Mini App's page, though a browser asks.
        answer = await http.request(method, path, headers={"Accept": "text/html"})
        assert error_of(answer, 404)["code"] == "not_found"

    @pytest.mark.parametrize(("method", "path"), [("DELETE", "/api/journey"), ("GET", "/telegram/webhook")])
    async def test_method(self, http: httpx.AsyncClient, method: str, path: str) -> None:
        answer = await http.request(method, path)
        assert error_of(answer, 405)["code"] == "method_not_allowed"
        assert answer.headers["allow"]

    async def test_in_both_languages(self, http: httpx.AsyncClient) -> None:
        told = [
            error_of(await http.get("/api/nothing", headers={"Accept-Language": language}), 404)["message"]
            for language in ("ru", "en-US,en;q=0.9", "")
        ]
        assert told[0] == told[2] != told[1]

    async def test_websocket(self, app: Litestar) -> None:
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            sent.append(message)

        scope: Any = {
            "type": "websocket",
            "path": "/api/me",
            "headers": [],
            "query_string": b"",
            "subprotocols": [],
        }
        await app(scope, receive, send)
        assert [message["type"] for message in sent] == ["websocket.close"]


class TestTooMuch:
    async def test_with_and_without_a_length(self, http: httpx.AsyncClient) -> None:
        body = json.dumps({"refresh_token": "x" * 500_000}).encode()

        async def parts() -> Any:
            for at in range(0, len(body), 50_000):
                yield body[at : at + 50_000]

        for content in (body, parts()):
            answer = await http.post(
                "/api/auth/refresh", content=content, headers={"Content-Type": "application/json"}
            )
            assert error_of(answer, 413)["code"] == "too_large"


class TestHealth:
    async def test_ok(self, http: httpx.AsyncClient) -> None:
        answer = await http.get("/health")
        assert answer.status_code == 200
        health = answer.json()
        assert health["status"] == "ok" and health["model"] == "templates"
        assert set(health["checks"]) == {"postgres", "redis"}
        assert all(check["ok"] and check["ms"] >= 0 for check in health["checks"].values())

    async def test_live(self, http: httpx.AsyncClient) -> None:
        assert (await http.get("/health/live")).json() == {"status": "ok"}

    async def test_without_redis_it_is_degraded(self, app: Litestar, http: httpx.AsyncClient) -> None:
        container: Container = app.state.container
        away = ArqRedis(host="127.0.0.1", port=9)
        app.state.container = replace(container, redis=away)
        answer = await http.get("/health")
        assert answer.status_code == 200 and answer.json()["status"] == "degraded"
        await away.aclose()

    async def test_without_postgres_it_is_down(self, app: Litestar, http: httpx.AsyncClient) -> None:
        container: Container = app.state.container
        away = make_engine("postgresql+asyncpg://nobody@127.0.0.1:9/nothing")
        app.state.container = replace(container, engine=away)
        answer = await http.get("/health")
        assert answer.status_code == 503 and answer.json()["status"] == "down"
        await away.dispose()


class TestDatabaseAway:
    async def test_is_told_as_such(self, app: Litestar, http: httpx.AsyncClient, settings: Settings) -> None:
        away = settings.model_copy(update={"database_url": "postgresql+asyncpg://nobody@127.0.0.1:9/nothing"})
        async with build(away) as container:
            app.state.container = container
            answer = await http.post("/api/auth/refresh", json={"refresh_token": "x"})
        error = error_of(answer, 503)
        assert error["code"] == "unavailable" and error["retry_after"] == 2


class TestDocument:
    async def test_is_served(self, http: httpx.AsyncClient) -> None:
        answer = await http.get("/api/schema/openapi.json")
        assert answer.status_code == 200 and answer.json() == json.loads(openapi.render())

    async def test_no_pages_that_load_foreign_scripts(self, http: httpx.AsyncClient) -> None:
        for path in ("/api/schema", "/api/schema/swagger", "/schema", "/schema/openapi.json"):
            assert (await http.get(path)).status_code in (404, 503)

    def test_committed_one_is_fresh(self) -> None:
        root = Path(__file__).parents[3]
        committed = (root / "frontend" / "openapi.json").read_text("utf-8")
        assert committed == openapi.render(), "run: .venv/bin/relove openapi > frontend/openapi.json"

    def test_every_route_is_documented_or_meant_not_to_be(self, app: Litestar) -> None:
        documented = set(json.loads(openapi.render())["paths"])
        hidden = {"/telegram/webhook", "/api/schema/openapi.json", "/metrics"}
        routes = {route.path_format for route in app.routes}
        assert routes - hidden == documented


class TestMakeApp:
    async def test_opens_its_own_container(self, settings: Settings, container: Container) -> None:
        app = make_app(settings, container.translator, lambda: build(settings))
        async with app.lifespan():
            assert app.state.container is not container
            transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=transport, base_url="http://relove.test") as client:
                assert (await client.get("/health")).status_code == 200

    async def test_production_is_strict(self, container: Container) -> None:
        settings = container.settings.model_copy(update={"env": "production"})
        app = create_app(replace(container, settings=settings))
        async with app.lifespan():
            transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=transport, base_url="http://relove.test") as client:
                answer = await client.get("/health/live")
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
