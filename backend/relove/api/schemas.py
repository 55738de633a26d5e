"""What every route may answer, whatever its domain."""

from __future__ import annotations

from typing import Any, Literal

import msgspec


class ErrorInfo(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What went wrong: `code` for programs, `message` for the person, in the person's language."""

    code: str
    message: str
    request_id: str
    details: dict[str, Any] | None = None
    retry_after: int | None = None


class ErrorBody(msgspec.Struct, frozen=True):
    """Every error has this form."""

    error: ErrorInfo


class SentEvent(msgspec.Struct, frozen=True):
    """One event of a stream; `data` is JSON, and its form depends on the event."""

    event: Literal["turn", "delta", "replace", "done", "error", "session", "journey", "me"]
    data: str
