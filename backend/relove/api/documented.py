"""What routes say of their errors in the OpenAPI document."""

from __future__ import annotations

from http import HTTPStatus

from litestar.openapi.datastructures import ResponseSpec

from relove.api.schemas import ErrorBody, SentEvent

SECURITY: list[dict[str, list[str]]] = [{"bearer": []}]


def errors(*statuses: int) -> dict[int, ResponseSpec]:
    """These statuses, each with the one form of errors; 429, 500 and 503 can happen everywhere."""
    return {
        status: ResponseSpec(ErrorBody, generate_examples=False, description=HTTPStatus(status).phrase)
        for status in sorted({*statuses, 429, 500, 503})
    }


def events(about: str) -> ResponseSpec:
    """A stream of server-sent events."""
    description = f"Server-sent events. {about}. Comment lines `: ping` keep the connection."
    return ResponseSpec(
        SentEvent, generate_examples=False, description=description, media_type="text/event-stream"
    )
