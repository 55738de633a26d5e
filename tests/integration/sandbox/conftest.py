"""The sandbox on a loopback port, with a real Bot in front of it and one person in it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiogram import Bot
from openai import AsyncOpenAI

from relove.sandbox.app import create_app
from relove.sandbox.config import SandboxConfig
from relove.sandbox.timing import Timing
from tests.integration.sandbox.serving import TOKEN, Sandbox, free_port, serve, stop


@pytest.fixture
def timing() -> Timing:
    """Real time; a test that would have to wait overrides it."""
    return Timing()


@pytest.fixture
async def sandbox(timing: Timing) -> AsyncIterator[Sandbox]:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    config = SandboxConfig(
        bot_token=TOKEN, app_url="http://127.0.0.1:8000", origin=base, model_chunk_delay=0, timing=timing
    )
    app = create_app(config)
    server, running = await serve(app, port)
    async with aiohttp.ClientSession(base) as client:
        yield Sandbox(base, app.state.world, client)
    app.state.world.close()
    await stop(server, running)


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    bot = sandbox.new_bot()
    yield bot
    await bot.session.close()


@pytest.fixture
async def anna(sandbox: Sandbox) -> int:
    await sandbox.post("/sandbox/people", id=1, first_name="Анна", username="anna", language_code="ru")
    return 1


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[AsyncOpenAI]:
    """The real SDK before the sandbox's model."""
    async with AsyncOpenAI(api_key="any", base_url=f"{sandbox.base}/v1", max_retries=0, timeout=10) as client:
        yield client
