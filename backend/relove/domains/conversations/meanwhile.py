"""While a picture is looked at or a voice written down, what comes behind it in the chat is read all the same.

A chat is worked off one row after the other: without this a call for help would wait until somebody has looked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from relove.core.ports import LiveEvents
from relove.core.tasks import spawn
from relove.domains.conversations.bursts import IsTalk, danger_behind
from relove.domains.conversations.crisis import CrisisHit
from relove.domains.messaging.context import InboxContext

_LOOK_EVERY_S = 0.25


class CalledBehind(Exception):
    """Behind the row somebody calls for help: what it was waiting for is given up."""


class Meanwhile:
    """One instance per process."""

    def __init__(self, live: LiveEvents, is_talk: IsTalk) -> None:
        self._live = live
        self._is_talk = is_talk

    @asynccontextmanager
    async def reading(
        self, inbox: InboxContext, patience_s: float, *, queued_s: float | None = None, said: str = ""
    ) -> AsyncIterator[None]:
        """A block that is given up by CalledBehind, or by TimeoutError after `patience_s`.

        With `queued_s` it goes on for so long at most once anything waits behind. `said`: the words of this row.
        """
        over = asyncio.Event()
        found: list[CrisisHit] = []
        try:
            async with asyncio.timeout(patience_s) as limit:
                looking = spawn(self._look(inbox, limit, over, found, queued_s, said), "reading-behind")
                try:
                    yield
                finally:
                    # Not cancelled: a look that has begun ends in some milliseconds.
                    over.set()
                    await asyncio.wait({looking})
        except TimeoutError:
            if found:
                raise CalledBehind from None
            raise

    async def _look(
        self,
        inbox: InboxContext,
        limit: asyncio.Timeout,
        over: asyncio.Event,
        found: list[CrisisHit],
        queued_s: float | None,
        said: str,
    ) -> None:
        """At what waits already, then at whatever comes: the database is asked only when something did."""
        loop = asyncio.get_running_loop()
        seen = -1.0
        while not over.is_set():
            came = await self._live.last_line(inbox.chat_id)
            if came > seen:
                seen = came
                async with inbox.looking() as (_, waiting):
                    pass
                hit = danger_behind([said] if said else [], waiting, self._is_talk)
                if over.is_set():
                    return
                if hit is not None:
                    found.append(hit)
                    limit.reschedule(loop.time())
                    return
                if waiting and queued_s is not None:
                    limit.reschedule(min(limit.when() or loop.time(), loop.time() + queued_s))
                    queued_s = None
            try:
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await over.wait()
            except TimeoutError:
                continue
