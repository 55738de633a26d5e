"""Another person's data: a copy of all of it, and its erasure. Both wait for a button in the bot chat."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from litestar import Controller, Request, delete, post
from litestar.params import FromPath

from relove.api.auth import acting, current_actor
from relove.api.controllers.admin.asking import Awaited, show
from relove.api.documented import errors
from relove.api.wiring import container_of
from relove.core.ports import OutgoingMessage, Translator
from relove.domains.people.admin_acts import ERASE_PERSON, EXPORT, AdminActs, Pair
from relove.domains.people.admin_views import erasure_question, export_question
from relove.domains.people.confirmations import Asked
from relove.domains.people.schemas import Intent

Question = Callable[[Pair, Asked, Translator], OutgoingMessage]


class RightsController(Controller):
    """What a person may ask for themselves, done by the team."""

    path = "/people/{person_id:uuid}"

    @post("/export", operation_id="exportPerson", status_code=202, responses=errors(400, 401, 403, 404, 409))
    async def export(self, request: Request[Any, Any, Any], person_id: FromPath[uuid.UUID]) -> Awaited:
        """Ask for a copy of all of somebody's data, which then comes into the asker's own chat as a file."""
        return await _ask(request, person_id, EXPORT, export_question)

    @delete("/", operation_id="erasePerson", status_code=202, responses=errors(400, 401, 403, 404, 409))
    async def erase(self, request: Request[Any, Any, Any], person_id: FromPath[uuid.UUID]) -> Awaited:
        """Ask for everything of somebody to be erased."""
        return await _ask(request, person_id, ERASE_PERSON, erasure_question)


async def _ask(
    request: Request[Any, Any, Any], person_id: uuid.UUID, act: str, question: Question
) -> Awaited:
    container = container_of(request)
    actor_id = current_actor(request).user_id
    async with acting(request) as work:
        acts = AdminActs(work, container.clock)
        pair = await acts.may_act_on(actor_id, person_id)
        asked = await acts.ask(actor_id, act, Intent(person_id))
        return await show(request, work, asked, question(pair, asked, container.translator))
