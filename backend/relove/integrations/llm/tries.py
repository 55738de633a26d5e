"""Which provider is tried next, after what pause, and how long it may keep us waiting."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence

import httpx2 as httpx
from openai import APIConnectionError, APIStatusError, APITimeoutError, OpenAIError

from relove.integrations.llm.provider import OpenAIProvider
from relove.integrations.llm.schema import UnusableAnswer

FAILURES = (OpenAIError, httpx.HTTPError, ConnectionError, TimeoutError, ValueError)
"""What a call of a provider may raise; everything else is a fault of ours."""

PAUSES_S = (1.0, 2.0)
_JITTER = (0.75, 1.25)
_FIRST_OF_TWO = 0.55
"""Of the time that is left, what a provider may take while there is another to ask after it."""
_LEAST_S = 0.05


class Tries:
    """The tries of one call: three at most, the last provider has the last one."""

    def __init__(
        self, providers: Sequence[OpenAIProvider], within_s: float, rng: random.Random, begun: float
    ) -> None:
        self._waiting = list(providers)
        self._deadline = begun + within_s
        self._random = rng
        self._made = 0
        self._error: Exception | None = None
        self.reason = "unreachable"
        self.unserved: set[str] = set()
        """Providers that could not be reached."""

    @property
    def left_s(self) -> float:
        """Seconds until nobody waits any more."""
        return self._deadline - time.monotonic()

    @property
    def number(self) -> int:
        """Of the try that is made, from 1 on."""
        return self._made

    async def next(self) -> OpenAIProvider | None:
        """Whom to ask now, after the pause that is due; None where it is over."""
        if self._made > len(PAUSES_S):
            return None
        if self._made:
            pause = self._pause()
            if pause is None or pause >= self.left_s - _LEAST_S:
                return None
            await asyncio.sleep(pause)
        if not self._waiting or self.left_s <= _LEAST_S:
            return None
        self._made += 1
        return self._waiting[0]

    def share_s(self) -> float:
        """How long this try may take: with another provider to come it gets its share, else all that is left."""
        share = self.left_s * (_FIRST_OF_TWO if len(self._waiting) > 1 else 1.0)
        return max(_LEAST_S, share)

    def failed(self, name: str, error: Exception) -> None:
        """The try failed."""
        self._error = error
        self.reason = reason_of(error)
        if is_unreachable(error):
            self.unserved.add(name)

    def _pause(self) -> float | None:
        """Seconds before the next try, the next provider's turn having come where it is; None where none can help."""
        error = self._error
        pause = PAUSES_S[self._made - 1] * self._random.uniform(*_JITTER)
        # Silence, or a refusal that will be the same in a second: only another provider helps, and at once.
        if not worth_another(error) or isinstance(error, (TimeoutError, APITimeoutError)):
            return 0.0 if self._turn_to_the_next() else None
        if self._made == len(PAUSES_S) and self._turn_to_the_next():
            return pause
        wished = _retry_after(error)
        if wished >= self.left_s:
            return 0.0 if self._turn_to_the_next() else None
        return max(pause, wished)

    def _turn_to_the_next(self) -> bool:
        if len(self._waiting) < 2:
            return False
        self._waiting.pop(0)
        return True


def worth_another(error: Exception | None) -> bool:
    """A wrong key or a refused request will not be better a second later."""
    return (
        not isinstance(error, APIStatusError)
        or error.status_code in (408, 409, 429)
        or error.status_code >= 500
    )


def is_unreachable(error: Exception) -> bool:
    """Does it say that the provider serves nobody, or only that this request was not to its liking?"""
    if isinstance(error, UnusableAnswer):
        return False
    return (
        not isinstance(error, APIStatusError) or error.status_code in (401, 402, 403) or worth_another(error)
    )


def reason_of(error: Exception) -> str:
    """A code for operators."""
    if isinstance(error, APIStatusError):
        return f"status_{error.status_code}"
    if isinstance(error, (TimeoutError, APITimeoutError, httpx.TimeoutException)):
        return "timeout"
    if isinstance(error, (APIConnectionError, httpx.HTTPError, ConnectionError)):
        return "connection"
    return "bad_answer"


def _retry_after(error: Exception | None) -> float:
    if not isinstance(error, APIStatusError):
        return 0.0
    try:
        return max(0.0, float(error.response.headers.get("retry-after", "0")))
    except ValueError:
        return 0.0
