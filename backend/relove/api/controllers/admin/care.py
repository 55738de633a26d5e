"""The care pause of somebody, lifted by the team."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import msgspec
from litestar import Controller, Request, post
from litestar.params import FromPath

from relove.api.auth import acting, current_actor
from relove.api.documented import errors
from relove.api.wiring import container_of
from relove.domains.conversations.events import ConversationEvents
from relove.domains.people.admin_acts import AdminActs


class Released(msgspec.Struct):
    """The pause is over: the guide talks again, gently. The person is not written to."""

    released_at: datetime.datetime


class CareController(Controller):
    """The way back from a care pause that the person did not take themselves."""

    path = "/people/{person_id:uuid}"

    @post(
        "/release-care",
        operation_id="releaseCare",
        status_code=200,
        responses=errors(400, 401, 403, 404, 409),
    )
    async def release(self, request: Request[Any, Any, Any], person_id: FromPath[uuid.UUID]) -> Released:
        """Lift the pause. 409 `not_in_care` where there is none, `person_is_yourself` for one's own."""
        container = container_of(request)
        actor_id = current_actor(request).user_id
        events = ConversationEvents(container.live)
        async with acting(request) as work:
            acts = AdminActs(work, container.clock)
            pair = await acts.may_act_on(actor_id, person_id)
            await acts.release_care(pair)
            work.after_commit(lambda: events.person_changed(person_id))
        return Released(container.clock.now())
