"""The whole pipeline on a stage of its own: engines, Telegram's sandbox, and a model: the scripted one, or any."""

from __future__ import annotations

import asyncio
import base64
import os
import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from relove.bootstrap import Container, build
from relove.config import load_settings
from relove.core.ports import LanguageModel, ModelTask, ModelUnavailable, ModelUsage, PromptMessage
from relove.db import migrate
from relove.integrations.embedded.postgres import EmbeddedPostgres
from relove.integrations.embedded.redis import EmbeddedRedis
from relove.integrations.queue import limiter
from tests.conftest import BOT_TOKEN
from tests.evals.conversation import conversation
from tests.integration.bot.talk import Talk
from tests.integration.delivery.line import telegram_at
from tests.integration.sandbox.serving import free_port

PLAIN_COACH = "Be a coach. Answer in the language of the person."
FAILED = "(no answer)"


class Exchange(msgspec.Struct, frozen=True):
    """What the person said, what reLove answered, and what a model with a plain prompt answered."""

    said: str
    relove: str
    plain: str


@asynccontextmanager
async def on_stage(*, real: bool) -> AsyncIterator[Talk]:
    """Somebody who agreed, in a product of its own. `real`: on the provider that the environment names."""
    limiter.PRIVATE_INTERVAL_S, limiter.OVERALL_PER_SECOND = 0.0, 1e6
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="relove-evals-") as name:
        folder = Path(name)
        postgres, redis = EmbeddedPostgres(folder / "postgres"), EmbeddedRedis(folder / "redis")
        postgres.start()
        try:
            await asyncio.to_thread(migrate.upgrade, postgres.url)
            given: dict[str, Any] = {
                "bot_token": BOT_TOKEN,
                "telegram_api_base": address,
                "sandbox_url": address,
                "public_url": "http://127.0.0.1:8000",
                "database_url": postgres.url,
                "redis_url": redis.start(),
                "jwt_secret": "a secret of the evaluation that is long enough for anybody",
                "webhook_secret": "secret-of-the-evaluation",
                "encryption_keys": "e1:" + base64.b64encode(os.urandom(32)).decode(),
                "data_dir": folder,
                "reply_patience": 0.0,
                "rate_chat": 1_000_000,
                "model": "openai",
                "model_daily_budget_usd": 0.0,
            }
            if not real:
                given |= {"openai_api_key": "sk-of-the-sandbox", "openai_base_url": f"{address}/v1"}
            async with telegram_at(port) as telegram, build(load_settings(**given)) as container:
                await container.redis.flushall()
                talk = Talk(container, telegram)
                await talk.agree()
                yield talk
        finally:
            redis.stop()
            postgres.stop()


async def play(talk: Talk) -> list[Exchange]:
    """The conversation, in reLove and beside it with a plain prompt, on the same model."""
    history: list[PromptMessage] = [PromptMessage("system", PLAIN_COACH)]
    played = []
    for number, (_, line) in enumerate(conversation().lines, start=1):
        said = [item["text"] for item in await talk.write(line)]
        history.append(PromptMessage("user", line))
        plain = await _plain(talk.container.model, history)
        history.append(PromptMessage("assistant", plain))
        played.append(Exchange(line, "\n\n".join(said), plain))
        if number % 5 == 0:
            await _reflected(talk.container)
    return played


def blind(played: list[Exchange], seed: int) -> str:
    """Both side by side, as A and B; which is which stands at the end."""
    first = random.Random(seed).random() < 0.5
    lines = []
    for number, one in enumerate(played, start=1):
        a, b = (one.relove, one.plain) if first else (one.plain, one.relove)
        lines.append(f"--- {number}\nPERSON: {one.said}\n\nA: {a}\n\nB: {b}\n")
    key = "A is reLove, B is the plain coach" if first else "A is the plain coach, B is reLove"
    return "\n".join([*lines, f"--- key (seed {seed}): {key}"])


async def _plain(model: LanguageModel, messages: list[PromptMessage]) -> str:
    text = ""
    try:
        async for piece in model.reply(ModelTask("evaluation", "evals/plain"), messages, ModelUsage()):
            text += piece
    except ModelUnavailable:
        return text or FAILED
    return text.strip()


async def _reflected(container: Container) -> None:
    """What a worker does beside the talk."""
    for session_id in await container.reflection.missed():
        await container.reflection.reflect(session_id)
