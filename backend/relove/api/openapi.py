"""The OpenAPI document: the same bytes for the same code, with no database and no settings."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.metadata import version

from litestar import Litestar
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Tag

_BEARER = SecurityScheme(
    type="http",
    scheme="bearer",
    bearer_format="JWT",
    description="Access token of 30 minutes, from signIn or refreshTokens.",
)
_TAGS = {
    "auth": "Exchange what Telegram signed for tokens.",
    "me": "The signed-in person.",
    "sessions": "Conversations and their turns.",
    "events": "What happened in the other window.",
    "journey": "The map of the twelve stages.",
    "admin": "The team: roles, other people's data, the audit. Closed to people without a role.",
    "health": "For whoever watches the product.",
    "streams": "Programmes, exercises, readiness, the way to the platform.",
}


def config() -> OpenAPIConfig:
    """What the document says of the whole."""
    return OpenAPIConfig(
        title="reLove",
        version=version("relove"),
        description="Errors have one form; messages are in the person's language. Times are UTC.",
        components=Components(security_schemes={"bearer": _BEARER}),
        tags=[Tag(name=name, description=about) for name, about in _TAGS.items()],
        render_plugins=[JsonRenderPlugin()],
        use_handler_docstrings=True,
    )


@lru_cache(maxsize=1)
def render() -> str:
    """The document as JSON with sorted keys."""
    from relove.api.routes import ROUTES

    # It must not set up logging: that of this process stands already.
    app = Litestar(route_handlers=ROUTES, openapi_config=config(), logging_config=None)
    return json.dumps(app.openapi_schema.to_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
