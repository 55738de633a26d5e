"""The LanguageModel port: the providers behind a budget, a cache and a record of every call."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence

from relove.core.ports import D, ModelTask, ModelUnavailable, ModelUsage, PromptMessage
from relove.domains.records.schemas import CallKind
from relove.integrations.llm.breaker import Breaker
from relove.integrations.llm.budget import DailyBudget
from relove.integrations.llm.cache import DecisionCache
from relove.integrations.llm.language_model import ProviderChain
from relove.integrations.llm.none import ModelState
from relove.integrations.llm.recorder import CallRecorder

_PROBE = ModelTask("probe", "probe")
_PROBE_WORDS = PromptMessage("user", "Answer with one word: yes.")
_CHARS_A_TOKEN = 3
"""Of a reply that was broken off, nobody tells the tokens: about so many letters are one."""


class GuardedModel:
    """What the domains ask. Only ModelUnavailable comes out of it."""

    def __init__(
        self,
        chain: ProviderChain,
        budget: DailyBudget,
        breaker: Breaker,
        cache: DecisionCache,
        recorder: CallRecorder,
    ) -> None:
        self._chain = chain
        self._budget = budget
        self._breaker = breaker
        self._cache = cache
        self._recorder = recorder

    @property
    def enabled(self) -> bool:
        return True

    async def reply(
        self, task: ModelTask, messages: Sequence[PromptMessage], usage: ModelUsage
    ) -> AsyncIterator[str]:
        written = 0
        async with self._recorded("reply", task, usage):
            await self._budget.check(task)
            async with contextlib.aclosing(self._chain.reply(task, messages, usage)) as stream:
                try:
                    async for piece in stream:
                        written += len(piece)
                        yield piece
                finally:
                    if written and not usage.output_tokens:
                        usage.output_tokens = -(-written // _CHARS_A_TOKEN)
                        usage.input_tokens = sum(len(item.content) for item in messages) // _CHARS_A_TOKEN

    async def decide(self, task: ModelTask, messages: Sequence[PromptMessage], answer: type[D]) -> D:
        usage = ModelUsage()
        key = self._cache.key(task, messages, answer)
        kept = await self._cache.find(key, answer)
        if kept is not None:
            self._recorder.note("decide", task, usage, "ok", cached=True)
            return kept
        async with self._recorded("decide", task, usage):
            await self._budget.check(task)
            decided = await self._chain.decide(task, messages, answer, usage)
        await self._cache.keep(key, task, decided)
        return decided

    async def embed(self, task: ModelTask, texts: Sequence[str]) -> list[list[float]]:
        if not texts:
            return []
        usage = ModelUsage()
        async with self._recorded("embed", task, usage):
            await self._budget.check(task)
            return await self._chain.embed(task, texts, usage)

    async def transcribe(self, task: ModelTask, audio: bytes, filename: str, language: str) -> str:
        usage = ModelUsage()
        async with self._recorded("transcribe", task, usage):
            await self._budget.check(task)
            return await self._chain.transcribe(task, audio, filename, language, usage)

    async def read_image(
        self, task: ModelTask, messages: Sequence[PromptMessage], image: bytes, media_type: str
    ) -> str:
        usage = ModelUsage()
        async with self._recorded("read_image", task, usage):
            await self._budget.check(task)
            return await self._chain.read_image(task, messages, image, media_type, usage)

    async def state(self) -> ModelState:
        """For whoever watches the product."""
        return "down" if await self._breaker.down() else "ok"

    async def watch(self) -> ModelState:
        """Where models could not be reached: look whether they are back, so that no person has to find out."""
        for name in await self._breaker.amiss():
            usage = ModelUsage()
            with contextlib.suppress(ModelUnavailable):
                async with self._recorded("reply", _PROBE, usage):
                    await self._chain.probe(name, _PROBE, _PROBE_WORDS, usage)
        return await self.state()

    async def settle(self) -> None:
        """Write down the calls that were made."""
        await self._recorder.settle()

    async def close(self) -> None:
        await self._recorder.settle()
        await self._chain.close()

    @contextlib.asynccontextmanager
    async def _recorded(self, kind: CallKind, task: ModelTask, usage: ModelUsage) -> AsyncIterator[None]:
        """Note the call however it ends."""
        begun = time.monotonic()

        def ended() -> None:
            if not usage.latency_ms:
                usage.latency_ms = round((time.monotonic() - begun) * 1000)

        try:
            yield
        except ModelUnavailable as error:
            ended()
            cost = self._recorder.note(kind, task, usage, "failed", error.reason)
            await self._budget.spend(task.user_id, cost)
            raise
        except (asyncio.CancelledError, GeneratorExit):
            # Whoever asked is gone, or was told to stop: nothing is waited for any more.
            ended()
            cost = self._recorder.note(kind, task, usage, "stopped")
            await self._budget.spend(task.user_id, cost)
            raise
        ended()
        cost = self._recorder.note(kind, task, usage, "ok")
        await self._budget.spend(task.user_id, cost)
