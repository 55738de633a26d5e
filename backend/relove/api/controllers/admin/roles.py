"""Roles: who has one, and who is to have or to lose one."""

from __future__ import annotations

import uuid
from typing import Any, Literal

import msgspec
from litestar import Controller, Request, delete, get, put
from litestar.params import FromPath, JSONBody

from relove.api.auth import acting, current_actor
from relove.api.controllers.admin.asking import Awaited, PersonRef, person_ref, show
from relove.api.documented import errors
from relove.api.wiring import container_of
from relove.core.actor import Role
from relove.domains.people import admin_views
from relove.domains.people.admin_acts import ROLE, AdminActs
from relove.domains.people.schemas import Intent


class NewRole(msgspec.Struct, forbid_unknown_fields=True):
    """The role to be given. Admins give support and analyst, owners give every role."""

    role: Literal["owner", "admin", "support", "analyst"]


class Team(msgspec.Struct):
    """Everybody with a role."""

    items: list[PersonRef]


class RolesController(Controller):
    """The team."""

    path = "/roles"

    @get("/", operation_id="listRoles", responses=errors(401, 403))
    async def list_roles(self, request: Request[Any, Any, Any]) -> Team:
        """Everybody with a role, oldest account first."""
        container = container_of(request)
        async with acting(request) as work:
            return Team([person_ref(person) for person in await AdminActs(work, container.clock).team()])

    @put(
        "/{person_id:uuid}",
        operation_id="giveRole",
        status_code=202,
        responses=errors(400, 401, 403, 404, 409, 413),
    )
    async def give(
        self, request: Request[Any, Any, Any], person_id: FromPath[uuid.UUID], data: JSONBody[NewRole]
    ) -> Awaited:
        """Ask for a role to be given in the place of the one the person has."""
        return await _ask(request, person_id, data.role)

    @delete(
        "/{person_id:uuid}",
        operation_id="revokeRole",
        status_code=202,
        responses=errors(400, 401, 403, 404, 409),
    )
    async def revoke(self, request: Request[Any, Any, Any], person_id: FromPath[uuid.UUID]) -> Awaited:
        """Ask for the person's role to be taken. 409 `last_owner` where nobody would be left who gives roles."""
        return await _ask(request, person_id, "person")


async def _ask(request: Request[Any, Any, Any], person_id: uuid.UUID, role: Role) -> Awaited:
    container = container_of(request)
    actor_id = current_actor(request).user_id
    async with acting(request) as work:
        acts = AdminActs(work, container.clock)
        pair = await acts.may_change_role(actor_id, person_id, role)
        intent = Intent(person_id, {"role": role, "before": pair.subject.role})
        asked = await acts.ask(actor_id, ROLE, intent)
        return await show(
            request, work, asked, admin_views.role_question(pair, role, asked, container.translator)
        )
