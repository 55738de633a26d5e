"""The Mini App's files, from memory.

A path that is no file and that a browser asks for as a page gets the app's page: the app routes by path. The
build is read again when its page changes, so that a rebuild needs no restart.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import msgspec
from litestar.types import HTTPScope, Receive, Scope, Send

from relove.api.errors import ErrorRenderer
from relove.api.language import from_header
from relove.api.security import page_policy, sandbox_origins
from relove.config import Settings
from relove.core.errors import ReloveError

FOUND = "file_found"
"""Mark of a request whose path is the name of a file of ours."""
_PAGE = "/index.html"
_PLACEHOLDER = "__RELOVE_SANDBOX_ORIGINS__"
_BOT_PLACEHOLDER = "__RELOVE_BOT__"
_IMMUTABLE = "public, max-age=31536000, immutable"
_CHECK_FIRST = "no-cache"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".webmanifest": "application/manifest+json"}
# For whoever runs the product, not for a person of the product: hence here and not in the catalogues.
_NOT_BUILT = b"The Mini App is not built yet. Run: make setup\n"


class _File(msgspec.Struct, frozen=True):
    """One file with its compressed forms, keyed by encoding; the empty one is the file itself."""

    bodies: dict[str, bytes]
    media_type: str
    etag: str
    headers: dict[str, str]


class MiniApp:
    """Serves the built Mini App."""

    def __init__(self, settings: Settings, renderer: ErrorRenderer) -> None:
        self._parents = sandbox_origins(settings)
        self._root = settings.root / "frontend" / ("dist-sandbox" if self._parents else "dist")
        self._renderer = renderer
        face, address = settings.persona_face, settings.face_address
        self._face = None if face is None or address is None else (address, face)
        self._stamp = 0
        self._bot = ""
        self._files: dict[str, _File] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        method = cast(HTTPScope, scope)["method"]
        if method not in ("GET", "HEAD"):
            await self._refuse(ReloveError("method_not_allowed", kind="invalid"), 405, scope, headers, send)
            return
        self._refresh()
        if not self._files:
            plain = {"content-type": "text/plain; charset=utf-8", "cache-control": "no-store"}
            await _send(send, 503, {**plain, "retry-after": "10"}, _NOT_BUILT)
            return
        path = scope["path"]
        found = self._files.get(_PAGE if path == "/" else path)
        if found is not None:
            scope["state"][FOUND] = True
        elif _wants_page(path, headers):
            found = self._files[_PAGE]
        if found is None:
            await self._refuse(ReloveError("not_found", kind="not_found"), 404, scope, headers, send)
            return
        await _send_file(found, headers, send, head=method == "HEAD")

    def name_bot(self, username: str) -> None:
        """From now on the page knows the way into the bot's chat."""
        self._bot, self._stamp = username, 0

    def _refresh(self) -> None:
        page = self._root / "index.html"
        try:
            stamp = page.stat().st_mtime_ns
        except OSError:
            self._files, self._stamp = {}, 0
            return
        if stamp != self._stamp:
            self._files, self._stamp = self._read(), stamp

    def _read(self) -> dict[str, _File]:
        suffixes = tuple(suffix for _, suffix in _ENCODINGS)
        files: dict[str, _File] = {}
        for path in sorted(self._root.rglob("*")):
            if path.is_file() and not path.name.endswith(suffixes):
                url = f"/{path.relative_to(self._root).as_posix()}"
                files[url] = self._page(path) if url == _PAGE else _file(path, url)
        if self._face is not None:
            files[self._face[0]] = _file(self._face[1], self._face[0])
        return files

    def _page(self, path: Path) -> _File:
        html = path.read_text("utf-8").replace(_PLACEHOLDER, " ".join(self._parents))
        html = html.replace(_BOT_PLACEHOLDER, self._bot)
        policy = {"content-security-policy": page_policy(html, self._parents)}
        return _made({"": html.encode()}, "text/html; charset=utf-8", _CHECK_FIRST, policy)

    async def _refuse(
        self, error: ReloveError, status: int, scope: Scope, headers: Mapping[str, str], send: Send
    ) -> None:
        request_id = str(scope["state"].get("request_id", ""))
        language = from_header(headers.get("accept-language"))
        done = self._renderer.render(error, language, request_id, status)
        await _send(send, done.status, done.headers, done.body)


def _file(path: Path, url: str) -> _File:
    bodies = {"": path.read_bytes()}
    for encoding, suffix in _ENCODINGS:
        packed = path.with_name(path.name + suffix)
        if packed.is_file():
            bodies[encoding] = packed.read_bytes()
    media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if media_type.startswith("text/") or path.suffix in (".json", ".svg"):
        media_type += "; charset=utf-8"
    # The build puts what carries a hash in its name under /assets/.
    return _made(bodies, media_type, _IMMUTABLE if url.startswith("/assets/") else _CHECK_FIRST, {})


def _made(bodies: dict[str, bytes], media_type: str, caching: str, more: dict[str, str]) -> _File:
    digest = hashlib.sha256(bodies[""]).hexdigest()[:20]
    headers = {"content-type": media_type, "cache-control": caching, **more}
    if len(bodies) > 1:
        headers["vary"] = "accept-encoding"
    return _File(bodies=bodies, media_type=media_type, etag=f'W/"{digest}"', headers=headers)


def _wants_page(path: str, headers: Mapping[str, str]) -> bool:
    """A browser opening a place in the app; a missing picture or script is missing."""
    return "text/html" in headers.get("accept", "") and "." not in path.rsplit("/", 1)[-1]


async def _send_file(file: _File, headers: Mapping[str, str], send: Send, *, head: bool) -> None:
    answer = {**file.headers, "etag": file.etag}
    if file.etag in headers.get("if-none-match", ""):
        await _send(send, 304, answer, b"")
        return
    accepted = {part.split(";")[0].strip() for part in headers.get("accept-encoding", "").split(",")}
    encoding = next((name for name, _ in _ENCODINGS if name in accepted and name in file.bodies), "")
    if encoding:
        answer["content-encoding"] = encoding
    await _send(send, 200, answer, file.bodies[encoding], head=head)


async def _send(
    send: Send, status: int, headers: Mapping[str, str], body: bytes, *, head: bool = False
) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    if status != 304:
        raw.append((b"content-length", str(len(body)).encode()))
    start: Any = {"type": "http.response.start", "status": status, "headers": raw}
    end: Any = {"type": "http.response.body", "body": b"" if head else body, "more_body": False}
    await send(start)
    await send(end)
