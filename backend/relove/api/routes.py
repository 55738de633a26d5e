"""Every route, by domain."""

from __future__ import annotations

from litestar import MediaType, Response, get
from litestar.types import ControllerRouterHandler

from relove.api import openapi
from relove.api.controllers.admin import ADMIN
from relove.api.controllers.auth import AuthController
from relove.api.controllers.events import EventsController
from relove.api.controllers.go import go_to_stream, shop_postback
from relove.api.controllers.health import HealthController
from relove.api.controllers.help import HelpController
from relove.api.controllers.journey import JourneyController
from relove.api.controllers.me import MeController
from relove.api.controllers.memory import MemoryController
from relove.api.controllers.metrics import metrics
from relove.api.controllers.readiness import ReadinessController
from relove.api.controllers.sessions import SessionsController
from relove.api.controllers.share import link_image, shared_image
from relove.api.controllers.statements import StatementsController
from relove.api.controllers.streams import StreamsController
from relove.api.controllers.turns import TurnsController, turn_place
from relove.api.controllers.voice import VoiceController


@get("/api/schema/openapi.json", include_in_schema=False, sync_to_thread=True)
def document() -> Response[str]:
    """The OpenAPI document; made at the first request, for the start-up should not wait for it."""
    return Response(openapi.render(), media_type=MediaType.JSON)


ROUTES: list[ControllerRouterHandler] = [
    AuthController,
    MeController,
    StatementsController,
    MemoryController,
    HelpController,
    SessionsController,
    TurnsController,
    turn_place,
    VoiceController,
    JourneyController,
    link_image,
    shared_image,
    ReadinessController,
    StreamsController,
    go_to_stream,
    shop_postback,
    EventsController,
    HealthController,
    ADMIN,
    metrics,
    document,
]
