"""What Redis may hold of a person: flags, limits, caches. All of it has an end of its own."""

from __future__ import annotations

import logging
import uuid

from redis.asyncio import Redis
from redis.exceptions import RedisError

from relove.integrations.llm.cache import ERASED_S, erased_key
from relove.integrations.queue.names import WAITING_CHATS

_log = logging.getLogger("relove.erasures")


class RedisTraces:
    """The Traces port: every key of ours one of whose parts is the person's id or the chat's."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def forget(self, user_id: uuid.UUID | None, chat_id: int) -> None:
        named = {str(chat_id).encode()}
        if user_id is not None:
            named |= {str(user_id).encode(), user_id.hex.encode()}
        try:
            if user_id is not None:
                await self._redis.set(erased_key(user_id), b"1", ex=ERASED_S)
            await self._redis.zrem(WAITING_CHATS, chat_id)
            async for key in self._redis.scan_iter(match="relove:*", count=1000):
                if named & set(key.split(b":")):
                    await self._redis.delete(key)
        except (RedisError, OSError) as error:
            _log.warning("traces end by themselves", extra={"error": type(error).__name__})
