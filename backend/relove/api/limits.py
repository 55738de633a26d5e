"""How often a person, and an address, may ask. Every route is limited unless it says that it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from relove.api.address import Addresses, household
from relove.api.auth import person_in_token
from relove.api.heard import too_many
from relove.api.wiring import container_of
from relove.config import Settings
from relove.core.errors import ReloveError
from relove.integrations.queue.rate import Limit, RequestLimiter, Verdict

Kind = Literal["auth", "talk", "stream", "readiness", "plain", "none"]

# On a route: `opt=TALK`. What says nothing is plain.
AUTH: dict[str, Kind] = {"limit": "auth"}
"""Proving who one is: by address, for there is no person yet."""
TALK: dict[str, Kind] = {"limit": "talk"}
"""What a guide, or a model, must answer."""
STREAM: dict[str, Kind] = {"limit": "stream"}
"""A connection that stays open."""
READINESS: dict[str, Kind] = {"limit": "readiness"}
"""What costs a model more than a reply does."""
UNLIMITED: dict[str, Kind] = {"limit": "none"}
"""For whoever watches the product."""


class Limits:
    """The guard of the whole application; runs before any other, so it sees tokens that are not checked yet."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._addresses = Addresses(settings.trusted_proxies)
        self._limiter: RequestLimiter | None = None

    async def __call__(
        self, connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
    ) -> None:
        kind: Kind = handler.opt.get("limit", "plain")
        if kind == "none":
            return
        if self._limiter is None:
            self._limiter = RequestLimiter(container_of(connection).redis)
        verdict = await self._limiter.take(
            [*self._of_person(connection, kind), *self._of_address(connection, kind)]
        )
        if verdict is None:
            return
        connection.scope["state"]["rate"] = verdict
        if verdict.retry_after_s is not None:
            error = ReloveError("too_many_requests", kind="too_many", retry_after=verdict.retry_after_s)
            raise await self._with_care(connection, error)

    async def _with_care(
        self, connection: ASGIConnection[Any, Any, Any, Any], error: ReloveError
    ) -> ReloveError:
        """A call for help is heard above the limit too, as often as it may be made below it."""
        user_id = person_in_token(connection)
        if user_id is None or self._limiter is None:
            return error
        verdict = await self._limiter.take([Limit(f"heard:{user_id}", self._settings.rate_talk)])
        full = verdict is not None and verdict.retry_after_s is not None
        return error if full else await too_many(connection, user_id, error)

    def _of_person(self, connection: ASGIConnection[Any, Any, Any, Any], kind: Kind) -> Sequence[Limit]:
        user_id = person_in_token(connection)
        if user_id is None:
            return ()
        overall = Limit(f"person:{user_id}", self._settings.rate_person)
        if kind == "talk":
            return (overall, Limit(f"talk:{user_id}", self._settings.rate_talk))
        if kind == "stream":
            return (overall, Limit(f"stream:{user_id}", self._settings.rate_streams))
        if kind == "readiness":
            return (overall, Limit(f"readiness:{user_id}", self._settings.rate_readiness))
        return (overall,)

    def _of_address(self, connection: ASGIConnection[Any, Any, Any, Any], kind: Kind) -> Sequence[Limit]:
        address = self._addresses.of(connection.scope)
        if address is None or (address.is_loopback and self._settings.env == "development"):
            return ()
        who = household(address)
        overall = Limit(f"address:{who}", self._settings.rate_address)
        return (overall, Limit(f"auth:{who}", self._settings.rate_auth)) if kind == "auth" else (overall,)


def rate_headers(verdict: Verdict) -> list[tuple[bytes, bytes]]:
    """What the tightest limit says; Reset is in seconds from now."""
    return [
        (b"x-ratelimit-limit", b"%d" % verdict.limit),
        (b"x-ratelimit-remaining", b"%d" % verdict.remaining),
        (b"x-ratelimit-reset", b"%d" % verdict.reset_s),
    ]
