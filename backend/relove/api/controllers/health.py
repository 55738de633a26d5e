"""Is it alive, and what does it lack?"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from litestar import Controller, Request, Response, get

from relove.api.documented import errors
from relove.api.limits import UNLIMITED
from relove.api.wiring import container_of

if TYPE_CHECKING:
    from relove.bootstrap import Container

_PATIENCE_S = 2.0


class Check(msgspec.Struct):
    """One dependency."""

    ok: bool
    ms: float


class Health(msgspec.Struct):
    """`degraded`: conversations are safe, but something is missing; `down`: PostgreSQL does not answer.

    `model` says who is to answer people, `model_state` whether it can: else the written templates do.
    """

    status: Literal["ok", "degraded", "down"]
    checks: dict[str, Check]
    model: str
    model_state: Literal["ok", "templates", "down"]


class Alive(msgspec.Struct):
    """The process answers."""

    status: Literal["ok"] = "ok"


class HealthController(Controller):
    """For whoever watches the product; tells no secrets and no addresses."""

    path = "/health"
    tags = ["health"]
    opt = UNLIMITED

    @get("/", operation_id="health", responses=errors())
    async def health(self, request: Request[Any, Any, Any]) -> Response[Health]:
        """200 while PostgreSQL answers: it alone holds what must not be lost."""
        container = container_of(request)
        names = ("postgres", "redis")
        found = await asyncio.gather(_check(lambda: _ping_database(container)), _check(container.redis.ping))
        checks = dict(zip(names, found, strict=True))
        model_state = await container.model.state()
        well = all(check.ok for check in found) and model_state != "down"
        status: Literal["ok", "degraded", "down"] = "ok" if well else "degraded"
        if not checks["postgres"].ok:
            status = "down"
        body = Health(status=status, checks=checks, model=_model(container), model_state=model_state)
        headers = {"cache-control": "no-store"}
        return Response(body, status_code=503 if status == "down" else 200, headers=headers)

    @get("/live", operation_id="live", responses=errors(), sync_to_thread=False)
    def live(self) -> Alive:
        """The process answers; nothing else is asked."""
        return Alive()


def _model(container: Container) -> str:
    """Who answers people: without a key the templates do, and this is where it is said."""
    return container.settings.model if container.model.enabled else "templates"


async def _ping_database(container: Container) -> None:
    """The pool asks a connection whether it lives before it hands it out."""
    async with container.engine.connect():
        pass


async def _check(ping: Callable[[], Awaitable[Any]]) -> Check:
    started = time.perf_counter()
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await ping()
        ok = True
    except Exception:  # whatever it is, it does not answer
        ok = False
    return Check(ok=ok, ms=round((time.perf_counter() - started) * 1000, 1))
