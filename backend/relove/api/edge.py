"""The outermost layer: a request id, one access log line, security headers, and who answers a path.

It stands outside Litestar because Litestar's middlewares see matched routes only: a 404 needs its id and its
line too.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any, cast

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from relove.api.errors import ErrorRenderer
from relove.api.language import from_header
from relove.api.limits import rate_headers
from relove.api.metrics import Metrics
from relove.api.security import API_POLICY
from relove.api.static import FOUND
from relove.api.webhook import PATH as WEBHOOK_PATH
from relove.core.ids import new_id

_log = structlog.get_logger("relove.access")
_UNKNOWN = "/..."
_FILES = "(files)"
_PRODUCT_PATHS = ("/api", "/telegram", "/health", "/metrics", "/go", "/share")
_GIVEN_ID = re.compile(rb"[A-Za-z0-9_-]{8,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# A probe every few seconds would drown the rest.
_QUIET = frozenset({"/health", "/health/live", "/metrics"})


class Edge:
    """Wraps the product's application and the Mini App's files."""

    def __init__(
        self,
        product: ASGIApp,
        files: ASGIApp,
        webhook: ASGIApp,
        renderer: ErrorRenderer,
        headers: Mapping[str, str],
        metrics: Metrics | None = None,
    ) -> None:
        self._metrics = metrics or Metrics()
        self._product = product
        self._files = files
        self._webhook = webhook
        self._renderer = renderer
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.WEBSOCKET:
            await self._product(scope, receive, send)
            return
        given = dict(scope["headers"])
        request_id = _request_id(given)
        scope.setdefault("state", {})["request_id"] = request_id
        state = scope["state"]
        answer = _Answer(send, [*self._headers, (b"x-request-id", request_id.encode())], state)
        started = time.perf_counter()
        app = self._door(scope["path"])
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await app(scope, receive, answer)
            except Exception as error:
                await self._failed(error, answer, given, request_id)
            finally:
                level = _log.debug if scope["path"] in _QUIET else _log.info
                method = scope["method"] if scope["method"] in _METHODS else "other"
                began = answer.began or time.perf_counter()
                self._metrics.answered(method, _route(scope), answer.status, began - started)
                level(
                    "request",
                    method=method,
                    path=_told(scope),
                    status=answer.status,
                    ms=round((time.perf_counter() - started) * 1000, 1),
                    request_id=request_id,
                )

    def _door(self, path: str) -> ASGIApp:
        if path == WEBHOOK_PATH:
            return self._webhook
        return self._product if is_product(path) else self._files

    async def _failed(
        self, error: Exception, answer: _Answer, given: Mapping[bytes, bytes], request_id: str
    ) -> None:
        language = from_header(given.get(b"accept-language", b"").decode("latin-1"))
        done = self._renderer.render(error, language, request_id)
        if answer.status:  # it had begun, so it was a stream: it ends here, and its reader comes back
            end: Any = {"type": "http.response.body", "body": b"", "more_body": False}
            await answer(end)
            return
        headers = [(name.encode(), value.encode()) for name, value in done.headers.items()]
        start: Any = {"type": "http.response.start", "status": done.status, "headers": headers}
        body: Any = {"type": "http.response.body", "body": done.body, "more_body": False}
        await answer(start)
        await answer(body)


class _Answer:
    """`send` that adds headers and remembers the status."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]], state: Mapping[str, Any]) -> None:
        self._send = send
        self._headers = headers
        self._state = state
        self.status = 0
        self.began = 0.0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.began = time.perf_counter()
            headers = list(message.get("headers", ()))
            if not any(name.lower() == b"content-security-policy" for name, _ in headers):
                headers.append((b"content-security-policy", API_POLICY.encode()))
            if "rate" in self._state:
                headers += rate_headers(self._state["rate"])
            message["headers"] = [*headers, *self._headers]
        await self._send(message)


def is_product(path: str) -> bool:
    """Is this path the product's own, never the Mini App's?"""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in _PRODUCT_PATHS)


def _told(scope: Scope) -> str:
    """The path as it may be logged: one that we know. What somebody made up may hold words of theirs, or a secret."""
    path = scope["path"]
    if path == WEBHOOK_PATH or FOUND in scope["state"]:
        return path
    matched = cast(dict[str, Any], scope)
    if "route_handler" in matched:
        made_up = any(isinstance(value, str) for value in matched["path_params"].values())
        return str(matched["path_template"]) if made_up else path
    return _unknown(path)


def _route(scope: Scope) -> str:
    """The path's template: one of few, whatever is asked for."""
    if scope["path"] == WEBHOOK_PATH:
        return WEBHOOK_PATH
    if FOUND in scope["state"]:
        return _FILES
    matched = cast(dict[str, Any], scope)
    return str(matched["path_template"]) if "route_handler" in matched else _unknown(scope["path"])


def _unknown(path: str) -> str:
    prefix = next((prefix for prefix in _PRODUCT_PATHS if path.startswith(f"{prefix}/")), "")
    return prefix + _UNKNOWN


def _request_id(headers: Mapping[bytes, bytes]) -> str:
    """The one that a proxy in front gave, if it looks like one; else a new one."""
    given = headers.get(b"x-request-id", b"")
    return given.decode() if _GIVEN_ID.fullmatch(given) else new_id().hex
