"""What all processes share through Redis, and what they do without it: they go on, uncounted."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable
from typing import TypeVar

from redis.exceptions import RedisError

_log = logging.getLogger("relove.llm")

_PATIENCE_S = 0.5
_AGAIN_AFTER_S = 2.0

T = TypeVar("T")


class Shared:
    """Asks Redis, briefly. While it is away it is left alone for a moment, so that not every call waits for it."""

    def __init__(self) -> None:
        self._away_until = 0.0

    async def ask(self, question: Awaitable[T]) -> T | None:
        """The answer; None where there is none to be had."""
        if time.monotonic() < self._away_until:
            _drop(question)
            return None
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await question
        except (RedisError, OSError) as error:
            self._away_until = time.monotonic() + _AGAIN_AFTER_S
            _log.warning("model calls are not counted together", extra={"error": type(error).__name__})
            return None


def _drop(question: Awaitable[object]) -> None:
    close = getattr(question, "close", None)
    if close is not None:
        close()
