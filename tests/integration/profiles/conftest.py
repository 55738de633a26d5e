"""People who have talked, and a scripted model: real engines, Telegram and the model played by the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.integrations.llm import tries
from relove.integrations.queue import limiter
from tests.integration.bot.talk import Talk
from tests.integration.delivery.line import telegram_at
from tests.integration.sandbox.serving import Sandbox, free_port


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def model() -> str:
    """Who writes: override with templates for none."""
    return "openai"


@pytest.fixture
def overrides(port: int, model: str) -> dict[str, Any]:
    base = f"http://127.0.0.1:{port}"
    return {
        "telegram_api_base": base,
        "sandbox_url": base,
        "public_url": "http://127.0.0.1:8000",
        "model": model,
        "openai_api_key": "sk-of-the-tests",
        "openai_base_url": f"{base}/v1",
    }


@pytest.fixture
async def telegram(port: int) -> AsyncIterator[Sandbox]:
    async with telegram_at(port) as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "PRIVATE_INTERVAL_S", 0.0)
    monkeypatch.setattr(limiter, "OVERALL_PER_SECOND", 1e6)
    monkeypatch.setattr(tries, "PAUSES_S", (0.0, 0.0))


@pytest.fixture
def talk(container: Container, telegram: Sandbox) -> Talk:
    """Anna, who has not said a word yet."""
    return Talk(container, telegram)
