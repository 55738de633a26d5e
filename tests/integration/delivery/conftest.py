"""The message path on the real engines, with the sandbox's Bot API as Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.domains.messaging import processor
from relove.integrations.queue import limiter
from tests.integration.delivery.line import Line, telegram_at
from tests.integration.sandbox.serving import Sandbox, free_port


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return {"telegram_api_base": f"http://127.0.0.1:{port}"}


@pytest.fixture
async def telegram(port: int) -> AsyncIterator[Sandbox]:
    async with telegram_at(port) as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses that are right towards Telegram are too long for tests; the limiter has tests of its own."""
    monkeypatch.setattr(limiter, "PRIVATE_INTERVAL_S", 0.0)
    monkeypatch.setattr(limiter, "OVERALL_PER_SECOND", 1e6)
    monkeypatch.setattr(limiter, "WINDOW_S", 0.0005)
    monkeypatch.setattr(processor, "_RETRY_PAUSES_S", (0.0, 0.0))


@pytest.fixture
def line(container: Container, telegram: Sandbox) -> Line:
    return Line(container, telegram)
