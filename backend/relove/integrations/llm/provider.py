"""One provider of models: the openai SDK against any compatible base URL."""

from __future__ import annotations

import base64
import math
from collections.abc import AsyncGenerator, Sequence
from functools import cached_property
from typing import Any

import msgspec
from openai import AsyncOpenAI, BadRequestError, DefaultAsyncHttpxClient, Omit, omit
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionMessageParam

from relove.core.ports import ModelTask, ModelUsage, PromptMessage

_STEADY = 0.2
"""Decisions are taken colder than replies are written."""
_ONLY_TEMPERATURE = 1.0
"""Models that think take no other: who has set it means that."""
_SCHEMA_NAME = "answer"


class ProviderSettings(msgspec.Struct, frozen=True):
    """How to reach a provider, and its models by what they are for. Times in seconds."""

    name: str
    api_key: str
    base_url: str
    model: str
    temperature: float
    timeout_s: float
    proxy: str = ""
    small_model: str = ""
    vision_model: str = ""
    transcribe_model: str = ""
    embedding_model: str = ""
    embedding_dimensions: int = 0


class OpenAIProvider:
    """Calls, once each. Retries are the caller's: the SDK's own know nothing of our first-token budget."""

    def __init__(self, settings: ProviderSettings) -> None:
        self._settings = settings
        # Not every compatible server enforces a schema: where one refuses it, the schema is told in words.
        self._enforces_schemas = True

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
    def name(self) -> str:
        """Which of the providers it is."""
        return self._settings.name

    async def stream(
        self, task: ModelTask, messages: Sequence[PromptMessage], usage: ModelUsage, *, small: bool = False
    ) -> AsyncGenerator[str, None]:
        """Pieces of text as they come; fills in the tokens. Raises the SDK's errors."""
        usage.model = self._chat_model(small)
        stream = await self._client.chat.completions.create(
            model=usage.model,
            messages=[_message(item) for item in messages],
            temperature=self._settings.temperature,
            stream=True,
            stream_options={"include_usage": True},
            extra_headers=_headers(task),
        )
        finished = False
        read, written = usage.input_tokens, usage.output_tokens
        async with stream:
            async for chunk in stream:
                if chunk.usage:
                    # Some servers tell it with every piece, so far.
                    usage.input_tokens = read + chunk.usage.prompt_tokens
                    usage.output_tokens = written + chunk.usage.completion_tokens
                for choice in chunk.choices:
                    finished = finished or choice.finish_reason is not None
                    if choice.delta.content:
                        yield choice.delta.content
        if not finished:
            # A connection that closes early looks like the end to the SDK.
            raise ConnectionError("the stream ended before the answer did")

    async def complete(
        self,
        task: ModelTask,
        messages: Sequence[PromptMessage],
        schema: dict[str, Any],
        usage: ModelUsage,
        *,
        small: bool = False,
    ) -> str:
        """JSON by a schema, as text. Raises the SDK's errors."""
        usage.model = self._chat_model(small)
        asked = [_message(item) for item in messages]
        if self._enforces_schemas:
            try:
                return await self._answer(task, asked, usage, schema)
            except BadRequestError as error:
                if "response_format" not in str(error) and "json_schema" not in str(error):
                    raise
                self._enforces_schemas = False
        told = msgspec.json.encode(schema).decode()
        return await self._answer(
            task,
            [*asked, {"role": "system", "content": f"Answer with JSON only, by this schema: {told}"}],
            usage,
        )

    async def read_image(
        self,
        task: ModelTask,
        messages: Sequence[PromptMessage],
        image: bytes,
        media_type: str,
        usage: ModelUsage,
    ) -> str:
        """What the messages ask of a picture; it goes with the last of them. Raises the SDK's errors."""
        usage.model = self._settings.vision_model or self._settings.model
        url = f"data:{media_type};base64,{base64.b64encode(image).decode()}"
        *before, last = messages
        shown: ChatCompletionMessageParam = {
            "role": "user",
            "content": [
                {"type": "text", "text": last.content},
                {"type": "image_url", "image_url": {"url": url}},
            ],
        }
        return await self._answer(task, [*(_message(item) for item in before), shown], usage)

    async def embed(self, task: ModelTask, texts: Sequence[str], usage: ModelUsage) -> list[list[float]]:
        """Vectors of length 1, one a text. Raises the SDK's errors."""
        usage.model = self._settings.embedding_model
        made = await self._client.embeddings.create(
            model=usage.model,
            input=list(texts),
            dimensions=self._settings.embedding_dimensions or omit,
            extra_headers=_headers(task),
        )
        usage.input_tokens += made.usage.prompt_tokens
        if len(made.data) != len(texts):
            raise ValueError("one vector a text was asked for")
        return [_of_length_one(item.embedding) for item in sorted(made.data, key=lambda item: item.index)]

    async def transcribe(
        self, task: ModelTask, audio: bytes, filename: str, language: str, usage: ModelUsage
    ) -> str:
        """The words of a recording. Raises the SDK's errors."""
        usage.model = self._settings.transcribe_model
        heard = await self._client.audio.transcriptions.create(
            model=usage.model,
            file=(filename, audio),
            language=language or omit,
            response_format="json",
            extra_headers=_headers(task),
        )
        if heard.usage is not None:
            if heard.usage.type == "tokens":
                usage.input_tokens += heard.usage.input_tokens
                usage.output_tokens += heard.usage.output_tokens
            else:
                usage.seconds += heard.usage.seconds
        return heard.text.strip()

    async def close(self) -> None:
        """Close connections."""
        if "_client" in self.__dict__:
            await self._client.close()

    def _chat_model(self, small: bool) -> str:
        return (small and self._settings.small_model) or self._settings.model

    async def _answer(
        self,
        task: ModelTask,
        messages: list[ChatCompletionMessageParam],
        usage: ModelUsage,
        schema: dict[str, Any] | None = None,
    ) -> str:
        """One answer as a whole."""
        temperature = self._settings.temperature
        made = await self._client.chat.completions.create(
            model=usage.model,
            messages=messages,
            temperature=temperature if temperature == _ONLY_TEMPERATURE else min(_STEADY, temperature),
            response_format=_form(schema),
            extra_headers=_headers(task),
        )
        if made.usage:
            _count(usage, made.usage)
        if not made.choices:
            raise ValueError("an answer was asked for")
        return made.choices[0].message.content or ""


def _form(schema: dict[str, Any] | None) -> Any | Omit:
    if schema is None:
        return omit
    return {"type": "json_schema", "json_schema": {"name": _SCHEMA_NAME, "strict": True, "schema": schema}}


def _count(usage: ModelUsage, told: CompletionUsage) -> None:
    # Added up: a repaired decision is two answers.
    usage.input_tokens += told.prompt_tokens
    usage.output_tokens += told.completion_tokens


def _headers(task: ModelTask) -> dict[str, str]:
    # For whoever reads a log at the other end; names no person.
    return {"x-relove-prompt-id": task.prompt_id}


def _of_length_one(vector: Sequence[float]) -> list[float]:
    length = math.sqrt(sum(part * part for part in vector))
    if not length:
        raise ValueError("a vector without a direction")
    return [part / length for part in vector]


def _message(item: PromptMessage) -> ChatCompletionMessageParam:
    if item.role == "system":
        return {"role": "system", "content": item.content}
    if item.role == "assistant":
        return {"role": "assistant", "content": item.content}
    return {"role": "user", "content": item.content}
