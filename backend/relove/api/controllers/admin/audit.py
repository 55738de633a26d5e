"""What the team did."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get
from litestar.params import QueryParameter

from relove.api.auth import acting
from relove.api.controllers.admin.asking import PersonRef, person_ref
from relove.api.documented import errors
from relove.api.wiring import container_of
from relove.domains.people.service import PeopleService
from relove.domains.records.audit import Audit, Step

Limit = Annotated[int, QueryParameter(ge=1, le=100, description="Items on a page.")]
Before = Annotated[
    str | None, QueryParameter(max_length=64, description="`next` of the page before; leads to older items.")
]


class AuditItem(msgspec.Struct):
    """One step of one act. `actor` or `subject` is null where there is none, or where they were erased."""

    id: uuid.UUID
    at: datetime.datetime
    act: str
    step: Step
    actor: PersonRef | None
    subject: PersonRef | None
    details: dict[str, str]


class AuditPage(msgspec.Struct):
    """Newest first; `next` is null on the last page."""

    items: list[AuditItem]
    next: str | None


class AuditController(Controller):
    """The audit."""

    path = "/audit"

    @get("/", operation_id="listAudit", responses=errors(400, 401, 403))
    async def list_audit(
        self, request: Request[Any, Any, Any], before: Before = None, limit: Limit = 50
    ) -> AuditPage:
        """What the team did, newest first: who, what, on whom, when. Codes only."""
        container = container_of(request)
        async with acting(request) as work:
            entries, following = await Audit(work, container.clock).page(before, limit)
            ids = {each for entry in entries for each in (entry.actor_id, entry.subject_id) if each}
            known = await PeopleService(work, container.clock).many(ids)
        people = {user_id: person_ref(person) for user_id, person in known.items()}
        items = [
            AuditItem(
                id=entry.id,
                at=entry.at,
                act=entry.act,
                step=entry.step,
                actor=people.get(entry.actor_id) if entry.actor_id else None,
                subject=people.get(entry.subject_id) if entry.subject_id else None,
                details=entry.details,
            )
            for entry in entries
        ]
        return AuditPage(items, following)
