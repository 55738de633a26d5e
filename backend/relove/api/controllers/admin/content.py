"""Texts, stages, prompts and streams: edited as versions over the shipped files."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post, put
from litestar.params import JSONBody, QueryParameter

from relove.api.auth import acting, current_actor
from relove.api.documented import errors
from relove.api.wiring import container_of
from relove.domains.content.editing import ContentEditing, DocumentEntry, DocumentView
from relove.domains.records.audit import Audit

_Text = Annotated[str, msgspec.Meta(max_length=60_000)]
_Name = Annotated[str, msgspec.Meta(max_length=200)]
_Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Documents(msgspec.Struct):
    """Everything that may be edited."""

    items: list[DocumentEntry]


class Draft(msgspec.Struct, forbid_unknown_fields=True):
    """A text to be checked."""

    document: _Name
    text: _Text


class Edit(msgspec.Struct, forbid_unknown_fields=True):
    """A text to be kept. `based_on`: the version that the editor saw."""

    document: _Name
    text: _Text
    reason: _Reason
    based_on: int


class RollBack(msgspec.Struct, forbid_unknown_fields=True):
    """An earlier version to be brought back; 0 is the shipped file."""

    document: _Name
    version: int
    reason: _Reason
    based_on: int


class Checked(msgspec.Struct):
    """It would do."""

    ok: bool


class ContentController(Controller):
    """The content, for editors. An edit is live in every process within ten seconds."""

    path = "/content"

    @get("/", operation_id="listContent", responses=errors(401, 403))
    async def documents(self, request: Request[Any, Any, Any]) -> Documents:
        """Every document, and which version of it is in force."""
        container = container_of(request)
        async with acting(request) as work:
            return Documents(await ContentEditing(work, container.shelf, container.clock).documents())

    @get("/document", operation_id="getContent", responses=errors(400, 401, 403, 404))
    async def document(
        self, request: Request[Any, Any, Any], name: Annotated[str, QueryParameter(max_length=200)]
    ) -> DocumentView:
        """One document with its history."""
        container = container_of(request)
        async with acting(request) as work:
            return await ContentEditing(work, container.shelf, container.clock).document(name)

    @post("/check", operation_id="checkContent", status_code=200, responses=errors(400, 401, 403, 404, 413))
    async def check(self, request: Request[Any, Any, Any], data: JSONBody[Draft]) -> Checked:
        """Check a text, keep nothing. 400 `content_invalid` names the field."""
        container = container_of(request)
        async with acting(request) as work:
            await ContentEditing(work, container.shelf, container.clock).check(data.document, data.text)
        return Checked(ok=True)

    @put("/document", operation_id="editContent", responses=errors(400, 401, 403, 404, 409, 413))
    async def edit(self, request: Request[Any, Any, Any], data: JSONBody[Edit]) -> DocumentView:
        """Keep a new version. 409 `content_changed` where somebody was quicker."""
        container = container_of(request)
        actor = current_actor(request)
        async with acting(request) as work:
            editing = ContentEditing(work, container.shelf, container.clock)
            view = await editing.save(data.document, data.text, actor.user_id, data.reason, data.based_on)
            await Audit(work, container.clock).note(
                actor.user_id,
                "content.edit",
                details={"document": data.document, "version": str(view.version)},
            )
            work.after_commit(container.feed.refresh)
            return view

    @post(
        "/rollback",
        operation_id="rollBackContent",
        status_code=200,
        responses=errors(400, 401, 403, 404, 409, 413),
    )
    async def roll_back(self, request: Request[Any, Any, Any], data: JSONBody[RollBack]) -> DocumentView:
        """Bring an earlier version back, as a new one."""
        container = container_of(request)
        actor = current_actor(request)
        async with acting(request) as work:
            editing = ContentEditing(work, container.shelf, container.clock)
            view = await editing.roll_back(
                data.document, data.version, actor.user_id, data.reason, data.based_on
            )
            await Audit(work, container.clock).note(
                actor.user_id,
                "content.rollback",
                details={"document": data.document, "version": str(data.version)},
            )
            work.after_commit(container.feed.refresh)
            return view
