"""Telegram's webhook: the secret is what we trust; stored first, answered then.

Plain ASGI before Litestar: every update comes through here, and routing, dependencies and response objects cost more
than storing it does.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

import structlog
from litestar import Litestar
from litestar.exceptions import ClientException, MethodNotAllowedException
from litestar.types import Receive, Scope, Send

from relove.core.errors import ReloveError

if TYPE_CHECKING:
    from relove.bootstrap import Container

PATH = "/telegram/webhook"
_log = structlog.get_logger("relove.webhook")
_HEADER = b"x-telegram-bot-api-secret-token"
_LONGEST_UPDATE = 1_000_000
_RETRY_AFTER_S = 2
_BODY = b'{"ok":true}'
_HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(_BODY)).encode())]


class Webhook:
    """Where Telegram delivers. Whatever is raised here, the layer around it turns into an answer."""

    def __init__(self, app: Litestar) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":  # type: ignore[typeddict-item]
            raise MethodNotAllowedException(headers={"allow": "POST"})
        container: Container = self._app.state.container
        headers = dict(scope["headers"])
        _check_secret(container, headers.get(_HEADER, b""))
        raw = await _body(headers, receive)
        try:
            await container.intake.accept_telegram(raw)
        except ReloveError:
            raise
        except Exception as error:
            # 503 makes Telegram send the update again; so nothing is lost that could not be stored.
            _log.error("update not stored", error=type(error).__name__)
            raise ReloveError("unavailable", kind="unavailable", retry_after=_RETRY_AFTER_S) from error
        start: Any = {"type": "http.response.start", "status": 200, "headers": _HEADERS}
        await send(start)
        end: Any = {"type": "http.response.body", "body": _BODY, "more_body": False}
        await send(end)


def _check_secret(container: Container, given: bytes) -> None:
    """The secret that was given to setWebhook, compared in constant time before the body is read."""
    secret = container.settings.webhook_secret
    expected = secret.get_secret_value().encode() if secret else b""
    if not hmac.compare_digest(given, expected) or not expected:
        raise ReloveError("webhook_secret", kind="forbidden")


async def _body(headers: dict[bytes, bytes], receive: Receive) -> bytes:
    """The whole body, refused as soon as it is too long, whatever its length was said to be."""
    said = headers.get(b"content-length", b"")
    if said.isdigit() and int(said) > _LONGEST_UPDATE:
        raise _too_large()
    parts: list[bytes] = []
    length = 0
    while True:
        message: Any = await receive()
        if message["type"] == "http.disconnect":
            raise ClientException
        part: bytes = message.get("body", b"")
        length += len(part)
        if length > _LONGEST_UPDATE:
            raise _too_large()
        parts.append(part)
        if not message.get("more_body", False):
            return part if len(parts) == 1 else b"".join(parts)


def _too_large() -> ReloveError:
    return ReloveError("too_large", kind="too_large")
