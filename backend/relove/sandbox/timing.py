"""Telegram's real-time intervals. A test brings its own clock and pauses, and need not wait for any of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

_LIVES: Mapping[str, float] = {
    "callback_query": 150.0,
    "pre_checkout_query": 150.0,
    "shipping_query": 150.0,
    "inline_query": 30.0,
}


@dataclass(frozen=True)
class Timing:
    """Real seconds throughout: business time never hurries a delivery."""

    now: Callable[[], float] = time.monotonic
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    # A webhook: how long an answer is waited for, the pauses between tries, and how long the other side may ask for.
    answer_within: float = 60.0
    first_pause: float = 2.0
    longest_pause: tuple[float, float] = (60.0, 120.0)
    longest_asked: float = 3600.0
    # With no success for so long, one connection is left.
    alone_after: float = 10.0
    # How long an update is worth delivering, by its kind.
    lives: Mapping[str, float] = field(default_factory=lambda: _LIVES)
    lives_else: float = 24 * 3600.0
    # A payment that is not answered by then is called off.
    checkout_within: float = 10.0
    # A reordered update that nothing overtakes goes on alone.
    held_for: float = 2.0

    def life_of(self, kind: str) -> float:
        """How long an update of this kind is delivered."""
        return self.lives.get(kind, self.lives_else)
