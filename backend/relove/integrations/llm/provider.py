"""One provider of a model: the openai SDK against any compatible base URL."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from functools import cached_property

import msgspec
from openai import AsyncOpenAI, DefaultAsyncHttpxClient
from openai.types.chat import ChatCompletionMessageParam

from relove.core.ports import ModelUsage, PromptMessage


class ProviderSettings(msgspec.Struct, frozen=True):
    """How to reach a provider. Times in seconds."""

    api_key: str
    base_url: str
    model: str
    temperature: float
    timeout_s: float
    proxy: str = ""


class OpenAIProvider:
    """Streams chat completions. Retries are the caller's: the SDK's own know nothing of our first-token budget."""

    def __init__(self, settings: ProviderSettings) -> None:
        self._settings = settings

    @cached_property
    def _client(self) -> AsyncOpenAI:
        # At the first call: a process that never asks a model holds no client.
        settings = self._settings
        return AsyncOpenAI(
            api_key=settings.api_key,
            base_url=settings.base_url,
            timeout=settings.timeout_s,
            max_retries=0,
            http_client=DefaultAsyncHttpxClient(proxy=settings.proxy or None),
        )

    @property
    def model(self) -> str:
        """The model's name."""
        return self._settings.model

    async def stream(
        self, prompt_id: str, messages: Sequence[PromptMessage], usage: ModelUsage
    ) -> AsyncGenerator[str, None]:
        """Pieces of text as they come; fills in the tokens. Raises the SDK's errors."""
        stream = await self._client.chat.completions.create(
            model=self._settings.model,
            messages=[_message(item) for item in messages],
            temperature=self._settings.temperature,
            stream=True,
            stream_options={"include_usage": True},
            extra_headers={"x-relove-prompt-id": prompt_id},
        )
        finished = False
        async with stream:
            async for chunk in stream:
                if chunk.usage:
                    usage.input_tokens = chunk.usage.prompt_tokens
                    usage.output_tokens = chunk.usage.completion_tokens
                for choice in chunk.choices:
                    finished = finished or choice.finish_reason is not None
                    if choice.delta.content:
                        yield choice.delta.content
        if not finished:
            # A connection that closes early looks like the end to the SDK.
            raise ConnectionError("the stream ended before the answer did")

    async def close(self) -> None:
        """Close connections."""
        if "_client" in self.__dict__:
            await self._client.close()


def _message(item: PromptMessage) -> ChatCompletionMessageParam:
    if item.role == "system":
        return {"role": "system", "content": item.content}
    if item.role == "assistant":
        return {"role": "assistant", "content": item.content}
    return {"role": "user", "content": item.content}
