"""Joins the inbox to those who handle it: Telegram's updates to the bot, the Mini App's messages to the pipeline."""

from __future__ import annotations

import msgspec

from relove.bootstrap import Container
from relove.bot.handling import TelegramHandler
from relove.core.ports import OutgoingMessage
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.schemas import Inbound
from relove.domains.conversations.service import SessionService
from relove.domains.messaging.bulk import BulkSender
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.processor import ChatProcessor
from relove.domains.messaging.schemas import InboxRow, MiniAppMessage
from relove.domains.people.activity.schemas import Contact
from relove.domains.people.service import PeopleService
from relove.domains.profiles.contact import refresh_if_old
from relove.integrations.queue.waking import WaitingChats
from relove.worker.chats import ChatsAtWork


class MiniAppHandler:
    """Answers what came from the Mini App."""

    def __init__(self, container: Container) -> None:
        self._container = container

    async def __call__(self, inbox: InboxContext) -> None:
        message = msgspec.json.decode(inbox.row.payload, type=MiniAppMessage)
        async with self._container.units() as work:
            contact = Contact("mini_app_message", inbox.row.id)
            person = await PeopleService(work, self._container.clock).seen(inbox.chat_id, contact)
            if person is not None:
                refresh_if_old(work, self._container.jobs, self._container.clock, person)
        if person is not None:
            await self._container.pipeline.answer(
                inbox, person, Inbound(message.text, "mini_app", message.session_id)
            )


class Apology:
    """The friendly line after the last try."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._events = ConversationEvents(container.live)

    async def __call__(self, row: InboxRow) -> bytes | None:
        async with self._container.units() as work:
            person = await PeopleService(work, self._container.clock).find_by_telegram(row.chat_id)
            if person is not None:
                active = await SessionService(work, self._container.clock).active(person.id)
                if active is not None:
                    await SessionService(work, self._container.clock).note_error(active.id, "not_handled")
        if row.source == "mini_app":
            session_id = msgspec.json.decode(row.payload, type=MiniAppMessage).session_id
            await self._events.failed(session_id, row.id, "internal")
            return None
        if row.chat_id < 0 or row.kind not in ("message", "callback_query"):
            return None
        text = self._container.translator.text(person.voice if person else "ru", "error-line")
        return msgspec.json.encode(OutgoingMessage(text))


def make_processor(container: Container, owner: str) -> ChatProcessor:
    """A processor over the container's parts."""
    return ChatProcessor(
        container.units,
        container.sender,
        container.jobs,
        {"telegram": TelegramHandler(container), "mini_app": MiniAppHandler(container)},
        Apology(container),
        owner,
        container.desk,
    )


def make_chats(container: Container, processor: ChatProcessor) -> ChatsAtWork:
    """The chats that this process works on."""
    return ChatsAtWork(WaitingChats(container.redis), processor.process)


def make_bulk_sender(container: Container, owner: str) -> BulkSender:
    """The loop that sends what nobody waits for."""
    return BulkSender(container.units, container.sender, container.pace, container.jobs, owner)
