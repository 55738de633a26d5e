"""The application on the real engines, a clock that can be moved, and a worker beside it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, cast

import httpx
import pytest
from litestar import Litestar

from relove.api.app import create_app
from relove.bootstrap import Container
from relove.core.clock import OffsetClock
from relove.core.tasks import spawn
from relove.domains.messaging.processor import ChatProcessor
from relove.domains.messaging.repository import ChatRepository
from relove.worker.wiring import make_processor
from tests.integration.api.support import Visitor, init_data

_SWEEP_S = 0.02

SignIn = Callable[..., Awaitable[Visitor]]


@pytest.fixture
def overrides() -> dict[str, Any]:
    """With a sandbox, business time can be moved."""
    return {"sandbox_url": "http://localhost:9081"}


@pytest.fixture
def clock(container: Container) -> OffsetClock:
    return cast(OffsetClock, container.clock)


@pytest.fixture
def later(clock: OffsetClock) -> Callable[[float], None]:
    """Let business time pass."""
    return lambda seconds: clock.set_offset(clock.offset + int(seconds * 1_000_000))


@pytest.fixture
async def app(container: Container) -> AsyncIterator[Litestar]:
    made = create_app(container)
    ready, leaving = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        # In a task of its own: a lifespan must end in the task that began it, and fixtures need not.
        async with made.lifespan():
            ready.set()
            await leaving.wait()

    living = spawn(live(), "lifespan")
    await ready.wait()
    yield made
    leaving.set()
    await living


@pytest.fixture
async def http(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(cast(Any, app))
    async with httpx.AsyncClient(transport=transport, base_url="http://relove.test") as client:
        yield client


@pytest.fixture
def sign_in(http: httpx.AsyncClient, container: Container) -> SignIn:
    """Sign somebody in, as the Mini App does."""

    async def enter(telegram_id: int = 42, **more: Any) -> Visitor:
        data = init_data(container.clock.now(), telegram_id, **more)
        answer = await http.post("/api/auth/telegram", json={"init_data": data})
        assert answer.status_code == 200, answer.text
        return Visitor(http, answer.json())

    return enter


@pytest.fixture
async def anna(sign_in: SignIn) -> Visitor:
    """Somebody who agreed to the guided work."""
    visitor = await sign_in()
    await visitor.agree()
    return visitor


@pytest.fixture
async def worker(container: Container) -> AsyncIterator[ChatProcessor]:
    """A worker in this process, on a short sweep instead of the queue: it always ends between two chats."""
    processor = make_processor(container, owner="test")
    leaving = asyncio.Event()

    async def work() -> None:
        while not leaving.is_set():
            async with container.units() as unit:
                chats = await ChatRepository(unit.session).with_work()
            for chat_id in chats:
                await processor.process(chat_id)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_SWEEP_S):
                    await leaving.wait()

    working = spawn(work(), "test-worker")
    yield processor
    leaving.set()
    await working
