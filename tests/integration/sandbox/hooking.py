"""A webhook of the bot that answers as it is told to, and time that passes when somebody waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Request, Response, post

from relove.sandbox.timing import Timing
from tests.integration.sandbox.serving import free_port, serve, stop

SECRET_HEADER = "x-telegram-bot-api-secret-token"


class Ticking:
    """Time that stands until somebody pauses, and then jumps; every pause is noted."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.pauses: list[float] = []

    def now(self) -> float:
        return self.at

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)

    def timing(self, **more: Any) -> Timing:
        return Timing(now=self.now, pause=self.pause, **more)


class Receiver:
    """A webhook. `answers` are used up first, then it takes everything; `gate` holds back what waits for it."""

    def __init__(self, *answers: int | Response[Any]) -> None:
        self.answers = list(answers)
        self.got: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.secrets: list[str | None] = []
        self.held: dict[str, asyncio.Event] = {}
        self.most_at_once = 0
        self._now = 0
        self.url = ""

    def hold(self, text: str) -> asyncio.Event:
        """The message of that text is not answered until the event is set."""
        return self.held.setdefault(text, asyncio.Event())

    async def texts(self, count: int) -> list[str]:
        """What the next messages say; a callback stands for its data."""
        return [_said(await self.got.get()) for _ in range(count)]

    def app(self) -> Litestar:
        @post("/hook")
        async def hook(request: Request[Any, Any, Any]) -> Response[Any]:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            try:
                update = await request.json()
                self.secrets.append(request.headers.get(SECRET_HEADER))
                await self.got.put(update)
                if gate := self.held.get(_said(update)):
                    await gate.wait()
                answer = self.answers.pop(0) if self.answers else 200
                return answer if isinstance(answer, Response) else Response(None, status_code=answer)
            finally:
                self._now -= 1

        return Litestar([hook], openapi_config=None, logging_config=None)


def _said(update: dict[str, Any]) -> str:
    if "callback_query" in update:
        return str(update["callback_query"]["data"])
    return str(update.get("message", {}).get("text"))


@asynccontextmanager
async def listening(receiver: Receiver) -> AsyncIterator[Receiver]:
    """The webhook answers until the block ends."""
    port = free_port()
    server, running = await serve(receiver.app(), port)
    receiver.url = f"http://127.0.0.1:{port}/hook"
    yield receiver
    await stop(server, running)
