"""Looks at a session anew: what was said is remembered, the stage assessed, the older part summed up."""

from __future__ import annotations

import uuid

from relove.core.clock import Clock
from relove.core.ports import LanguageModel, LiveEvents
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.service import ContentService


class Reflection:
    """One instance per process."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        model: LanguageModel,
        content: ContentService,
        live: LiveEvents,
        clock: Clock,
    ) -> None:
        self._units = units
        self._model = model
        self._content = content
        self._live = live
        self._clock = clock

    async def reflect(self, session_id: uuid.UUID) -> bool:
        """Look at one session; False where there is nothing to look at, or somebody is at it."""
        return False

    async def missed(self) -> list[uuid.UUID]:
        """Sessions that wait for it and were not hinted at."""
        return []
