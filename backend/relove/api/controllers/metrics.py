"""Figures for Prometheus, not for the public."""

from __future__ import annotations

import hmac
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get
from prometheus_client import CONTENT_TYPE_LATEST

from relove.api.limits import UNLIMITED
from relove.api.metrics import Metrics
from relove.api.wiring import container_of
from relove.core.errors import ReloveError

if TYPE_CHECKING:
    from pydantic import SecretStr

_CAME_THROUGH_A_PROXY = ("x-forwarded-for", "forwarded", "x-real-ip", "via")


@get("/metrics", opt=UNLIMITED, include_in_schema=False)
async def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """For whoever watches from this machine or its private network, or has the token. To others it does not exist."""
    container = container_of(request)
    if not (_is_near(request) or _has_token(request, container.settings.metrics_token)):
        raise ReloveError("not_found", kind="not_found")
    gathered: Metrics = request.app.state.metrics
    return Response(
        await gathered.render(container),
        headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"},
    )


def _is_near(request: Request[Any, Any, Any]) -> bool:
    """From here or from the private network, and not through a proxy: that one stands near to everybody."""
    client = request.scope.get("client")
    if client is None or any(name in request.headers for name in _CAME_THROUGH_A_PROXY):
        return False
    try:
        address = ip_address(client[0])
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_loopback or address.is_private


def _has_token(request: Request[Any, Any, Any], token: SecretStr | None) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if token is None or scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.strip().encode(), token.get_secret_value().encode())
