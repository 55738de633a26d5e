"""One Telegram update out of the inbox, through aiogram's dispatcher, to its handler."""

from __future__ import annotations

import time

import structlog
from aiogram.types import Update
from structlog.contextvars import bound_contextvars

from relove.bootstrap import Container
from relove.bot.dispatcher import build_dispatcher
from relove.domains.messaging.context import InboxContext

_log = structlog.get_logger()


class TelegramHandler:
    """Feeds rows to the dispatcher. Errors rise: the processor counts tries."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._dispatcher = build_dispatcher(container)

    async def __call__(self, inbox: InboxContext) -> None:
        update = Update.model_validate_json(inbox.row.payload, context={"bot": self._container.bot})
        begun = time.monotonic()
        with bound_contextvars(update_id=update.update_id):
            await self._dispatcher.feed_update(self._container.bot, update, inbox=inbox)
            passed = round((time.monotonic() - begun) * 1000)
            _log.info("update handled", kind=inbox.row.kind, ms=passed)
