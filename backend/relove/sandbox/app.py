"""The sandbox's one web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Request, Response
from litestar.config.app import AppConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException

from relove.sandbox.bot_api import bot_api
from relove.sandbox.calling import answer
from relove.sandbox.config import SandboxConfig
from relove.sandbox.control import DirectorControl, PeopleControl
from relove.sandbox.control_device import DeviceControl
from relove.sandbox.control_groups import GroupControl
from relove.sandbox.delivery import WebhookDelivery
from relove.sandbox.errors import ControlError
from relove.sandbox.file_routes import FILES
from relove.sandbox.model_api import MODEL_API
from relove.sandbox.page import PAGE
from relove.sandbox.world import World


def _refuse(request: Request[Any, Any, Any], error: ControlError) -> Response[dict[str, str]]:
    return Response({"error": error.text}, status_code=error.status)


def _refuse_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[dict[str, str]]:
    extra = error.extra if isinstance(error.extra, list) else []
    why = "; ".join(
        f"{item.get('key', '')}: {item.get('message', '')}" for item in extra if isinstance(item, dict)
    )
    return Response({"error": why or error.detail}, status_code=error.status_code)


def create_app(config: SandboxConfig) -> Litestar:
    """Build it; everything it knows lives in `app.state.world` and ends with the process."""
    world = World(config)

    async def execute(method: str, arguments: dict[str, Any]) -> None:
        async def given() -> dict[str, Any]:
            return arguments

        await answer(world, delivery, method, given)

    delivery = WebhookDelivery(world, execute)

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        try:
            yield
        finally:
            world.close()
            await delivery.close()
            await config.hooks.close()

    def on_init(app_config: AppConfig) -> AppConfig:
        app_config.state.world = world
        return app_config

    return Litestar(
        route_handlers=[
            bot_api,
            PeopleControl,
            DeviceControl,
            GroupControl,
            DirectorControl,
            *FILES,
            *MODEL_API,
            *PAGE,
        ],
        dependencies={
            "world": Provide(lambda: world, sync_to_thread=False),
            "delivery": Provide(lambda: delivery, sync_to_thread=False),
        },
        exception_handlers={ControlError: _refuse, HTTPException: _refuse_http},
        lifespan=[lifespan],
        on_app_init=[on_init],
        openapi_config=None,
        request_max_body_size=60 * 1024 * 1024,
        logging_config=None,
    )
