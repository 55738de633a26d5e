"""What reLove thinks of the person: each statement with its sources, to be corrected or taken out."""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Controller, Request, delete, get, patch
from litestar.params import FromPath, JSONBody

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

    @patch("/{statement_id:uuid}", operation_id="correctStatement", responses=errors(400, 401, 404, 413))
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

    @delete("/{statement_id:uuid}", operation_id="vetoStatement", status_code=204, responses=errors(401, 404))
    async def veto_statement(self, request: Request[Any, Any, Any], statement_id: FromPath[uuid.UUID]) -> None:
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
