"""The Files port: what people send beside words, fetched into memory and nowhere else."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.types import File

from relove.core.errors import ReloveError

_log = logging.getLogger("relove.telegram")

LARGEST = 10 * 1024 * 1024
"""Telegram hands out 20 MB to a bot; half of that is an hour of voice, and it lies in memory while it is read."""
_WITHIN_S = 30.0
_CHUNK = 64 * 1024


class TelegramFiles:
    """Fetches files by their id."""

    def __init__(self, bot: Bot, largest: int = LARGEST) -> None:
        self._bot = bot
        self._largest = largest

    async def fetch(self, file_id: str, size: int | None = None) -> bytes:
        self._check(size)
        try:
            async with asyncio.timeout(_WITHIN_S):
                found = await self._bot.get_file(file_id)
                self._check(found.file_size)
                return await self._content(found)
        except TelegramBadRequest as error:
            if "too big" in error.message:
                raise self._too_large() from None
            raise _unavailable(error) from None
        except (AiogramError, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _unavailable(error) from None

    async def _content(self, found: File) -> bytes:
        if not found.file_path:
            raise FileNotFoundError("Telegram named no path")
        api = self._bot.session.api
        content = bytearray()
        stream = self._bot.session.stream_content(
            api.file_url(self._bot.token, found.file_path), timeout=int(_WITHIN_S), chunk_size=_CHUNK
        )
        async for chunk in stream:
            content += chunk
            # Whatever size was told before.
            self._check(len(content))
        return bytes(content)

    def _check(self, size: int | None) -> None:
        if size is not None and size > self._largest:
            raise self._too_large()

    def _too_large(self) -> ReloveError:
        limit = {"limit": self._largest // (1024 * 1024)}
        return ReloveError("file_too_large", kind="too_large", params=limit)


def _unavailable(error: Exception) -> ReloveError:
    # The address of a file holds the bot's token: the error's own text is not logged.
    _log.warning("a file was not fetched", extra={"error": type(error).__name__})
    return ReloveError("file_unavailable", kind="unavailable")
