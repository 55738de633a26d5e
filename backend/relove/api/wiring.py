"""Where handlers find what bootstrap built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from litestar.connection import ASGIConnection

if TYPE_CHECKING:
    from relove.bootstrap import Container


def container_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Container:
    """The container of the running application."""
    return cast("Container", connection.app.state.container)
