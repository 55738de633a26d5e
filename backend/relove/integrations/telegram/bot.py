"""Makes aiogram's Bot for Telegram itself or for another Bot API server (the sandbox, a local one)."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

_TIMEOUT_S = 20.0


class _PlainSession(AiohttpSession):
    """To a server of one's own without TLS: aiogram waits a quarter of a second for TLS to end, here none is."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def make_bot(token: str, api_base: str = "", proxy: str = "") -> Bot:
    """A Bot; nothing is sent yet. aiogram's TokenValidationError for a token of the wrong form."""
    kind = _PlainSession if api_base.startswith("http://") else AiohttpSession
    session = kind(proxy=proxy or None, timeout=_TIMEOUT_S)
    if api_base:
        session.api = TelegramAPIServer.from_base(api_base)
    return Bot(token, session=session)
