"""The application, made from a container."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from litestar import Litestar
from litestar.types import ControllerRouterHandler

from relove.api import errors
from relove.api.bot_name import learn_bot_name
from relove.api.edge import Edge
from relove.api.heard import hear
from relove.api.limits import Limits
from relove.api.metrics import Metrics
from relove.api.routes import ROUTES
from relove.api.security import common_headers
from relove.api.static import MiniApp
from relove.api.webhook import Webhook
from relove.config import Settings
from relove.core.ports import Translator
from relove.core.tasks import spawn

if TYPE_CHECKING:
    from relove.bootstrap import Container

_BODY_LIMIT = 100_000


def create_app(container: Container, routes: Sequence[ControllerRouterHandler] = ROUTES) -> Litestar:
    """The application on a container that is open already, and that the caller closes."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Container]:
        yield container

    return make_app(container.settings, container.translator, opened, routes)


def make_app(
    settings: Settings,
    translator: Translator,
    open_container: Callable[[], AbstractAsyncContextManager[Container]],
    routes: Sequence[ControllerRouterHandler] = ROUTES,
) -> Litestar:
    """The application that opens its container when it starts: engines belong to the loop that serves."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        async with open_container() as container, container.feed.followed():
            renderer.use(container.translator)
            app.state.container = container
            naming = spawn(learn_bot_name(container.bot, mini_app.name_bot), "bot name")
            yield
            naming.cancel()

    renderer = errors.ErrorRenderer(translator)
    mini_app = MiniApp(settings, renderer)
    app = Litestar(
        route_handlers=routes,
        lifespan=[lifespan],
        guards=[Limits(settings)],
        before_request=hear,
        exception_handlers={Exception: errors.handler(renderer)},
        openapi_config=None,
        request_max_body_size=_BODY_LIMIT,
        logging_config=None,
        debug=False,
    )
    app.state.renderer = renderer
    app.state.metrics = Metrics()
    app.asgi_handler = Edge(
        app.asgi_handler,
        mini_app,
        Webhook(app),
        renderer,
        common_headers(settings),
        app.state.metrics,
    )
    return app
