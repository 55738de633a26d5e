"""What the person is ready for, with reasons in their own words; and their word against it."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Controller, Request, get, post
from litestar.params import FromPath, JSONBody

from relove.api.auth import acting, current_actor, signed_in
from relove.api.documented import SECURITY, errors
from relove.api.limits import READINESS
from relove.api.wiring import container_of
from relove.domains.people.service import PeopleService
from relove.domains.streams.readiness.service import ReadinessService
from relove.domains.streams.schemas import ReadinessItem, ReadinessView


class Contest(msgspec.Struct, forbid_unknown_fields=True):
    """Why the person does not agree, if they want to say; 500 characters at most."""

    text: str | None = None


class ReadinessController(Controller):
    """Readiness of the signed-in person."""

    path = "/api/readiness"
    tags = ["streams"]
    guards = [signed_in]
    security = SECURITY

    @get("/", operation_id="getReadiness", responses=errors(401))
    async def get_readiness(self, request: Request[Any, Any, Any]) -> ReadinessView:
        """The last result; scores are null where there is too little data, and before the first time."""
        container = container_of(request)
        async with acting(request) as work:
            person = await PeopleService(work, container.clock).get(current_actor(request).user_id)
            return await ReadinessService(
                work, container.content, container.translator, container.clock
            ).view(person)

    @post(
        "/",
        operation_id="computeReadiness",
        status_code=200,
        opt=READINESS,
        responses=errors(401, 403, 409),
    )
    async def compute_readiness(self, request: Request[Any, Any, Any]) -> ReadinessView:
        """Compute it anew. Over the same words the result stays as it was, its time too."""
        container = container_of(request)
        async with acting(request) as work:
            person = await PeopleService(work, container.clock).get(current_actor(request).user_id)
        return await container.readiness.compute(person)

    @post(
        "/{stream:str}/contest",
        operation_id="contestReadiness",
        status_code=200,
        responses=errors(400, 401, 404, 409, 413),
    )
    async def contest(
        self, request: Request[Any, Any, Any], stream: FromPath[str], data: JSONBody[Contest]
    ) -> ReadinessItem:
        """The person does not agree. It is kept, shown, and closes nothing to them."""
        container = container_of(request)
        async with acting(request) as work:
            person = await PeopleService(work, container.clock).get(current_actor(request).user_id)
            service = ReadinessService(work, container.content, container.translator, container.clock)
            await service.contest(person.id, stream, data.text)
            return await service.item(person, stream)
