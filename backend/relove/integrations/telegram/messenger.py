"""The Messenger port over aiogram's Bot."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    WebAppInfo,
)

from relove.core.ports import Button, OutgoingMessage, SendResult
from relove.integrations.queue.limiter import SendLimiter
from relove.integrations.telegram.html import plain

_log = logging.getLogger("relove.telegram")


class TelegramMessenger:
    """Sends; what Telegram answers becomes a SendResult, and `retry_after` a pause for all processes."""

    def __init__(self, bot: Bot, limiter: SendLimiter) -> None:
        self._bot = bot
        self._limiter = limiter

    async def send(self, chat_id: int, message: OutgoingMessage) -> SendResult:
        try:
            return await self._send(chat_id, message, message.html, "HTML")
        except TelegramBadRequest as error:
            if "parse entities" not in error.message:
                return _refused(error)
        # Text that Telegram cannot read as HTML still reaches the person, plain.
        try:
            return await self._send(chat_id, message, plain(message.html), None)
        except TelegramBadRequest as error:
            return _refused(error)

    async def _send(self, chat_id: int, message: OutgoingMessage, text: str, mode: str | None) -> SendResult:
        called = time.monotonic()
        try:
            sent = await self._call(chat_id, message, text, mode)
        except TelegramRetryAfter as error:
            await self._limiter.pause(chat_id, error.retry_after)
            return SendResult("retry", retry_after=float(error.retry_after), reason="too_many_requests")
        except TelegramForbiddenError:
            return SendResult("blocked", reason="forbidden")
        except TelegramMigrateToChat as error:
            return SendResult("moved", moved_to=error.migrate_to_chat_id, reason="chat_migrated")
        except TelegramBadRequest:
            raise
        except (TelegramUnauthorizedError, TelegramNotFound):
            return SendResult("retry", retry_after=60.0, reason="token_refused")
        except TelegramServerError:
            return SendResult("retry", reason="server_error")
        except (TelegramNetworkError, TimeoutError, OSError):
            # Telegram may have taken it: for a reply the outbox decides to say it again.
            return SendResult("unknown", reason="no_answer")
        except TelegramAPIError:
            return SendResult("retry", reason="unexpected_answer")
        except AiogramError:
            # No answer of Telegram's: a page of some proxy on the way, before or after it.
            return SendResult("unknown", reason="unreadable_answer")
        finally:
            await self._limiter.answered(chat_id, time.monotonic() - called)
        return SendResult("sent", message_id=sent.message_id)

    async def _call(self, chat_id: int, message: OutgoingMessage, text: str, mode: str | None) -> Message:
        if message.document is not None:
            file = BufferedInputFile(message.document.content, message.document.name)
            return await self._bot.send_document(
                chat_id, file, caption=text, parse_mode=mode, reply_markup=_markup(message)
            )
        if message.picture is not None:
            photo = BufferedInputFile(message.picture.content, message.picture.name)
            return await self._bot.send_photo(
                chat_id, photo, caption=text, parse_mode=mode, reply_markup=_markup(message)
            )
        return await self._bot.send_message(
            chat_id,
            text,
            parse_mode=mode,
            reply_markup=_markup(message),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def draft(self, chat_id: int, draft_id: int, text: str) -> bool:
        return await self._best_effort(
            self._bot.send_message_draft(chat_id=chat_id, draft_id=draft_id, text=text, can_stop=True)
        )

    async def typing(self, chat_id: int) -> None:
        await self._best_effort(self._bot.send_chat_action(chat_id, "typing"))

    async def answer_callback(self, callback_id: str) -> None:
        await self._best_effort(self._bot.answer_callback_query(callback_id))

    async def refuse_checkout(self, query_id: str, text: str) -> bool:
        return await self._best_effort(
            self._bot.answer_pre_checkout_query(query_id, ok=False, error_message=text)
        )

    async def _best_effort(self, call: Awaitable[bool]) -> bool:
        try:
            async with asyncio.timeout(5):
                await call
        except (AiogramError, TimeoutError, OSError) as error:
            _log.info("best-effort call failed", extra={"error": type(error).__name__})
            return False
        return True


def _refused(error: TelegramBadRequest) -> SendResult:
    if "chat not found" in error.message:
        return SendResult("blocked", reason="chat_not_found")
    return SendResult("failed", reason="bad_request")


def _markup(message: OutgoingMessage) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if message.buttons:
        return InlineKeyboardMarkup(
            inline_keyboard=[[_inline(button) for button in row] for row in message.buttons]
        )
    if message.keyboard:
        rows = [[KeyboardButton(text=text) for text in row] for row in message.keyboard]
        return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, is_persistent=True)
    return None


def _inline(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=button.text,
        callback_data=button.data,
        url=button.url,
        web_app=WebAppInfo(url=button.web_app) if button.web_app else None,
    )
