"""Every route of an application as somebody who knocks at it: made from the routes themselves, so none is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.types import ControllerRouterHandler

from relove.api import openapi

# What a stranger may call: to become somebody, to see whether the product lives, to read what the API is.
OPEN = frozenset(
    {
        ("POST", "/api/auth/telegram"),
        ("POST", "/api/auth/refresh"),
        ("POST", "/api/auth/logout"),
        ("GET", "/health"),
        ("GET", "/health/live"),
        # From this machine; what it is to others is in test_metrics.py.
        ("GET", "/metrics"),
        ("GET", "/api/schema/openapi.json"),
        # To the platform; who goes is named by a code in the address. And a shop, believed by its signature.
        ("GET", "/go/{slug}"),
        # The picture of somebody's map, to whoever holds the code that they asked for.
        ("GET", "/share/path.png"),
        ("POST", "/api/shop/postback"),
    }
)
ADMIN = "/api/admin"
SHARED = {"slug": "put-geroya", "stream": "put-geroya", "n": "1"}
"""Parameters that name something of everybody's: a stream of the catalogue, the number of its exercise."""


@dataclass(frozen=True)
class Route:
    """One method of one path, with what a request to it must hold to be understood."""

    method: str
    path: str
    parameters: tuple[str, ...]
    body: Any
    headers: dict[str, str] = field(default_factory=dict)
    streams: bool = False

    @property
    def name(self) -> tuple[str, str]:
        return self.method, self.path

    @property
    def names_somebody_s(self) -> bool:
        """Does the address name a thing of one person's?"""
        return bool(set(self.parameters) - set(SHARED))

    def at(self, things: dict[str, str]) -> str:
        """The address with these things in it; KeyError where nobody said whose a thing is."""
        known = {**things, **SHARED}
        return self.path.format(**{name: known[name] for name in self.parameters})


def routes_of(handlers: Sequence[ControllerRouterHandler]) -> Iterator[Route]:
    """Everything that can be called, documented or not."""
    app = Litestar(route_handlers=handlers, openapi_config=openapi.config())
    document: dict[str, Any] = app.openapi_schema.to_schema()
    for route in app.routes:
        assert isinstance(route, HTTPRoute), f"{route.path}: say here how to knock at it"
        if route.path_format.startswith("/schema"):
            continue  # of this application only; the product's has no such pages
        for method in sorted(set(route.methods) - {"OPTIONS", "HEAD"}):
            said = document["paths"].get(route.path_format, {}).get(method.lower(), {})
            ok: dict[str, Any] = next(
                (answer for code, answer in said.get("responses", {}).items() if code < "300"), {}
            )
            named = [
                p["name"] for p in said.get("parameters", ()) if p["in"] == "header" and p.get("required")
            ]
            yield Route(
                method=method,
                path=route.path_format,
                parameters=tuple(route.path_parameters),
                body=_body(said, document),
                headers=dict.fromkeys(named, "key-of-a-stranger"),
                streams="text/event-stream" in ok.get("content", {}),
            )


def _body(said: dict[str, Any], document: dict[str, Any]) -> Any:
    content = said.get("requestBody", {}).get("content", {})
    return _sample(content["application/json"]["schema"], document) if "application/json" in content else None


def _sample(schema: dict[str, Any], document: dict[str, Any]) -> Any:
    """The least that fits."""
    if "$ref" in schema:
        return _sample(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document)
    for choice in ("oneOf", "anyOf", "allOf"):
        if choice in schema:
            return _sample(schema[choice][0], document)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        named = schema.get("properties", {})
        return {name: _sample(named[name], document) for name in schema.get("required", ())}
    samples: dict[Any, Any] = {
        "string": "чужие слова",
        "boolean": True,
        "array": [],
        "integer": 1,
        "number": 1,
    }
    return samples[kind]


async def knock(
    http: httpx.AsyncClient, route: Route, things: dict[str, str], headers: dict[str, str]
) -> httpx.Response:
    """Ask."""
    content = None if route.body is None else json.dumps(route.body).encode()
    given = {**route.headers, **headers, **({"Content-Type": "application/json"} if content else {})}
    return await http.request(route.method, route.at(things), content=content, headers=given)
