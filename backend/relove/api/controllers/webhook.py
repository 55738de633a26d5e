"""Telegram's webhook: the secret is what we trust; stored first, answered then."""

from __future__ import annotations

import hmac
from typing import Any

import structlog
from litestar import Controller, Request, post
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from relove.api.wiring import container_of
from relove.core.errors import ReloveError

_log = structlog.get_logger("relove.webhook")
_HEADER = "x-telegram-bot-api-secret-token"
_LONGEST_UPDATE = 1_000_000
_RETRY_AFTER_S = 2


def from_telegram(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Guard: the secret that was given to setWebhook, compared in constant time before the body is read."""
    secret = container_of(connection).settings.webhook_secret
    given = connection.headers.get(_HEADER, "").encode("latin-1")
    expected = secret.get_secret_value().encode() if secret else b""
    if not hmac.compare_digest(given, expected) or not expected:
        raise ReloveError("webhook_secret", kind="forbidden")


class WebhookController(Controller):
    """Where Telegram delivers."""

    path = "/telegram"
    include_in_schema = False

    @post("/webhook", guards=[from_telegram], request_max_body_size=_LONGEST_UPDATE, status_code=200)
    async def receive(self, request: Request[Any, Any, Any]) -> dict[str, bool]:
        """503 makes Telegram send the update again; so nothing is lost that could not be stored."""
        raw = await request.body()
        try:
            await container_of(request).intake.accept_telegram(raw)
        except ReloveError:
            raise
        except Exception as error:
            _log.error("update not stored", error=type(error).__name__)
            raise ReloveError("unavailable", kind="unavailable", retry_after=_RETRY_AFTER_S) from error
        return {"ok": True}
