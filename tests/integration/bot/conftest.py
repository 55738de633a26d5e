"""The whole bot: real engines, real dispatcher, Telegram played by the sandbox over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.domains.messaging import processor
from relove.integrations.queue import limiter
from tests.integration.bot.talk import Talk
from tests.integration.delivery.line import telegram_at
from tests.integration.sandbox.serving import Sandbox, free_port

APP = "http://127.0.0.1:8000"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    base = f"http://127.0.0.1:{port}"
    return {"telegram_api_base": base, "sandbox_url": base, "public_url": APP}


@pytest.fixture
def chunk_delay() -> float:
    """Seconds between two pieces of what the model says: override it where a reply has to take its time."""
    return 0


@pytest.fixture
async def telegram(port: int, chunk_delay: float) -> AsyncIterator[Sandbox]:
    async with telegram_at(port, chunk_delay=chunk_delay) as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses that are right towards Telegram are too long for tests."""
    monkeypatch.setattr(limiter, "PRIVATE_INTERVAL_S", 0.0)
    monkeypatch.setattr(limiter, "OVERALL_PER_SECOND", 1e6)
    monkeypatch.setattr(processor, "_RETRY_PAUSES_S", (0.0, 0.0))


@pytest.fixture
def talk(container: Container, telegram: Sandbox) -> Talk:
    """Anna, who has not said a word yet."""
    return Talk(container, telegram)
