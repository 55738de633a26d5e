"""The one way in, for the webhook, for polling and for the Mini App: store, then wake, then what cannot wait."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from typing import TypeGuard

import msgspec

from relove.core import killpoints
from relove.core.errors import ReloveError
from relove.core.ports import Jobs, LiveEvents, Messenger
from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.messaging.repository import Arrivals, InboxRepository, Stored
from relove.domains.messaging.schemas import Accepted, Checkout, Envelope, MiniAppMessage, mini_app_key

_decode = msgspec.json.Decoder(Envelope).decode
_ANSWER_TIMEOUT_S = 5.0


class Intake:
    """Accepts what comes in. When a call returns, the word is safe; when it raises, the sender must send again."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        arrivals: Arrivals,
        jobs: Jobs,
        live: LiveEvents,
        messenger: Messenger,
        cannot_wait: Callable[[str], bool],
        no_payments: Callable[[str | None], str],
    ) -> None:
        self._units = units
        self._arrivals = arrivals
        self._jobs = jobs
        self._live = live
        self._messenger = messenger
        self._cannot_wait = cannot_wait
        self._no_payments = no_payments

    async def accept_telegram(self, raw: bytes) -> Accepted | None:
        """Store one Update. None for a kind that nobody handles. ReloveError validation when it is no Update.

        One that is numbered but cannot be read is stored too, and ends as a dead letter: refused, Telegram would send
        it for a day, and its chat would wait behind it.
        """
        try:
            update = _decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return await self._accept_unreadable(raw)
        kind, chat_id = _place(update)
        if chat_id is None:
            return None
        stored = await self._arrivals.store(str(update.update_id), chat_id, kind, raw)
        killpoints.reached("inbox_committed")
        if update.pre_checkout_query:
            await self._check_out(update.pre_checkout_query, stored)
        if update.callback_query:
            spawn(self._answer(update.callback_query.id), "answer-callback")
        # Only a reply that is being written can be stopped, and only under the chat's lease is one written: looking
        # at the words of every message here would cost more than storing it.
        if stored.is_new and stored.in_work:
            await self._tell_who_replies(kind, update, chat_id)
        killpoints.reached("before_wake")
        await self._jobs.wake_chat(chat_id)
        return Accepted(stored.inbox_id, stored.is_new)

    async def _accept_unreadable(self, raw: bytes) -> Accepted:
        update_id, chat_id = _numbers(raw)
        if update_id is None:
            raise ReloveError("validation", kind="invalid")
        stored = await self._arrivals.store(str(update_id), chat_id, "unreadable", raw)
        await self._jobs.wake_chat(chat_id)
        return Accepted(stored.inbox_id, stored.is_new)

    async def accept_mini_app(
        self, user_id: uuid.UUID, telegram_id: int, session_id: uuid.UUID, key: str, text: str
    ) -> Accepted:
        """Store what a person wrote in the Mini App. The same key is stored once."""
        payload = msgspec.json.encode(MiniAppMessage(session_id, text))
        async with self._units() as work:
            inbox_id, is_new = await InboxRepository(work.session).store(
                source="mini_app",
                source_key=mini_app_key(user_id, key),
                chat_id=telegram_id,
                user_id=user_id,
                kind="message",
                payload=payload,
            )
        killpoints.reached("inbox_committed")
        if is_new:
            if self._cannot_wait(text):
                await self._live.cancel_reply(telegram_id)
            await self._live.line_came(telegram_id)
        killpoints.reached("before_wake")
        await self._jobs.wake_chat(telegram_id)
        return Accepted(inbox_id, is_new)

    async def _tell_who_replies(self, kind: str, update: Envelope, chat_id: int) -> None:
        if self._stops(kind, update):
            await self._live.cancel_reply(chat_id)
        if kind in ("message", "edited_message"):
            await self._live.line_came(chat_id)

    def _stops(self, kind: str, update: Envelope) -> bool:
        text = update.message.text if update.message else None
        if update.callback_query:
            text = update.callback_query.data
        return kind == "stopped_message_generation" or (text is not None and self._cannot_wait(text))

    async def _check_out(self, query: Checkout, stored: Stored) -> None:
        """Telegram waits ten seconds, so no queue; while nothing is sold, each payment is called off, once.

        Delivered again, it is answered again only if the first one broke off before it came so far.
        """
        if not stored.is_new:
            async with self._units() as work:
                if await InboxRepository(work.session).state(stored.inbox_id) != "pending":
                    return
        await self._messenger.refuse_checkout(query.id, self._no_payments(query.from_.language_code))

    async def _answer(self, callback_id: str) -> None:
        async with asyncio.timeout(_ANSWER_TIMEOUT_S):
            await self._messenger.answer_callback(callback_id)


def _numbers(raw: bytes) -> tuple[int | None, int]:
    """The number of an update that cannot be read, and the chat it would belong to; 0 where it names none."""
    try:
        given = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None, 0
    update_id = given.get("update_id") if isinstance(given, dict) else None
    if not _fits(update_id):
        return None, 0
    for part in given.values():
        chat = part.get("chat") if isinstance(part, dict) else None
        chat_id = chat.get("id") if isinstance(chat, dict) else None
        if _fits(chat_id):
            return update_id, chat_id
    return update_id, 0


def _fits(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool) and -(2**63) <= number < 2**63


def _place(update: Envelope) -> tuple[str, int | None]:
    """The kind of an update, and the chat whose line it joins. A person's own chat where it has none."""
    if update.message and update.message.chat:
        return "message", update.message.chat.id
    if update.edited_message and update.edited_message.chat:
        return "edited_message", update.edited_message.chat.id
    if update.callback_query:
        message = update.callback_query.message
        chat = message.chat if message else None
        return "callback_query", chat.id if chat else update.callback_query.from_.id
    if update.my_chat_member:
        return "my_chat_member", update.my_chat_member.chat.id
    if update.message_reaction:
        return "message_reaction", update.message_reaction.chat.id
    if update.stopped_message_generation:
        return "stopped_message_generation", update.stopped_message_generation.chat.id
    if update.pre_checkout_query:
        return "pre_checkout_query", update.pre_checkout_query.from_.id
    return "other", None
