"""The dispatcher: who is acting is found once, business errors become friendly lines, then the routers by domain."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject

from relove.bootstrap import Container
from relove.bot.asking import let_go_unless_answered
from relove.bot.interactions import note_interaction
from relove.bot.routers import (
    confirmations,
    consent,
    dial,
    journey,
    media,
    membership,
    menu,
    profile,
    rights,
    sessions,
    settings,
    streams,
    talk,
)
from relove.bot.speech import Speech
from relove.core.errors import ReloveError
from relove.domains.conversations.crisis import assess
from relove.domains.messaging.context import InboxContext

_START = re.compile(r"/start ([A-Za-z0-9_-]{1,64})\s*")

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def build_dispatcher(container: Container) -> Dispatcher:
    """The bot's wiring. No FSM: the state of a dialogue is in the database."""
    dispatcher = Dispatcher(disable_fsm=True)
    private = Router(name="private")
    middleware = PersonMiddleware(container)
    private.message.outer_middleware(middleware)
    private.callback_query.outer_middleware(middleware)
    private.edited_message.outer_middleware(middleware)
    # In this order: commands and buttons first, what is left is talk.
    private.include_routers(
        consent.make_router(),
        rights.make_router(),
        sessions.make_router(),
        dial.make_router(),
        settings.make_router(),
        journey.make_router(),
        profile.make_router(container.translator),
        streams.make_router(container.translator),
        menu.make_router(container.translator),
        media.make_router(),
        talk.make_router(),
    )
    dispatcher.include_routers(
        confirmations.make_router(container), private, membership.make_router(container)
    )
    return dispatcher


class PersonMiddleware:
    """Meets the person behind an update and gives handlers a Speech: their way to answer."""

    def __init__(self, container: Container) -> None:
        self._container = container

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        inbox: InboxContext = data["inbox"]
        if (
            not isinstance(event, (Message, CallbackQuery))
            or event.from_user is None
            or event.from_user.is_bot
            or not _in_private(event)
        ):
            return None
        if isinstance(event, CallbackQuery) and not await Speech.knows(
            self._container, inbox, event.from_user
        ):
            # A button from before an erasure. Whom we do not know has agreed to nothing, whatever it says.
            return await Speech.greet(self._container, inbox, event.from_user)
        speech = await Speech.begin(self._container, inbox, event.from_user, _start_payload(event))
        data["speech"] = speech
        await note_interaction(speech, event)
        await let_go_unless_answered(event, speech)
        words = (event.text or event.caption) if isinstance(event, Message) else None
        try:
            if words and assess(words):
                # A call for help is heard wherever it stands, behind a command too.
                return await talk.answer(speech, words, event if isinstance(event, Message) else None)
            return await handler(event, data)
        except ReloveError as error:
            # The person did something that cannot be: they are told, and nothing is half done.
            return await speech.say_text(error.text_key, **error.params)


def _in_private(event: Message | CallbackQuery) -> bool:
    """Is it the person's own chat? A router's filters come after its outer middleware, so it is asked here."""
    message = event if isinstance(event, Message) else event.message
    return message is not None and message.chat.type == ChatType.PRIVATE


def _start_payload(event: Message | CallbackQuery) -> str | None:
    """What a link to the bot carries; words that somebody typed after the command are no source."""
    text = event.text if isinstance(event, Message) else None
    found = _START.fullmatch(text) if text else None
    return found.group(1) if found else None
