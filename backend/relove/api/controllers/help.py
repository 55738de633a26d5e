"""Where living people answer, for who looks for them in the Mini App."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Controller, Request, get

from relove.api.auth import acting, current_actor, signed_in
from relove.api.documented import SECURITY, errors
from relove.api.wiring import container_of
from relove.domains.content.schemas import Covers
from relove.domains.people.service import PeopleService


class HelpLineView(msgspec.Struct):
    """A number where living people answer. `verified_on`: when it was last compared with a public source."""

    number: str
    name: str
    hours: str
    covers: Covers
    verified_on: str


class HelpView(msgspec.Struct):
    """The lines of the person's country, in their language, or the default ones where it has none of its own.

    `countries`: those that have lines of their own, in the order in which they are offered.
    """

    lines: list[HelpLineView]
    country: str
    countries: list[str]


class HelpController(Controller):
    """Help from people."""

    path = "/api/me/help"
    tags = ["me"]
    guards = [signed_in]
    security = SECURITY

    @get("/", operation_id="getHelp", responses=errors(401))
    async def get_help(self, request: Request[Any, Any, Any]) -> HelpView:
        """Help lines of the person's country."""
        container = container_of(request)
        actor = current_actor(request)
        async with acting(request) as work:
            person = await PeopleService(work, container.clock).get(actor.user_id)
        return HelpView(
            lines=[
                HelpLineView(
                    number=line.number,
                    name=line.name.in_(person.language),
                    hours=line.hours.in_(person.language),
                    covers=line.covers,
                    verified_on=line.verified_on,
                )
                for line in container.content.help_lines(person.country)
            ],
            country=person.country,
            countries=list(container.content.bundle.help_lines.countries),
        )
