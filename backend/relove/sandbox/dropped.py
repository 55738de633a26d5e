"""An answer that breaks off, so that the caller knows nothing of how it went."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.types import Receive, Scope, Send


class DroppedAnswer(Response[bytes]):
    """Promises more bytes than it sends, then the connection is gone."""

    def __init__(self, sent: bytes = b"{", media_type: str = "application/json") -> None:
        super().__init__(sent, media_type=media_type)
        self._sent = sent

    def to_asgi_response(self, *args: Any, **kwargs: Any) -> Any:
        return self._break_off

    async def _break_off(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [
            (b"content-type", str(self.media_type).encode()),
            (b"content-length", str(len(self._sent) + 64).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": self._sent, "more_body": True})
