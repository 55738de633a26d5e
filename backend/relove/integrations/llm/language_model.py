"""One or two providers behind one time limit: whoever asks hears an answer of either, or why there is none."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Collection, Sequence
from typing import Any, Protocol, TypeVar

import msgspec

from relove.core.ports import D, ModelTask, ModelUnavailable, ModelUsage, PromptMessage
from relove.integrations.llm.provider import OpenAIProvider
from relove.integrations.llm.schema import UnusableAnswer, read_answer, strict_schema
from relove.integrations.llm.tries import FAILURES, Tries, reason_of

_log = logging.getLogger("relove.llm")

FIRST_TOKEN_BUDGET_S = 8.0
"""Over all tries and providers: after it the person gets a template. With the wait for a next line of theirs and a
look into their memory, which may take a second of silence each, it is there within twelve seconds."""
LOOK_WITHIN_S = 5.0
"""For a person who happens to find out whether models answer again."""
STALL_S = 8.0
"""Silence in the middle of a reply: after it the reply counts as broken off."""

T = TypeVar("T")


class Opening(msgspec.Struct, frozen=True):
    """Who may be asked, in order. `looking`: nobody answered lately, and this call finds out whether that is over."""

    names: tuple[str, ...]
    looking: bool = False


class Gate(Protocol):
    """What stands before each try, and hears how it went."""

    async def open(self, *, talk: bool) -> Opening:
        """Which of the providers may be asked now. `talk`: an answer in words, by which their health is told."""
        ...

    async def before(self, task: ModelTask, number: int, within_s: float, *, waited_for: bool) -> None:
        """Wait for this try's turn. ModelUnavailable where it may not be made."""
        ...

    async def after(self, served: str | None, unserved: Collection[str]) -> None:
        """Who answered in words, if anybody did, and who could not be reached."""
        ...


class ProviderChain:
    """Tries the providers in turn, at most three tries in all; the second provider has the last one."""

    def __init__(
        self,
        providers: Sequence[OpenAIProvider],
        gate: Gate,
        is_small: Callable[[str], bool],
        timeout_s: float,
        rng: random.Random,
    ) -> None:
        self._providers = {provider.name: provider for provider in providers}
        self._gate = gate
        self._is_small = is_small
        self._timeout_s = timeout_s
        self._random = rng

    async def reply(
        self, task: ModelTask, messages: Sequence[PromptMessage], usage: ModelUsage
    ) -> AsyncGenerator[str, None]:
        """A stream of text. Once text has come there is no second try: the caller decides what to do with half."""
        begun = time.monotonic()
        within_s = min(FIRST_TOKEN_BUDGET_S, task.patience_s or FIRST_TOKEN_BUDGET_S)
        stream = self._stream(task, messages, usage, begun, await self._tries(within_s, begun, talk=True))
        async with contextlib.aclosing(stream):
            async for piece in stream:
                yield piece

    async def _stream(
        self,
        task: ModelTask,
        messages: Sequence[PromptMessage],
        usage: ModelUsage,
        begun: float,
        tries: Tries,
    ) -> AsyncGenerator[str, None]:
        small = self._is_small(task.prompt_id)
        while (provider := await tries.next()) is not None:
            await self._gate.before(task, tries.number, tries.left_s, waited_for=True)
            usage.provider = provider.name
            stream = provider.stream(task, messages, usage, small=small)
            async with contextlib.aclosing(stream):
                try:
                    async with asyncio.timeout(tries.share_s()):
                        first = await anext(stream, "")
                    if not first:
                        raise UnusableAnswer("an answer without words")
                except FAILURES as error:
                    _failed(task, tries, provider, error)
                    continue
                usage.first_token_ms = round((time.monotonic() - begun) * 1000)
                yield first
                try:
                    async for piece in self._rest(stream, begun):
                        yield piece
                except ModelUnavailable:
                    await self._gate.after(None, {provider.name, *tries.unserved})
                    raise
                await self._gate.after(provider.name, tries.unserved)
                return
        raise await self._given_up(tries, talk=True)

    async def decide(
        self, task: ModelTask, messages: Sequence[PromptMessage], answer: type[D], usage: ModelUsage
    ) -> D:
        """By the schema of the struct; what does not fit is told to the model once."""
        schema = strict_schema(answer)
        small = self._is_small(task.prompt_id)
        begun = time.monotonic()

        async def ask(told: Sequence[PromptMessage]) -> str:
            async def call(provider: OpenAIProvider) -> str:
                return await provider.complete(task, told, schema, usage, small=small)

            return await self._answer(task, call, usage, begun, talk=True)

        first = await ask(messages)
        try:
            return read_answer(first, answer)
        except UnusableAnswer as error:
            fault = str(error)
        _log.warning("a model's answer did not fit", extra={"prompt_id": task.prompt_id})
        repair = (
            PromptMessage("assistant", first),
            PromptMessage(
                "user", f"This cannot be used: {fault}. Answer again, with JSON by the schema only."
            ),
        )
        try:
            return read_answer(await ask([*messages, *repair]), answer)
        except UnusableAnswer:
            raise ModelUnavailable("bad_answer") from None

    async def embed(self, task: ModelTask, texts: Sequence[str], usage: ModelUsage) -> list[list[float]]:
        """Vectors. Every provider is asked for the same model: those of two models cannot be compared."""
        return await self._answer(task, lambda provider: provider.embed(task, texts, usage), usage)

    async def transcribe(
        self, task: ModelTask, audio: bytes, filename: str, language: str, usage: ModelUsage
    ) -> str:
        """The words of a recording."""
        return await self._answer(
            task, lambda provider: provider.transcribe(task, audio, filename, language, usage), usage
        )

    async def read_image(
        self,
        task: ModelTask,
        messages: Sequence[PromptMessage],
        image: bytes,
        media_type: str,
        usage: ModelUsage,
    ) -> str:
        """What a picture shows."""

        async def call(provider: OpenAIProvider) -> str:
            words = await provider.read_image(task, messages, image, media_type, usage)
            if not words.strip():
                raise UnusableAnswer("an answer without words")
            return words.strip()

        return await self._answer(task, call, usage)

    async def probe(self, name: str, task: ModelTask, words: PromptMessage, usage: ModelUsage) -> None:
        """Look whether this provider answers, whatever is known of it; ModelUnavailable where it does not."""
        begun = time.monotonic()
        tries = Tries([self._providers[name]], LOOK_WITHIN_S, self._random, begun)
        stream = self._stream(task, [words], usage, begun, tries)
        async with contextlib.aclosing(stream):
            async for _ in stream:
                pass

    async def close(self) -> None:
        """Close connections."""
        for provider in self._providers.values():
            await provider.close()

    async def _tries(self, within_s: float, begun: float, *, talk: bool) -> Tries:
        opening = await self._gate.open(talk=talk)
        if opening.looking:
            within_s = min(within_s, time.monotonic() - begun + LOOK_WITHIN_S)
        return Tries([self._providers[name] for name in opening.names], within_s, self._random, begun)

    async def _answer(
        self,
        task: ModelTask,
        call: Callable[[OpenAIProvider], Awaitable[T]],
        usage: ModelUsage,
        begun: float | None = None,
        *,
        talk: bool = False,
    ) -> T:
        """A whole answer of one provider or the other."""
        begun = time.monotonic() if begun is None else begun
        # A decision is work of its own unless its task says that somebody waits; the rest belongs to a reply.
        waited_for = not talk or task.patience_s is not None
        tries = await self._tries(task.patience_s or self._timeout_s, begun, talk=talk)
        while (provider := await tries.next()) is not None:
            await self._gate.before(task, tries.number, tries.left_s, waited_for=waited_for)
            usage.provider = provider.name
            try:
                async with asyncio.timeout(tries.share_s()):
                    found = await call(provider)
            except FAILURES as error:
                _failed(task, tries, provider, error)
                continue
            if talk:
                await self._gate.after(provider.name, tries.unserved)
            return found
        raise await self._given_up(tries, talk=talk)

    async def _given_up(self, tries: Tries, *, talk: bool) -> ModelUnavailable:
        if talk and tries.unserved:
            await self._gate.after(None, tries.unserved)
        return ModelUnavailable(tries.reason)

    async def _rest(self, stream: AsyncIterator[str], begun: float) -> AsyncIterator[str]:
        while True:
            try:
                left = begun + self._timeout_s - time.monotonic()
                async with asyncio.timeout(max(0.1, min(STALL_S, left))):
                    piece: Any = await anext(stream, None)
            except FAILURES as error:
                raise ModelUnavailable(f"broke_off_{reason_of(error)}") from None
            if piece is None:
                return
            yield piece


def _failed(task: ModelTask, tries: Tries, provider: OpenAIProvider, error: Exception) -> None:
    tries.failed(provider.name, error)
    _log.warning(
        "model try failed",
        extra={
            "prompt_id": task.prompt_id,
            "provider": provider.name,
            "reason": tries.reason,
            "attempt": tries.number,
        },
    )
