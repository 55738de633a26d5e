"""Jobs of profiles: one at a contact, all of them once a day."""

from __future__ import annotations

import logging
import uuid
from typing import TYPE_CHECKING, Any, cast

from relove.domains.conversations.service import SessionService
from relove.domains.profiles import names
from relove.domains.profiles.schemas import Cause
from relove.worker.jobs.kinds import Event, Scheduled

if TYPE_CHECKING:
    from relove.bootstrap import Container

_log = logging.getLogger("relove.worker")

_HOURS_3 = 3 * 3600


async def refresh_profile(ctx: dict[str, Any], user_id: str, cause: str) -> None:
    """Refresh one, if it is time."""
    container: Container = ctx["container"]
    try:
        await container.refresher.refresh(uuid.UUID(user_id), cast(Cause, cause))
    except Exception:  # arq would log the error's own text; the daily round finds whoever was missed
        _log.exception("profile not refreshed")


async def follow(container: Container, session_id: uuid.UUID) -> None:
    """What was just found in a session goes into the profile, where it is enough."""
    async with container.units() as work:
        session = await SessionService(work, container.clock).owned(session_id)
    if session is not None:
        user_id, active = session
        await container.refresher.refresh(user_id, "talk" if active else "session")


async def rotate_profiles(ctx: dict[str, Any]) -> dict[str, int]:
    """Refresh everybody's who was here lately."""
    container: Container = ctx["container"]
    return await container.rotation.run()


EVENTS = (Event(names.REFRESH, refresh_profile),)
SCHEDULED = (Scheduled(names.ROTATE, rotate_profiles, hour=3, minute=0, timeout_s=_HOURS_3),)
