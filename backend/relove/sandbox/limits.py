"""Telegram's flood limits, on real time. Messages count; drafts, chat actions and callback answers do not."""

from __future__ import annotations

import math
from collections import defaultdict, deque

from relove.sandbox.errors import too_many

OVERALL = (30, 1.0)
# One a second is the advice; what is refused is more than a burst.
PRIVATE = (20, 10.0)
GROUP = (20, 60.0)


class FloodLimits:
    """Sliding windows over the messages that were accepted."""

    def __init__(self) -> None:
        self._overall: deque[float] = deque()
        self._chats: defaultdict[int, deque[float]] = defaultdict(deque)

    def take(self, chat_id: int, is_group: bool, now: float) -> None:
        """Count one message, or refuse it with 429 and the seconds to wait."""
        chat = self._chats[chat_id]
        wait = max(_wait(self._overall, OVERALL, now), _wait(chat, GROUP if is_group else PRIVATE, now))
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        self._overall.append(now)
        chat.append(now)


def _wait(sent: deque[float], limit: tuple[int, float], now: float) -> float:
    count, window = limit
    while sent and sent[0] <= now - window:
        sent.popleft()
    return sent[0] + window - now if len(sent) >= count else 0.0
