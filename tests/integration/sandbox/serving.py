"""Serving the sandbox over real HTTP on a loopback port."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server

from relove.core.tasks import spawn
from relove.sandbox.world import World

TOKEN = "4242:SANDBOX-TEST"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def serve(app: Any, port: int) -> tuple[Server, asyncio.Task[None]]:
    """Serve in this loop; returns once the port answers."""
    server = Server(
        app,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        log_enabled=False,
    )
    running = spawn(cast(Any, server).serve(), "sandbox under test")
    while not running.done():
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0)
            continue
        writer.close()
        break
    return server, running


@dataclass
class Sandbox:
    """The sandbox under test: its address, its world for a look inside, and a client for the control calls."""

    base: str
    world: World
    client: aiohttp.ClientSession

    async def call(self, verb: str, path: str, status: int = 200, /, **options: Any) -> dict[str, Any]:
        async with self.client.request(verb, path, **options) as answer:
            body = await answer.json(content_type=None)
            assert answer.status == status, body
            return cast(dict[str, Any], body)

    async def get(self, path: str, status: int = 200, /, **params: Any) -> dict[str, Any]:
        return await self.call("GET", path, status, params=params)

    async def post(self, path: str, status: int = 200, /, **body: Any) -> dict[str, Any]:
        return await self.call("POST", path, status, json=body)

    async def messages(self, person: int = 1) -> list[dict[str, Any]]:
        return cast(list[dict[str, Any]], (await self.get(f"/sandbox/people/{person}/messages"))["items"])

    def new_bot(self, token: str = TOKEN) -> Bot:
        return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(self.base)))


async def stop(server: Server, running: asyncio.Task[None]) -> None:
    """End a server that was started here."""
    cast(Any, server).stop()
    await running
