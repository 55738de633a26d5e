"""Use cases of profiles: read one, save what was found, correct and veto."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.profiles.schemas import Cause, Claim, MetaphysicalKind, ProfileView


class ProfileService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._work = work
        self._clock = clock

    async def current(self, user_id: uuid.UUID) -> ProfileView | None:
        """The profile; None before there is one."""
        return None

    async def summary(self, user_id: uuid.UUID) -> str | None:
        """The psychological summary for prompts; None before there is one."""
        return None

    async def save_metaphysical(
        self, user_id: uuid.UUID, claims: Mapping[MetaphysicalKind, Claim], cause: Cause = "session"
    ) -> None:
        """Keep light, shadow, archetype, theme, core wound: each replaces the last of its kind.

        Those that the person has corrected stay, and what the person has vetoed does not come back.
        """
