"""No model: the templates serve alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from relove.core.ports import LanguageModel, ModelUnavailable, ModelUsage, PromptMessage


class ClosableModel(LanguageModel, Protocol):
    """A model with connections."""

    async def close(self) -> None:
        """Close connections."""
        ...


class NoModel:
    """What is wired where no key is set. Nobody asks it: `enabled` says so."""

    @property
    def enabled(self) -> bool:
        return False

    def reply(
        self, prompt_id: str, messages: Sequence[PromptMessage], usage: ModelUsage
    ) -> AsyncIterator[str]:
        raise ModelUnavailable("no_model")

    async def close(self) -> None:
        return None
