"""The other side of `benchmarks.webhook`: aiogram's own SimpleRequestHandler on aiohttp, as its documentation shows it.

Its handler writes the same row (encrypted, once) and wakes the chat by the same command, one by one as a handler does:
the cheapest single insert there is, a prepared statement on an asyncpg pool with no SQLAlchemy around it.
"""

from __future__ import annotations

import asyncio
import signal
from contextvars import ContextVar
from typing import Any

import asyncpg
import uvloop
from aiogram import Bot, Dispatcher
from aiogram.types import Message, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from benchmarks.support.load import SECRET
from relove import bootstrap
from relove.config import Settings
from relove.core.ids import new_id
from relove.db.crypto import keyring
from relove.integrations.queue.waking import WaitingChats

_INSERT = """
    INSERT INTO inbox_updates (id, source, source_key, chat_id, kind, payload)
    VALUES ($1, 'telegram', $2, $3, 'message', $4) ON CONFLICT (source, source_key) DO NOTHING RETURNING id
"""
_raw: ContextVar[bytes] = ContextVar("raw")


@web.middleware
async def _keep_body(request: web.Request, handler: Any) -> web.StreamResponse:
    # The inbox keeps updates byte for byte. aiohttp keeps what was read, so this costs the other side next to nothing.
    _raw.set(await request.read())
    response: web.StreamResponse = await handler(request)
    return response


def run(settings: Settings, port: int) -> None:
    """Serve until SIGTERM."""
    uvloop.run(_serve(settings, port))


async def _serve(settings: Settings, port: int) -> None:
    address = settings.database_url.replace("+asyncpg", "")
    async with bootstrap.build(settings) as container, asyncpg.create_pool(address) as pool:
        dispatcher = Dispatcher()
        waiting = WaitingChats(container.redis)
        place = b"inbox_updates.payload"

        async def store(message: Message, event_update: Update) -> None:
            await pool.execute(
                _INSERT,
                new_id(),
                str(event_update.update_id),
                message.chat.id,
                keyring().encrypt(_raw.get(), place),
            )
            await waiting.wake([message.chat.id])

        dispatcher.message.register(store)
        assert settings.bot_token
        bot = Bot(settings.bot_token.get_secret_value())
        app = web.Application(middlewares=[_keep_body])
        SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, "/telegram/webhook")
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        stopping = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
        await stopping.wait()
        await runner.cleanup()
