"""What reLove remembers of the person: each thing with its sources, to be corrected or taken out."""

from __future__ import annotations

import uuid
from typing import Any

import msgspec
from litestar import Controller, Request, delete, get, patch
from litestar.params import FromPath, JSONBody

from relove.api.auth import current_actor, signed_in
from relove.api.controllers.sessions import Before, Limit
from relove.api.documented import SECURITY, errors
from relove.api.wiring import container_of
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.memory.schemas import MemoryItem, MemoryPage
from relove.domains.conversations.memory.service import MemoryService


class MemoryCorrection(msgspec.Struct, forbid_unknown_fields=True):
    """How it is, in the person's own words; 300 characters at most."""

    text: str


class MemoryController(Controller):
    """The memory of the signed-in person."""

    path = "/api/me/memory"
    tags = ["me"]
    guards = [signed_in]
    security = SECURITY

    @get("/", operation_id="listMemory", responses=errors(400, 401))
    async def list_memory(
        self, request: Request[Any, Any, Any], before: Before = None, limit: Limit = 50
    ) -> MemoryPage:
        """What is remembered, newest first: the person's own words, and the turns in which they said them."""
        container = container_of(request)
        async with container.units() as work:
            memory = MemoryService(work, container.clock)
            return await memory.page(current_actor(request).user_id, before, limit)

    @patch("/{item_id:uuid}", operation_id="correctMemory", responses=errors(400, 401, 404, 409, 413))
    async def correct_memory(
        self,
        request: Request[Any, Any, Any],
        item_id: FromPath[uuid.UUID],
        data: JSONBody[MemoryCorrection],
    ) -> MemoryItem:
        """Put it right. The former wording is gone, and does not come back."""
        container = container_of(request)
        user_id = current_actor(request).user_id
        async with container.units() as work:
            item = await MemoryService(work, container.clock).correct(item_id, user_id, data.text)
            work.after_commit(lambda: ConversationEvents(container.live).journey_changed(user_id))
        return item

    @delete("/{item_id:uuid}", operation_id="vetoMemory", status_code=204, responses=errors(400, 401, 404))
    async def veto_memory(self, request: Request[Any, Any, Any], item_id: FromPath[uuid.UUID]) -> None:
        """Take it out. Its words are deleted at once, and it does not come back, in other words either."""
        container = container_of(request)
        user_id = current_actor(request).user_id
        async with container.units() as work:
            await MemoryService(work, container.clock).veto(item_id, user_id)
            work.after_commit(lambda: ConversationEvents(container.live).journey_changed(user_id))
