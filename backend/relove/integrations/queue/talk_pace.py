"""How fast a person writes in the chat, counted in Redis: with Redis away everybody is answered."""

from __future__ import annotations

import uuid

from relove.domains.conversations.flood import Pace
from relove.integrations.queue.rate import Limit, RequestLimiter

_CALM_LINES_A_MINUTE = 1


class RedisTalkPace:
    """The TalkPace port."""

    def __init__(self, limiter: RequestLimiter, lines_a_minute: int) -> None:
        self._limiter = limiter
        self._lines_a_minute = lines_a_minute

    async def of(self, user_id: uuid.UUID, lines: int) -> Pace:
        """A burst counts with all its lines; what is held back does not count."""
        if await self._room(Limit(f"chat:{user_id}", self._lines_a_minute, lines)):
            return "answer"
        return "calm" if await self._room(Limit(f"calm:{user_id}", _CALM_LINES_A_MINUTE)) else "silent"

    async def _room(self, limit: Limit) -> bool:
        verdict = await self._limiter.take([limit])
        return verdict is None or verdict.retry_after_s is None
