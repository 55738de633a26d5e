"""What reLove thinks of the person: each statement with its sources, to be corrected or taken out."""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from litestar import Controller, Request, delete, get, patch
from litestar.params import FromPath, JSONBody, QueryParameter

from relove.api.auth import current_actor, signed_in
from relove.api.documented import SECURITY, errors
from relove.api.wiring import container_of
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.service import SessionService
from relove.domains.profiles.schemas import StatementView
from relove.domains.profiles.service import ProfileService

if TYPE_CHECKING:
    from relove.bootstrap import Container


_CHANGES = 50
"""Versions looked back at, at most."""


class Source(msgspec.Struct):
    """One of the person's own turns that a statement follows from."""

    turn_id: uuid.UUID
    session_id: uuid.UUID
    text: str
    at: datetime.datetime


class SourcedStatement(StatementView, frozen=True):
    """A statement and the words behind it."""

    sources: list[Source] = []


class StatementPage(msgspec.Struct):
    """Everything that stands, oldest first. `summary` and `updated_at` are null while there is too little data."""

    items: list[SourcedStatement]
    next: str | None
    summary: str | None
    updated_at: datetime.datetime | None


class VersionChange(msgspec.Struct):
    """What one version changed, and why."""

    version: int
    cause: str
    at: datetime.datetime
    added: list[SourcedStatement]
    removed: list[SourcedStatement]


class ProfileChanges(msgspec.Struct):
    """From one version to another. What was vetoed is in neither; a summary is null where it went with a veto."""

    from_version: int
    to_version: int
    summary_before: str | None
    summary_after: str | None
    changes: list[VersionChange]


class Correction(msgspec.Struct, forbid_unknown_fields=True):
    """How it is, in the person's own words."""

    text: str


class StatementsController(Controller):
    """The signed-in person's profile."""

    path = "/api/me/statements"
    tags = ["me"]
    guards = [signed_in]
    security = SECURITY

    @get("/", operation_id="listStatements", responses=errors(401))
    async def list_statements(self, request: Request[Any, Any, Any]) -> StatementPage:
        """What reLove thinks of the person, each with the words that it follows from."""
        container = container_of(request)
        user_id = current_actor(request).user_id
        async with container.units() as work:
            profiles = ProfileService(work, container.clock)
            profile = await profiles.current(user_id)
            items = await _with_sources(container, work, user_id, await profiles.statements(user_id))
        return StatementPage(
            items=items,
            next=None,
            summary=profile.summary if profile else None,
            updated_at=profile.updated_at if profile else None,
        )

    @get("/changes", operation_id="listProfileChanges", responses=errors(400, 401))
    async def list_changes(
        self, request: Request[Any, Any, Any], since: Annotated[int | None, QueryParameter(ge=0)] = None
    ) -> ProfileChanges:
        """How the profile changed since a version (the one before the last), each change with its sources."""
        container = container_of(request)
        user_id = current_actor(request).user_id
        async with container.units() as work:
            profiles = ProfileService(work, container.clock)
            profile = await profiles.current(user_id)
            newest = profile.version if profile else 0
            since = max(0, newest - 1) if since is None else min(since, newest)
            diff = await profiles.diff(user_id, max(since, newest - _CHANGES), newest)
            changes = [
                VersionChange(
                    version=change.version,
                    cause=change.cause,
                    at=change.at,
                    added=await _with_sources(container, work, user_id, change.added),
                    removed=await _with_sources(container, work, user_id, change.removed),
                )
                for change in diff.changes
            ]
        return ProfileChanges(
            diff.from_version, diff.to_version, diff.summary_before, diff.summary_after, changes
        )

    @patch("/{statement_id:uuid}", operation_id="correctStatement", responses=errors(400, 401, 404, 409, 413))
    async def correct_statement(
        self, request: Request[Any, Any, Any], statement_id: FromPath[uuid.UUID], data: JSONBody[Correction]
    ) -> SourcedStatement:
        """Put it right. What stood there before never comes back."""
        container = container_of(request)
        user_id = current_actor(request).user_id
        async with container.units() as work:
            corrected = await ProfileService(work, container.clock).correct(user_id, statement_id, data.text)
            [item] = await _with_sources(container, work, user_id, [corrected])
            work.after_commit(lambda: ConversationEvents(container.live).person_changed(user_id))
        return item

    @delete(
        "/{statement_id:uuid}", operation_id="vetoStatement", status_code=204, responses=errors(400, 401, 404)
    )
    async def veto_statement(
        self, request: Request[Any, Any, Any], statement_id: FromPath[uuid.UUID]
    ) -> None:
        """Take it out. It is gone at once, and is never said again."""
        container = container_of(request)
        user_id = current_actor(request).user_id
        async with container.units() as work:
            await ProfileService(work, container.clock).veto(user_id, statement_id)
            work.after_commit(lambda: ConversationEvents(container.live).person_changed(user_id))


async def _with_sources(
    container: Container, work: UnitOfWork, user_id: uuid.UUID, statements: list[StatementView]
) -> list[SourcedStatement]:
    wanted = {turn for statement in statements for turn in statement.turn_ids}
    turns = await SessionService(work, container.clock).turns_of(user_id, list(wanted))
    return [
        SourcedStatement(
            **msgspec.structs.asdict(statement),
            sources=[
                Source(turn, turns[turn].session_id, turns[turn].text, turns[turn].created_at)
                for turn in statement.turn_ids
                if turn in turns
            ],
        )
        for statement in statements
    ]
