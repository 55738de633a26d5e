"""No model: the templates serve alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from relove.core.ports import D, LanguageModel, ModelTask, ModelUnavailable, ModelUsage, PromptMessage


class ClosableModel(LanguageModel, Protocol):
    """A model with connections."""

    async def close(self) -> None:
        """Close connections."""
        ...


class NoModel:
    """What is wired where no key is set. Who asks it all the same hears that there is none."""

    @property
    def enabled(self) -> bool:
        return False

    def reply(
        self, task: ModelTask, messages: Sequence[PromptMessage], usage: ModelUsage
    ) -> AsyncIterator[str]:
        raise ModelUnavailable("no_model")

    async def decide(self, task: ModelTask, messages: Sequence[PromptMessage], answer: type[D]) -> D:
        raise ModelUnavailable("no_model")

    async def embed(self, task: ModelTask, texts: Sequence[str]) -> list[list[float]]:
        raise ModelUnavailable("no_model")

    async def transcribe(self, task: ModelTask, audio: bytes, filename: str, language: str) -> str:
        raise ModelUnavailable("no_model")

    async def read_image(
        self, task: ModelTask, messages: Sequence[PromptMessage], image: bytes, media_type: str
    ) -> str:
        raise ModelUnavailable("no_model")

    async def close(self) -> None:
        return None
