"""The daily round: everybody seen lately whose profile is old, in batches, at one place at a time."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections import Counter
from collections.abc import Callable, Sequence

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.people.activity.service import ActivityService
from relove.domains.profiles import rules
from relove.domains.profiles.names import ROTATE
from relove.domains.profiles.ports import OneAtATime, Pause
from relove.domains.profiles.refresher import Outcome, ProfileRefresher
from relove.domains.profiles.schemas import Cause
from relove.domains.profiles.service import ProfileService
from relove.domains.records.operations import Operations

_log = logging.getLogger("relove.profiles")

BATCH = 10
PAUSE_S = 5.0
COUNTS = ("processed", "updated", "failed", "skipped")

Progress = Callable[[int, int], None]
"""Hears how many are done, of how many."""


class ProfileRotation:
    """Goes round. One person's failure stops nobody else's."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        clock: Clock,
        refresher: ProfileRefresher,
        pause: Pause,
        alone: OneAtATime,
    ) -> None:
        self._units = units
        self._clock = clock
        self._refresher = refresher
        self._pause = pause
        self._alone = alone

    async def run(
        self,
        cause: Cause = "rotation",
        *,
        everybody: bool = False,
        batch_size: int = BATCH,
        progress: Progress = lambda done, of: None,
    ) -> dict[str, int]:
        """The counts; `elsewhere` is 1 where another process goes round now. `everybody`: however young or long ago."""
        async with self._alone() as alone:
            if not alone:
                _log.info("profiles are being refreshed elsewhere")
                return {**dict.fromkeys(COUNTS, 0), "elsewhere": 1}
            return await self._round(cause, everybody, batch_size, progress)

    async def _round(
        self, cause: Cause, everybody: bool, batch_size: int, progress: Progress
    ) -> dict[str, int]:
        started = self._clock.now()
        counts: Counter[str] = Counter()
        waiting, counts["skipped"] = await self._waiting(everybody)
        counts["processed"] = counts["skipped"]
        total = len(waiting) + counts["skipped"]
        progress(counts["processed"], total)
        for begin in range(0, len(waiting), batch_size):
            if begin:
                await self._pause(PAUSE_S)
            batch = waiting[begin : begin + batch_size]
            for outcome in await asyncio.gather(*(self._one(user_id, cause) for user_id in batch)):
                counts["processed"] += 1
                counts[outcome.result] += 1
                if outcome.reason:
                    counts[f"{outcome.result}_{outcome.reason}"] += 1
                counts.update(f"unread_{what}" for what in outcome.unread)
            progress(counts["processed"], total)
        told = {name: counts[name] for name in sorted({*COUNTS, *counts}, key=_order)}
        _log.info("profiles refreshed", extra={"cause": cause, **told})
        async with self._units() as work:
            await Operations(work, self._clock).note(
                ROTATE, started, "partly" if counts["failed"] else "ok", counts=told
            )
        return told

    async def _waiting(self, everybody: bool) -> tuple[Sequence[uuid.UUID], int]:
        """Whose turn it is, most recent first; and how many are passed over, for want of consent or in a pause."""
        async with self._units() as work:
            seen = await ActivityService(work, self._clock).with_old_profiles(
                seen_within=None if everybody else rules.SEEN_WITHIN,
                older_than=None if everybody else rules.AGE,
            )
            allowed = [one.user_id for one in seen if one.may_work]
            tried = set() if everybody else await ProfileService(work, self._clock).tried(allowed)
        return [one for one in allowed if one not in tried], len(seen) - len(allowed)

    async def _one(self, user_id: uuid.UUID, cause: Cause) -> Outcome:
        try:
            return await self._refresher.refresh(user_id, cause)
        except Exception as error:  # whatever it is: the next one's turn comes all the same
            _log.error("profile not refreshed", extra={"error": type(error).__name__})
            return Outcome("failed", "unexpected")


def _order(name: str) -> tuple[int, str]:
    return (COUNTS.index(name) if name in COUNTS else len(COUNTS), name)
