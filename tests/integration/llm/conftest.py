"""The application's own model on the real SDK, before one or two models that the sandbox plays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.integrations.llm import tries
from tests.integration.delivery.line import telegram_at
from tests.integration.llm.asking import TEAM, Asking
from tests.integration.sandbox.serving import Sandbox, free_port


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def changes() -> dict[str, Any]:
    """Settings that a test changes: override this fixture."""
    return {}


@pytest.fixture
def overrides(port: int, changes: dict[str, Any]) -> dict[str, Any]:
    base = f"http://127.0.0.1:{port}"
    return {
        "telegram_api_base": base,
        "sandbox_url": base,
        "public_url": "http://127.0.0.1:8000",
        "model": "openai",
        "openai_api_key": "sk-of-the-tests",
        "openai_base_url": f"{base}/v1",
        "admin_chat_ids": (TEAM,),
        **changes,
    }


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "PAUSES_S", (0.0, 0.0))


@pytest.fixture
async def sandbox(port: int) -> AsyncIterator[Sandbox]:
    async with telegram_at(port) as sandbox:
        yield sandbox


@pytest.fixture
def asking(container: Container, sandbox: Sandbox) -> Asking:
    return Asking(container, sandbox)
