"""Helpers of the API's tests: signed launches, signed-in people, streams read while they run."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx
from litestar import Litestar

from tests.conftest import BOT_TOKEN


def init_data(at: datetime, telegram_id: int = 42, token: str = BOT_TOKEN, **more: Any) -> str:
    """What Telegram would sign. `user` fields and further fields in `more`."""
    user = {"id": telegram_id, "first_name": "Анна", **more.pop("user", {})}
    fields = {"auth_date": str(int(at.timestamp())), "user": json.dumps(user), **more}
    check = "\n".join(f"{key}={fields[key]}" for key in sorted(fields))
    secret = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    fields["hash"] = hmac.digest(secret, check.encode(), hashlib.sha256).hex()
    return "&".join(f"{key}={quote(value, safe='')}" for key, value in fields.items())


class Visitor:
    """Somebody with the Mini App open."""

    def __init__(self, http: httpx.AsyncClient, tokens: dict[str, Any]) -> None:
        self._http = http
        self.tokens = tokens
        self.user: dict[str, Any] = tokens["user"]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens['access_token']}"}

    async def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {**self.headers, **more.pop("headers", {})}
        return await self._http.request(method, path, headers=headers, **more)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self.call("GET", path, **more)

    async def post(self, path: str, **more: Any) -> httpx.Response:
        return await self.call("POST", path, **more)

    async def agree(self) -> None:
        answer = await self.call("PUT", "/api/me/consents", json={"guided_work": True, "profile": True})
        assert answer.status_code == 200, answer.text

    async def begin(self, **body: Any) -> dict[str, Any]:
        answer = await self.post("/api/sessions", json={"type": "provocative", **body})
        assert answer.status_code == 201, answer.text
        session: dict[str, Any] = answer.json()
        return session

    async def write(self, session_id: str, text: str, key: str) -> httpx.Response:
        return await self.post(
            f"/api/sessions/{session_id}/turns", json={"text": text}, headers={"Idempotency-Key": key}
        )


def error_of(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The error, after checking its form."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert set(body) == {"error"}
    error: dict[str, Any] = body["error"]
    assert (
        {"code", "message", "request_id"}
        <= set(error)
        <= {
            "code",
            "message",
            "request_id",
            "details",
            "retry_after",
        }
    )
    assert error["message"] and error["request_id"] == answer.headers["x-request-id"]
    return error


def events_of(text: str) -> list[tuple[str, Any]]:
    """Server-sent events, comments left out."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


class OpenStream:
    """A stream that is being read."""

    def __init__(self) -> None:
        self._parts: asyncio.Queue[bytes] = asyncio.Queue()
        self.status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._gone = asyncio.Event()
        self._ended = asyncio.Event()
        self._asked = False
        self._buffer = ""

    async def receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status.set_result(message["status"])
        else:
            self._parts.put_nowait(message.get("body", b""))
            if not message.get("more_body", False):
                self._ended.set()

    def leave(self) -> None:
        self._gone.set()

    async def ended(self) -> bool:
        """Wait until the application ends the stream."""
        async with asyncio.timeout(10):
            return await self._ended.wait()

    def empty(self) -> bool:
        """Has everything that came been read?"""
        return self._parts.empty() and not self._buffer

    async def piece(self) -> str:
        """The next block, comments too."""
        async with asyncio.timeout(10):
            while "\n\n" not in self._buffer:
                self._buffer += (await self._parts.get()).decode()
        block, _, self._buffer = self._buffer.partition("\n\n")
        return block

    async def event(self) -> tuple[str, Any]:
        """The next event."""
        while (block := await self.piece()).startswith(":"):
            pass
        return events_of(block)[0]


@asynccontextmanager
async def opened(app: Litestar, path: str, headers: dict[str, str]) -> AsyncIterator[OpenStream]:
    """Follow a stream; leaving the block disconnects, and the application must end by itself."""
    stream = OpenStream()
    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("relove.test", 80),
        "state": {},
    }
    async with asyncio.TaskGroup() as group:
        running = group.create_task(app(scope, stream.receive, stream.send))  # type: ignore[arg-type]
        async with asyncio.timeout(10):
            assert await stream.status == 200
        yield stream
        stream.leave()
        async with asyncio.timeout(10):
            await running
