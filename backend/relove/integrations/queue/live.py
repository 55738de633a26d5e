"""What an open window may show at once, over Redis publish and subscribe. All of it may be lost."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from typing import Any

import msgspec
from redis.asyncio import Redis
from redis.exceptions import RedisError

from relove.core.tasks import spawn

_log = logging.getLogger("relove.live")
_PREFIX = "relove:live:"
_CANCEL_TTL_S = 120
_LINE_TTL_S = 30
_WINDOW_TTL_S = 30
_CONNECT_WITHIN_S = 2.0
_AGAIN_AFTER_S = 1.0


LOST = "lost"
"""Name of the event that a listener gets when events may have been missed; never published."""


class LiveEvent(msgspec.Struct, frozen=True):
    """One event for a window."""

    event: str
    data: dict[str, Any]
    also: str | None = None
    """Another channel that it is meant for: what many windows hear is published once."""


_encode = msgspec.json.encode
_decode = msgspec.json.Decoder(LiveEvent).decode


def session_channel(session_id: str) -> str:
    """Where a session's turns and deltas appear."""
    return f"s:{session_id}"


def person_channel(user_id: str) -> str:
    """Where the other windows of a person hear what happened."""
    return f"u:{user_id}"


class RedisLiveEvents:
    """The LiveEvents port."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def to_session(
        self, session_id: str, event: str, data: Mapping[str, Any], *, person: str | None = None
    ) -> None:
        also = person_channel(person) if person else None
        await self._publish(session_channel(session_id), event, data, also)

    async def to_person(self, user_id: str, event: str, data: Mapping[str, Any]) -> None:
        await self._publish(person_channel(user_id), event, data)

    async def window_opened(self, user_id: str) -> None:
        with contextlib.suppress(RedisError, OSError):
            await self._redis.set(f"relove:window:{user_id}", repr(time.time()), ex=_WINDOW_TTL_S)

    async def newest_window(self, user_id: str) -> float:
        try:
            opened = await self._redis.get(f"relove:window:{user_id}")
        except (RedisError, OSError):
            return 0.0
        return float(opened) if opened is not None else 0.0

    async def cancel_reply(self, chat_id: int) -> None:
        with contextlib.suppress(RedisError, OSError):
            await self._redis.set(f"relove:cancel:{chat_id}", repr(time.time()), ex=_CANCEL_TTL_S)

    async def reply_cancelled(self, chat_id: int, since: float) -> bool:
        try:
            asked = await self._redis.get(f"relove:cancel:{chat_id}")
        except (RedisError, OSError):
            return False
        return asked is not None and float(asked) >= since

    async def line_came(self, chat_id: int) -> None:
        with contextlib.suppress(RedisError, OSError):
            await self._redis.set(f"relove:line:{chat_id}", repr(time.time()), ex=_LINE_TTL_S)

    async def last_line(self, chat_id: int) -> float:
        try:
            came = await self._redis.get(f"relove:line:{chat_id}")
        except (RedisError, OSError):
            return 0.0
        return float(came) if came is not None else 0.0

    async def _publish(
        self, channel: str, event: str, data: Mapping[str, Any], also: str | None = None
    ) -> None:
        try:
            await self._redis.publish(
                _PREFIX + channel, _encode({"event": event, "data": data, "also": also})
            )
        except (RedisError, OSError) as error:
            _log.warning("live event lost", extra={"error": type(error).__name__})


class LiveHub:
    """One subscription per process, handed out to its open streams."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._listeners: dict[str, set[asyncio.Queue[LiveEvent]]] = defaultdict(set)
        self._reader: asyncio.Task[Any] | None = None
        self._connected = asyncio.Event()

    @property
    def connected(self) -> bool:
        """False while Redis is away: read the table meanwhile."""
        return self._connected.is_set()

    @contextlib.asynccontextmanager
    async def listen(self, *channels: str) -> AsyncIterator[asyncio.Queue[LiveEvent]]:
        """A queue of what appears on these channels from now on."""
        if self._reader is None:
            self._reader = spawn(self._read(), "live-hub")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_CONNECT_WITHIN_S):
                await self._connected.wait()
        queue: asyncio.Queue[LiveEvent] = asyncio.Queue(maxsize=10_000)
        for channel in channels:
            self._listeners[channel].add(queue)
        try:
            yield queue
        finally:
            for channel in channels:
                self._listeners[channel].discard(queue)
                if not self._listeners[channel]:
                    del self._listeners[channel]

    async def close(self) -> None:
        """End the subscription."""
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader
            self._reader = None

    async def _read(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as subscription:
                    await subscription.psubscribe(_PREFIX + "*")
                    self._connected.set()
                    async for message in subscription.listen():
                        if message["type"] == "pmessage":
                            self._deliver(message["channel"].decode(), message["data"])
            except (RedisError, OSError):
                self._connected.clear()
                self._tell_of_the_loss()
                await asyncio.sleep(_AGAIN_AFTER_S)

    def _tell_of_the_loss(self) -> None:
        """What was published meanwhile is gone: whoever listens must read the table anew."""
        for queue in {queue for listeners in self._listeners.values() for queue in listeners}:
            with contextlib.suppress(asyncio.QueueFull):
                queue.put_nowait(LiveEvent(LOST, {}))

    def _deliver(self, channel: str, data: bytes) -> None:
        listeners = self._listeners.get(channel.removeprefix(_PREFIX), set())
        if not listeners and b'"also":"' not in data:
            return
        event = _decode(data)
        # A copy: whoever listens to both channels hears it once.
        listeners = listeners | self._listeners.get(event.also or "", set())
        for queue in listeners:
            # A window that reads too slowly loses live events and finds the turns in the table.
            with contextlib.suppress(asyncio.QueueFull):
                queue.put_nowait(event)
