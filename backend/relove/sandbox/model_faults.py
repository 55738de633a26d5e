"""Refusals of the model API, and the troubles that a script asks for."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from litestar import Request, Response

from relove.sandbox.dropped import DroppedAnswer
from relove.sandbox.world import World

BROKEN_JSON = '{"broken": [1, 2, '
# Long enough for any client to give up first.
_HANG = 600.0


def error(status: int, text: str, kind: str, headers: dict[str, str] | None = None) -> Response[Any]:
    """A refusal as OpenAI words it."""
    body = {"error": {"message": text, "type": kind, "param": None, "code": kind}}
    return Response(body, status_code=status, headers=headers or {})


def prompt_id_of(request: Request[Any, Any, Any]) -> str:
    """What the product asks for, by its own name."""
    return str(request.headers.get("x-relove-prompt-id", ""))


async def refusal(world: World, fault: str | None) -> Response[Any] | None:
    """What is answered instead of anything."""
    match fault:
        case "500":
            return error(500, "The server had an error while processing your request.", "server_error")
        case "429":
            text = "Rate limit reached. Please try again in 1s."
            return error(429, text, "rate_limit_exceeded", {"retry-after": "1"})
        case "hang":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(world.model.closing.wait(), _HANG)
            return error(503, "The engine is currently overloaded.", "server_error")
    return None


async def trouble(world: World, fault: str | None) -> Response[Any] | None:
    """As `refusal`, for answers that are no stream and no text of a model: those break off, or are no JSON."""
    match fault:
        case "cut_stream":
            return DroppedAnswer()
        case "bad_json":
            return Response(BROKEN_JSON, media_type="application/json", status_code=200)
    return await refusal(world, fault)
