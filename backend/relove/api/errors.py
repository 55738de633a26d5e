"""Errors as the contract says: `{"error": {code, message, request_id, details?, retry_after?}}`.

Never a stack trace, never what a person wrote.
"""

from __future__ import annotations

import traceback
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from relove.api.language import from_header
from relove.api.schemas import ErrorBody, ErrorInfo
from relove.core.actor import Actor, Language
from relove.core.errors import Kind, ReloveError
from relove.core.ports import Translator
from relove.db.vanished import person_vanished, stood_in_the_way

_log = structlog.get_logger("relove.api")

STATUS: dict[Kind, int] = {
    "invalid": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "too_large": 413,
    "too_many": 429,
    "unavailable": 503,
}
_BY_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 429: "too_many"}
_RETRY_AFTER_S = 2
_FRAMES = 12
_DECODERS = frozenset({"decode_json"})


class Rendered(msgspec.Struct, frozen=True):
    """An error ready to be sent."""

    status: int
    headers: dict[str, str]
    body: bytes


class ErrorRenderer:
    """Turns whatever was raised into an answer."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def use(self, translator: Translator) -> None:
        """From now on tell errors in these texts: the container's, which follow edits."""
        self._translator = translator

    def render(
        self, error: Exception, language: Language, request_id: str, status: int | None = None
    ) -> Rendered:
        """The answer to an error; what is not expected is logged and told without any detail."""
        known = known_error(error)
        if known is None:
            _log.error(
                "request failed", request_id=request_id, error=type(error).__name__, where=_where(error)
            )
            known, status = ReloveError("internal", kind="unavailable"), 500
        elif status is None:
            status = error.status_code if isinstance(error, HTTPException) else STATUS[known.kind]
        headers = {"content-type": "application/json", "cache-control": "no-store"}
        if known.retry_after is not None:
            headers["retry-after"] = str(known.retry_after)
        if status == 401:
            headers["www-authenticate"] = "Bearer"
        if isinstance(error, HTTPException) and "allow" in (error.headers or {}):
            headers["allow"] = (error.headers or {})["allow"]
        return Rendered(status, headers, msgspec.json.encode(self.body(known, language, request_id)))

    def body(self, error: ReloveError, language: Language, request_id: str) -> ErrorBody:
        """The body alone: for the event that ends a stream, too."""
        return ErrorBody(
            ErrorInfo(
                code=error.code,
                message=error.said or self._text(error, language),
                request_id=request_id,
                details=error.details,
                retry_after=error.retry_after,
            )
        )

    def _text(self, error: ReloveError, language: Language) -> str:
        try:
            return self._translator.text(language, error.text_key, **error.params)
        except KeyError:  # a person must get some text; the tests find the missing one
            _log.error("no text for an error", code=error.code)
            return self._translator.text(language, "error-internal")


def known_error(error: Exception) -> ReloveError | None:
    """The error as one of ours; None where it is a defect."""
    if isinstance(error, ReloveError):
        return error
    if person_vanished(error):
        # Erased while this request was on its way: from now on the token is nobody's.
        return ReloveError("token_invalid", kind="unauthorized")
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout | OSError) or stood_in_the_way(
        error
    ):
        return ReloveError("unavailable", kind="unavailable", retry_after=_RETRY_AFTER_S)
    if isinstance(error, HTTPException) and error.status_code < 500:
        code = _BY_STATUS.get(error.status_code, "validation")
        fields = _fields(error.extra) if code == "validation" else []
        return ReloveError(code, kind="invalid", details={"fields": fields} if fields else None)
    if isinstance(error, RecursionError) and _raised_in(error, _DECODERS):
        # A body nested deeper than any of ours: the decoder gives up in this way of its own.
        return ReloveError("validation", kind="invalid")
    return None


def _raised_in(error: Exception, names: frozenset[str]) -> bool:
    return any(frame.name in names for frame in traceback.extract_tb(error.__traceback__)[-1:])


def _where(error: Exception) -> list[str]:
    """The way through the code, without the error's own words: they may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _fields(extra: Any) -> list[str]:
    """Names of the refused fields; the framework's sentences stay here, for they may quote the input."""
    found = extra if isinstance(extra, list) else []
    return sorted({str(item["key"]) for item in found if isinstance(item, dict) and item.get("key")})


def language_of(request: Request[Any, Any, Any]) -> Language:
    """The signed-in person's language, else what the client hints at."""
    actor: Actor | None = request.scope["state"].get("actor")
    hint: Language | None = request.scope["state"].get("language")
    return actor.language if actor else hint or from_header(request.headers.get("accept-language"))


def request_id_of(request: Request[Any, Any, Any]) -> str:
    """The id under which this request is logged."""
    return str(request.scope["state"].get("request_id", ""))


def handler(renderer: ErrorRenderer) -> Any:
    """The exception handler for the application."""

    def handle(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
        done = renderer.render(error, language_of(request), request_id_of(request))
        return Response(
            done.body, status_code=done.status, headers=done.headers, media_type="application/json"
        )

    return handle
