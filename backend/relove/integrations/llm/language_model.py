"""The LanguageModel port: one or two providers behind one budget for the first token."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import AsyncIterator, Sequence

import httpx2 as httpx
from openai import APIConnectionError, APIStatusError, OpenAIError

from relove.core.ports import D, ModelTask, ModelUnavailable, ModelUsage, PromptMessage
from relove.integrations.llm.provider import OpenAIProvider

_log = logging.getLogger("relove.llm")

FIRST_TOKEN_BUDGET_S = 10.0
"""Over all tries and providers: after it the person gets a template."""
STALL_S = 8.0
"""Silence in the middle of a reply: after it the reply counts as broken off."""
_PAUSES_S = (1.0, 2.0)
_FAILURES = (OpenAIError, httpx.HTTPError, ConnectionError, TimeoutError, ValueError)


class ProviderChain:
    """Tries the providers in turn, at most three tries in all; the second provider has the last one."""

    def __init__(self, providers: Sequence[OpenAIProvider], timeout_s: float, rng: random.Random) -> None:
        self._providers = providers
        self._timeout_s = timeout_s
        self._random = rng

    @property
    def enabled(self) -> bool:
        return bool(self._providers)

    async def reply(
        self, task: ModelTask, messages: Sequence[PromptMessage], usage: ModelUsage
    ) -> AsyncIterator[str]:
        """A stream of text. Once text has come there is no second try: the caller decides what to do with half."""
        begun = time.monotonic()
        reason = "no_model"
        for attempt, provider in enumerate(self._plan()):
            if attempt:
                pause = _PAUSES_S[attempt - 1] * self._random.uniform(0.75, 1.25)
                if time.monotonic() - begun + pause >= FIRST_TOKEN_BUDGET_S:
                    break
                await asyncio.sleep(pause)
            usage.model = provider.model
            stream = provider.stream(task.prompt_id, messages, usage)
            async with contextlib.aclosing(stream):
                try:
                    async with asyncio.timeout(FIRST_TOKEN_BUDGET_S - (time.monotonic() - begun)):
                        first = await anext(stream, "")
                except _FAILURES as error:
                    reason = _reason(error)
                    _log.warning(
                        "model try failed",
                        extra={"prompt_id": task.prompt_id, "reason": reason, "attempt": attempt + 1},
                    )
                    if not _worth_another(error):
                        break
                    continue
                if not first:
                    reason = "empty"
                    continue
                usage.first_token_ms = round((time.monotonic() - begun) * 1000)
                yield first
                async for piece in self._rest(stream, begun):
                    yield piece
                usage.latency_ms = round((time.monotonic() - begun) * 1000)
                return
        usage.latency_ms = round((time.monotonic() - begun) * 1000)
        raise ModelUnavailable(reason)

    async def decide(self, task: ModelTask, messages: Sequence[PromptMessage], answer: type[D]) -> D:
        raise ModelUnavailable("not_offered")

    async def embed(self, task: ModelTask, texts: Sequence[str]) -> list[list[float]]:
        raise ModelUnavailable("not_offered")

    async def transcribe(self, task: ModelTask, audio: bytes, filename: str, language: str) -> str:
        raise ModelUnavailable("not_offered")

    async def read_image(
        self, task: ModelTask, messages: Sequence[PromptMessage], image: bytes, media_type: str
    ) -> str:
        raise ModelUnavailable("not_offered")

    async def close(self) -> None:
        """Close connections."""
        for provider in self._providers:
            await provider.close()

    def _plan(self) -> list[OpenAIProvider]:
        if not self._providers:
            return []
        return [self._providers[0], self._providers[0], self._providers[-1]]

    async def _rest(self, stream: AsyncIterator[str], begun: float) -> AsyncIterator[str]:
        while True:
            try:
                left = begun + self._timeout_s - time.monotonic()
                async with asyncio.timeout(max(0.1, min(STALL_S, left))):
                    piece = await anext(stream, None)
            except _FAILURES as error:
                raise ModelUnavailable(f"broke_off_{_reason(error)}") from None
            if piece is None:
                return
            yield piece


def _worth_another(error: Exception) -> bool:
    """A wrong key or a refused request will not be better a second later."""
    return (
        not isinstance(error, APIStatusError)
        or error.status_code in (408, 409, 429)
        or error.status_code >= 500
    )


def _reason(error: Exception) -> str:
    if isinstance(error, APIStatusError):
        return f"status_{error.status_code}"
    if isinstance(error, (APIConnectionError, httpx.HTTPError, ConnectionError)):
        return "connection"
    if isinstance(error, TimeoutError):
        return "timeout"
    return "bad_answer"
