"""granian inside this process: no second process to outlive it, and forked memory stays shared."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any, cast

import structlog
import uvloop
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server

logger = structlog.get_logger()

# After SIGTERM a request gets this long to end by itself; an event stream never would, so it is cancelled.
GRACE = 1.0
# Whatever hangs then is left behind: whoever restarts us waits for the port.
LAST_RESORT = 4.0

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


class Requests:
    """The ASGI app, with its running requests known, so that they can be ended."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.running: set[asyncio.Task[Any]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        task = asyncio.current_task()
        if scope["type"] != "http" or task is None:
            await self.app(scope, receive, send)
            return
        self.running.add(task)
        try:
            await self.app(scope, receive, send)
        finally:
            self.running.discard(task)

    def cancel(self) -> None:
        for task in tuple(self.running):
            task.cancel()


def serve(app: Any, host: str, port: int) -> None:
    """Serves an ASGI app until SIGTERM or SIGINT; blocks."""
    uvloop.run(_serve(Requests(app), host, port))


async def _serve(app: Requests, host: str, port: int) -> None:
    server = Server(
        app,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
        log_access=False,
        backlog=1024,
    )
    loop = asyncio.get_running_loop()

    def stop() -> None:
        loop.call_later(GRACE, app.cancel)
        loop.call_later(LAST_RESORT, os._exit, 0)
        cast(Any, server).stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    logger.info("listening", host=host, port=port)
    await server.serve()
