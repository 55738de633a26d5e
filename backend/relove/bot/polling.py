"""Polling: Telegram's updates, as they are, into the same inbox that the webhook fills."""

from __future__ import annotations

import asyncio
import logging
import signal

import aiohttp
import msgspec
import uvloop
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy.exc import SQLAlchemyError

from relove.bootstrap import Container, build
from relove.bot.setup import ALLOWED_UPDATES
from relove.config import Settings
from relove.core.errors import NotStored, ReloveError
from relove.core.tasks import spawn
from relove.integrations.logs import configure_logging

_log = logging.getLogger("relove.polling")

_LONG_POLL_S = 30
_PAUSES_S = (1.0, 2.0, 5.0, 10.0)


class _Answer(msgspec.Struct):
    ok: bool
    result: list[msgspec.Raw] = []
    error_code: int = 0


class _Numbered(msgspec.Struct):
    update_id: int


def run(settings: Settings) -> None:
    """Poll until SIGTERM; blocks."""
    configure_logging(settings.log_level, settings.log_format, "bot")
    uvloop.run(_run(settings))


async def _run(settings: Settings) -> None:
    async with build(settings, "bot") as container, container.feed.followed():
        polling = spawn(poll(container), "polling")
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, polling.cancel)
        try:
            await polling
        except asyncio.CancelledError:
            _log.info("polling ended")


async def poll(container: Container) -> None:
    """Fetch and store for ever. An update is asked for again until it is stored."""
    offset, failures = 0, 0
    while True:
        try:
            for raw in await _fetch(container.bot, offset):
                await container.intake.accept_telegram(bytes(raw))
                offset = msgspec.json.decode(raw, type=_Numbered).update_id + 1
            failures = 0
        except ReloveError:
            # Not an Update: Telegram will not make it better, so it is passed over.
            offset = msgspec.json.decode(raw, type=_Numbered).update_id + 1
            _log.error("an update could not be read", extra={"update_id": offset - 1})
        except (
            aiohttp.ClientError,
            TimeoutError,
            OSError,
            SQLAlchemyError,
            NotStored,
            _Refused,
            msgspec.MsgspecError,
        ) as error:
            pause = _PAUSES_S[min(failures, len(_PAUSES_S) - 1)]
            failures += 1
            _log.warning(
                "polling failed",
                extra={"error": type(error).__name__, "reason": str(getattr(error, "code", ""))},
            )
            await asyncio.sleep(pause)


class _Refused(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


async def _fetch(bot: Bot, offset: int) -> list[msgspec.Raw]:
    """Raw updates: aiogram's own types would drop fields that it does not know yet."""
    session = bot.session
    assert isinstance(session, AiohttpSession)
    client = await session.create_session()
    body = {"offset": offset, "timeout": _LONG_POLL_S, "allowed_updates": ALLOWED_UPDATES}
    timeout = aiohttp.ClientTimeout(total=_LONG_POLL_S + 15)
    async with client.post(
        session.api.api_url(bot.token, "getUpdates"), json=body, timeout=timeout
    ) as response:
        answer = msgspec.json.decode(await response.read(), type=_Answer)
    if not answer.ok:
        raise _Refused(answer.error_code)
    return answer.result
