"""Learns the bot's name from Telegram, for the page that leads somebody outside of Telegram into the chat."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable

from aiogram import Bot
from aiogram.exceptions import AiogramError

_log = logging.getLogger("relove.api")
_NAME = re.compile(r"[A-Za-z0-9_]{3,64}")
_PAUSES_S = (1.0, 5.0, 30.0, 300.0)


async def learn_bot_name(bot: Bot, tell: Callable[[str], None]) -> None:
    """Until Telegram has said it; the page does without until then."""
    attempt = 0
    while True:
        try:
            name = (await bot.me()).username or ""
        except (AiogramError, OSError, TimeoutError) as error:
            pause = _PAUSES_S[min(attempt, len(_PAUSES_S) - 1)]
            _log.info("the bot's name is not known yet", extra={"error": type(error).__name__})
            await asyncio.sleep(pause)
            attempt += 1
            continue
        if _NAME.fullmatch(name):
            tell(name)
        return
