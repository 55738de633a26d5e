"""What people with a role did, on whom and when: codes, never a word of anybody's.

Every act of an admin calls `Audit.note` in the unit of work that does it, so that neither is there without the other.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Literal, cast

import msgspec

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.records.audit_repository import AuditRepository

Step = Literal["asked", "done", "declined", "refused"]
"""How far an act came. What needs no confirmation is done at once."""


class AuditEntry(msgspec.Struct, frozen=True):
    """One act. Who did it, or on whom, is null where that person was erased."""

    id: uuid.UUID
    at: datetime.datetime
    act: str
    step: Step
    actor_id: uuid.UUID | None
    subject_id: uuid.UUID | None
    details: dict[str, str]


class Audit:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._repository = AuditRepository(work.session)
        self._clock = clock

    async def note(
        self,
        actor_id: uuid.UUID,
        act: str,
        *,
        step: Step = "done",
        subject_id: uuid.UUID | None = None,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Note an act: `act` is a code such as `role.change`, details are codes too, no text of anybody."""
        await self._repository.add(actor_id, act, step, subject_id, details or {}, self._clock.now())

    async def page(self, before: str | None, limit: int) -> tuple[list[AuditEntry], str | None]:
        """A page, newest first, and where the next one begins. ReloveError bad_cursor."""
        rows = await self._repository.page(_cursor(before), limit + 1)
        items = [
            AuditEntry(
                id=row.id,
                at=row.created_at,
                act=row.act,
                step=cast(Step, row.step),
                actor_id=row.actor_id,
                subject_id=row.subject_id,
                details=row.details,
            )
            for row in rows[:limit]
        ]
        return items, str(items[-1].id) if len(rows) > limit else None


def _cursor(before: str | None) -> uuid.UUID | None:
    try:
        return None if before is None else uuid.UUID(before)
    except ValueError:
        raise ReloveError("bad_cursor", kind="invalid") from None
