"""Telegram's flood limits, on real time. Messages count; drafts, chat actions and callback answers do not."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from relove.sandbox.errors import too_many

# Sums of floats must not make a message early that is in time.
_HAIR = 1e-6


@dataclass(frozen=True)
class Limits:
    """How many messages may be sent in how many seconds."""

    overall: tuple[int, float] = (30, 1.0)
    group: tuple[int, float] = (20, 60.0)
    # A private chat: one in so many seconds, and so many at once after a silence.
    private_every: float = 1.0
    private_burst: int = 5
    # A flood that goes on makes the wait longer, up to this.
    longest_wait: int = 600


@dataclass
class _Line:
    """Messages that were accepted, and the wait that was imposed."""

    sent: deque[float] = field(default_factory=deque)
    free_at: float = 0.0
    waits_until: float = 0.0


class FloodLimits:
    """Counts messages as they are accepted. What is refused counts for nothing, but makes the wait longer."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._overall = _Line()
        self._chats: defaultdict[int, _Line] = defaultdict(_Line)

    def take(self, chat_id: int, is_group: bool, now: float) -> None:
        """Count one message, or refuse it with 429 and the seconds to wait."""
        chat = self._chats[chat_id]
        wait = max(
            self._wait(chat, now, self._chat_wait(chat, is_group, now)),
            self._wait(self._overall, now, _window(self._overall.sent, self._limits.overall, now)),
        )
        if wait:
            raise too_many(wait)
        self._overall.sent.append(now)
        if is_group:
            chat.sent.append(now)
        else:
            chat.free_at = max(chat.free_at, now) + self._limits.private_every

    def _chat_wait(self, chat: _Line, is_group: bool, now: float) -> float:
        if is_group:
            return _window(chat.sent, self._limits.group, now)
        ahead = self._limits.private_every * (self._limits.private_burst - 1)
        early = chat.free_at - ahead - now
        return early if early > _HAIR else 0.0

    def _wait(self, line: _Line, now: float, needed: float) -> int:
        """Whole seconds; each call within the wait adds one: who does not heed it waits longer."""
        if now < line.waits_until:
            needed = max(needed, line.waits_until - now + 1)
        elif needed <= 0:
            return 0
        wait = min(max(1, math.ceil(needed - _HAIR)), self._limits.longest_wait)
        line.waits_until = max(line.waits_until, now + wait)
        return wait


def _window(sent: deque[float], limit: tuple[int, float], now: float) -> float:
    """How long until one more fits into the window that ends then."""
    count, window = limit
    while sent and sent[0] <= now - window + _HAIR:
        sent.popleft()
    return sent[0] + window - now if len(sent) >= count else 0.0
