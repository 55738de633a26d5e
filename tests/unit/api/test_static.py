"""The Mini App's files: caching, compression, the page for every place in the app, who may frame it."""

import os
from pathlib import Path
from typing import Any

import httpx
import pytest

from relove.api.edge import Edge
from relove.api.errors import ErrorRenderer
from relove.api.static import MiniApp
from relove.config import Settings
from relove.integrations.i18n.fluent import FluentTranslator

PAGE = (
    '<!doctype html><meta name="relove-sandbox-origins" content="__RELOVE_SANDBOX_ORIGINS__">'
    '<script>document.title = "x"</script><script type="module" src="/assets/app-1a2b.js"></script>'
)
HTML = {"Accept": "text/html,application/xhtml+xml"}


def build(folder: Path) -> Path:
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "assets" / "app-1a2b.js").write_text("plain")
    (folder / "assets" / "app-1a2b.js.br").write_bytes(b"brotli")
    (folder / "assets" / "app-1a2b.js.gz").write_bytes(b"gzip")
    (folder / "favicon.svg").write_text("<svg/>")
    return folder


def settings(root: Path, **more: Any) -> Settings:
    return Settings(root=root, **more)


def client(chosen: Settings) -> httpx.AsyncClient:
    renderer = ErrorRenderer(FluentTranslator())
    files = MiniApp(chosen, renderer)
    edge: Any = Edge(files, files, files, renderer, {})
    return httpx.AsyncClient(transport=httpx.ASGITransport(edge), base_url="http://relove.test")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path / "frontend" / "dist")
    return tmp_path


class TestPage:
    async def test_root(self, root: Path) -> None:
        async with client(settings(root)) as http:
            answer = await http.get("/")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"
        assert 'content=""' in answer.text

    async def test_the_guides_picture(self, root: Path) -> None:
        async with client(settings(root)) as http:
            assert (await http.get("/persona.png")).status_code == 404
        (root / "theo.png").write_bytes(b"png")
        with_face = settings(root, persona_face="theo.png", persona_likeness="drawn")
        async with client(with_face) as http:
            answer = await http.get("/persona.png")
        assert (answer.content, answer.headers["content-type"]) == (b"png", "image/png")

    async def test_it_knows_the_bot_as_soon_as_the_server_does(self, root: Path) -> None:
        page = root / "frontend" / "dist" / "index.html"
        page.write_text('<meta name="relove-bot" content="__RELOVE_BOT__">')
        renderer = ErrorRenderer(FluentTranslator())
        files = MiniApp(settings(root), renderer)
        edge: Any = Edge(files, files, files, renderer, {})
        async with httpx.AsyncClient(transport=httpx.ASGITransport(edge), base_url="http://r.test") as http:
            assert 'content=""' in (await http.get("/")).text
            files.name_bot("relove_bot")
            assert 'content="relove_bot"' in (await http.get("/")).text

    async def test_place_in_the_app(self, root: Path) -> None:
        async with client(settings(root)) as http:
            assert (await http.get("/chat", headers=HTML)).status_code == 200
            assert (await http.get("/chat")).status_code == 404
            assert (await http.get("/missing.js", headers=HTML)).status_code == 404

    async def test_unchanged(self, root: Path) -> None:
        async with client(settings(root)) as http:
            etag = (await http.get("/")).headers["etag"]
            again = await http.get("/", headers={"If-None-Match": etag})
        assert again.status_code == 304 and again.content == b""

    async def test_head(self, root: Path) -> None:
        async with client(settings(root)) as http:
            answer = await http.head("/")
        assert answer.status_code == 200 and answer.content == b""
        assert int(answer.headers["content-length"]) > 0

    async def test_other_method(self, root: Path) -> None:
        async with client(settings(root)) as http:
            answer = await http.post("/")
        assert answer.status_code == 405
        assert answer.json()["error"]["code"] == "method_not_allowed"


class TestPolicy:
    async def test_telegram_may_frame_and_inline_scripts_are_hashed(self, root: Path) -> None:
        async with client(settings(root)) as http:
            policy = (await http.get("/")).headers["content-security-policy"]
        assert "frame-ancestors https://web.telegram.org https://*.telegram.org" in policy
        assert policy.endswith("telegram.org")
        assert policy.count("'sha256-") == 1 and "unsafe-inline" not in policy.split("style-src")[0]

    async def test_sandbox_in_development(self, root: Path) -> None:
        build(root / "frontend" / "dist-sandbox")
        chosen = settings(root, sandbox_url="http://localhost:9081")
        async with client(chosen) as http:
            answer = await http.get("/")
        assert 'content="http://localhost:9081 http://127.0.0.1:9081"' in answer.text
        policy = answer.headers["content-security-policy"]
        assert policy.endswith("http://localhost:9081 http://127.0.0.1:9081")

    async def test_never_in_production(self, root: Path) -> None:
        build(root / "frontend" / "dist-sandbox")
        chosen = settings(root, sandbox_url="http://localhost:9081", env="production")
        async with client(chosen) as http:
            answer = await http.get("/")
        assert "9081" not in answer.text + answer.headers["content-security-policy"]


class TestAssets:
    @pytest.mark.parametrize(
        ("accepted", "encoding", "body"),
        [("gzip, deflate, br", "br", b"brotli"), ("gzip", "gzip", b"gzip"), ("identity", None, b"plain")],
    )
    async def test_compressed_ahead(
        self, root: Path, accepted: str, encoding: str | None, body: bytes
    ) -> None:
        async with (
            client(settings(root)) as http,
            http.stream("GET", "/assets/app-1a2b.js", headers={"Accept-Encoding": accepted}) as answer,
        ):
            raw = b"".join([part async for part in answer.aiter_raw()])
        assert answer.headers.get("content-encoding") == encoding
        assert raw == body
        assert answer.headers["vary"] == "accept-encoding"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"

    async def test_without_a_hash_in_its_name(self, root: Path) -> None:
        async with client(settings(root)) as http:
            answer = await http.get("/favicon.svg")
        assert answer.headers["cache-control"] == "no-cache" and "vary" not in answer.headers

    @pytest.mark.parametrize("path", ["/../secret", "/assets/../../secret", "/%2e%2e/secret", "/assets"])
    async def test_nothing_else(self, root: Path, path: str) -> None:
        (root / "frontend" / "secret").write_text("secret")
        async with client(settings(root)) as http:
            assert (await http.get(path)).status_code == 404


class TestBuild:
    async def test_not_built(self, tmp_path: Path) -> None:
        async with client(settings(tmp_path)) as http:
            answer = await http.get("/", headers=HTML)
        assert answer.status_code == 503 and "make setup" in answer.text

    async def test_built_again(self, root: Path) -> None:
        page = root / "frontend" / "dist" / "index.html"
        async with client(settings(root)) as http:
            await http.get("/")
            page.write_text("another")
            os.utime(page, ns=(1, 1))
            assert (await http.get("/")).text == "another"
