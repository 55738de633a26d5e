"""No model: the templates serve alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Literal, Protocol

from relove.core.ports import D, LanguageModel, ModelTask, ModelUnavailable, ModelUsage, PromptMessage

ModelState = Literal["ok", "templates", "down"]
"""`templates`: no key is set. `down`: nobody can be reached, and the templates serve until somebody can."""


class ClosableModel(LanguageModel, Protocol):
    """A model as bootstrap wires it."""

    async def state(self) -> ModelState:
        """Who answers people now."""
        ...

    async def watch(self) -> ModelState:
        """Look after models that could not be reached."""
        ...

    async def settle(self) -> None:
        """Write down the calls that were made."""
        ...

    async def close(self) -> None:
        """Write down the calls that were made, and close connections."""
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

    async def state(self) -> ModelState:
        return "templates"

    async def watch(self) -> ModelState:
        return "templates"

    async def settle(self) -> None:
        return None

    async def close(self) -> None:
        return None
