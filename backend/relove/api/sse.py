"""Server-sent events, as bytes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol

import msgspec
from litestar.response import Stream

from relove.integrations.queue.live import LOST, LiveHub


class ErrorEvent(Protocol):
    """Makes the event that tells a person of an error, out of its code; in words of its own where care is due."""

    def __call__(self, code: str, said: str | None = None) -> bytes: ...


PING = b": ping\n\n"
PING_EVERY_S = 15.0
MEDIA_TYPE = "text/event-stream"
# A proxy that buffers would turn the stream into one late answer.
_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


def event(name: str, data: Any) -> bytes:
    """One event. The data is JSON on one line, so it needs no splitting."""
    return b"event: " + name.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"


def stream(events: AsyncIterator[bytes]) -> Stream:
    """The answer that carries them."""
    return Stream(events, media_type=MEDIA_TYPE, headers=_HEADERS, status_code=200)


async def news(
    hub: LiveHub,
    channel: str,
    error_event: ErrorEvent | None = None,
    on_open: Callable[[], Awaitable[None]] | None = None,
) -> AsyncIterator[bytes]:
    """Everything that appears on a channel. Ends when Redis goes away: the client reads anew and comes back.

    `on_open` is called once nothing can be missed any more.
    """
    async with hub.listen(channel) as queue:
        if on_open is not None:
            await on_open()
        # The first byte tells the client that from now on it misses nothing.
        yield PING
        if not hub.connected:
            return
        while True:
            try:
                async with asyncio.timeout(PING_EVERY_S):
                    happened = await queue.get()
            except TimeoutError:
                yield PING
                continue
            if happened.event == LOST:
                return
            if happened.event == "error" and error_event:
                yield error_event(str(happened.data["error"]["code"]))
            else:
                yield event(happened.event, happened.data)
