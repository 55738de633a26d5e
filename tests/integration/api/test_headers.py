"""What browsers are told: nothing for foreign origins, and the policies that docs/security.md gives reasons for."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from relove.api.app import create_app
from relove.api.security import API_POLICY, COMMON, page_policy
from relove.bootstrap import Container

ROOT = Path(__file__).parents[3]
FOREIGN = "https://evil.example"
PATHS = ("/api/me", "/api/auth/telegram", "/api/nothing", "/telegram/webhook", "/health", "/", "/missing.js")


def documented() -> dict[str, list[str]]:
    """The rows of every table in the document, by their first cell."""
    lines = (ROOT / "docs" / "security.md").read_text("utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")
    ]
    return {row[0].strip("| ").lower(): [cell.strip("| ") for cell in row[1:]] for row in rows}


class TestForeignOrigins:
    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("origin", [FOREIGN, "null", "http://relove.test.evil.example"])
    async def test_no_permission_is_given(self, http: httpx.AsyncClient, path: str, origin: str) -> None:
        asking = {"Origin": origin, "Access-Control-Request-Headers": "authorization"}
        for method in ("GET", "POST", "OPTIONS"):
            answer = await http.request(
                method, path, headers={**asking, "Access-Control-Request-Method": "POST"}
            )
            given = [name for name in answer.headers if name.startswith("access-control")]
            assert given == [], f"{method} {path}"
            assert method != "OPTIONS" or not answer.is_success or answer.headers.get("allow")

    async def test_no_cookies(self, http: httpx.AsyncClient) -> None:
        for path in PATHS:
            assert "set-cookie" not in (await http.get(path)).headers


class TestSecurityHeaders:
    @pytest.mark.parametrize("path", PATHS)
    async def test_on_every_answer(self, http: httpx.AsyncClient, path: str) -> None:
        answer = await http.get(path)
        for name, value in COMMON.items():
            assert answer.headers.get_list(name) == [value]
        assert "strict-transport-security" not in answer.headers
        assert len(answer.headers.get_list("content-security-policy")) == 1
        assert "server" not in answer.headers and "x-powered-by" not in answer.headers

    @pytest.mark.parametrize("path", ["/api/me", "/api/nothing", "/telegram/webhook", "/health"])
    async def test_the_api_is_no_page(self, http: httpx.AsyncClient, path: str) -> None:
        assert (await http.get(path)).headers["content-security-policy"] == API_POLICY

    async def test_production_adds_https(self, container: Container) -> None:
        settings = container.settings.model_copy(update={"env": "production"})
        app = create_app(replace(container, settings=settings))
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
        async with (
            app.lifespan(),
            httpx.AsyncClient(transport=transport, base_url="https://x.test") as client,
        ):
            for path in ("/", "/api/nothing", "/health/live"):
                answer = await client.get(path)
                assert answer.headers["strict-transport-security"] == "max-age=31536000"
                assert "localhost" not in answer.headers["content-security-policy"]


class TestTheDocument:
    def test_every_header_has_its_reason(self) -> None:
        rows = documented()
        for name, value in {**COMMON, "strict-transport-security": "max-age=31536000"}.items():
            said, why = rows[name]
            assert said == value and why

    def test_every_directive_has_its_reason_and_none_is_made_up(self) -> None:
        policy = dict(directive.split(" ", 1) for directive in page_policy("", ()).split("; "))
        rows = {
            name: row
            for name, row in documented().items()
            if re.search(r"-(src|uri|action|ancestors)$", name)
        }
        assert set(rows) == set(policy)
        for name, value in policy.items():
            said, why = rows[name]
            assert said.startswith(value) and why

    def test_the_api_s_policy_is_told(self) -> None:
        assert f"`{API_POLICY}`" in (ROOT / "docs" / "security.md").read_text("utf-8")
