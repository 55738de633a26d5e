"""The outermost layer: ids, log lines, headers, and the last net."""

import json
from typing import Any, cast

import httpx
import pytest
from litestar.types import Receive, Scope, Send
from structlog.testing import capture_logs

from relove.api.edge import Edge, is_product
from relove.api.errors import ErrorRenderer
from relove.api.security import COMMON
from relove.integrations.i18n.fluent import FluentTranslator

KNOWN: dict[str, dict[str, Any]] = {"/api/x": {}, "/api/7": {"number": 7}, "/api/words": {"name": "words"}}


async def answers(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] in KNOWN:  # as Litestar notes it
        cast(Any, scope).update(
            route_handler=answers, path_params=KNOWN[scope["path"]], path_template="/api/{name}"
        )
    start: Any = {"type": "http.response.start", "status": 204, "headers": []}
    await send(start)
    body: Any = {"type": "http.response.body", "body": b""}
    await send(body)


async def fails(scope: Scope, receive: Receive, send: Send) -> None:
    raise ValueError("a secret of the person")


async def breaks_off(scope: Scope, receive: Receive, send: Send) -> None:
    start: Any = {"type": "http.response.start", "status": 200, "headers": []}
    await send(start)
    part: Any = {"type": "http.response.body", "body": b"part", "more_body": True}
    await send(part)
    raise ValueError("a secret of the person")


def client(product: Any = answers, files: Any = fails) -> httpx.AsyncClient:
    edge: Any = Edge(product, files, files, ErrorRenderer(FluentTranslator()), COMMON)
    return httpx.AsyncClient(transport=httpx.ASGITransport(edge), base_url="http://relove.test")


class TestRequestId:
    async def test_new_one(self) -> None:
        async with client() as http:
            first, second = await http.get("/api/x"), await http.get("/api/x")
        assert len(first.headers["x-request-id"]) == 32
        assert first.headers["x-request-id"] != second.headers["x-request-id"]

    @pytest.mark.parametrize(
        ("given", "kept"), [("abc-12345", True), ("short", False), ("a b c d e f", False)]
    )
    async def test_from_a_proxy(self, given: str, kept: bool) -> None:
        async with client() as http:
            answer = await http.get("/api/x", headers={"X-Request-ID": given})
        assert (answer.headers["x-request-id"] == given) is kept


class TestAccessLog:
    async def test_line_without_query_or_token(self) -> None:
        with capture_logs() as logs:
            async with client() as http:
                answer = await http.get("/api/x?text=words", headers={"Authorization": "Bearer secret"})
        (line,) = logs
        assert line["event"] == "request" and line["log_level"] == "info"
        assert (line["method"], line["path"], line["status"]) == ("GET", "/api/x", 204)
        assert line["ms"] >= 0 and line["request_id"] == answer.headers["x-request-id"]
        assert "words" not in str(logs) and "secret" not in str(logs)

    @pytest.mark.parametrize(
        ("path", "told"),
        [
            ("/api/x", "/api/x"),
            ("/api/7", "/api/7"),
            ("/api/words", "/api/{name}"),
            ("/api/made/up/words", "/api/..."),
            ("/words", "/..."),
            ("/telegram/webhook", "/telegram/webhook"),
            ("/telegram/words", "/telegram/..."),
        ],
    )
    async def test_a_path_that_somebody_made_up_is_not_told(self, path: str, told: str) -> None:
        with capture_logs() as logs:
            async with client(files=answers) as http:
                await http.request("WORDS", path)
        assert (logs[-1]["method"], logs[-1]["path"]) == ("other", told)

    async def test_probes_are_quiet(self) -> None:
        with capture_logs() as logs:
            async with client() as http:
                await http.get("/health/live")
        assert logs[0]["log_level"] == "debug"


class TestHeaders:
    async def test_on_every_answer(self) -> None:
        async with client() as http:
            answer = await http.get("/api/x")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert "x-frame-options" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


class TestFailures:
    async def test_last_net(self) -> None:
        async with client(files=fails) as http:
            answer = await http.get("/", headers={"Accept-Language": "en"})
        assert answer.status_code == 500
        body = json.loads(answer.content)["error"]
        assert body["code"] == "internal" and body["request_id"] == answer.headers["x-request-id"]
        assert "secret" not in answer.text

    async def test_answer_that_had_begun_ends(self) -> None:
        with capture_logs() as logs:
            async with client(product=breaks_off) as http:
                answer = await http.get("/api/x")
        assert answer.content == b"part"
        assert [line["event"] for line in logs] == ["request failed", "request"]


class TestIsProduct:
    @pytest.mark.parametrize(
        "path", ["/api", "/api/me", "/health", "/health/live", "/telegram/webhook", "/go/x"]
    )
    def test_product(self, path: str) -> None:
        assert is_product(path)

    @pytest.mark.parametrize("path", ["/", "/apix", "/assets/a.js", "/chat", "/healthy", "//api/me"])
    def test_mini_app(self, path: str) -> None:
        assert not is_product(path)
