"""/dial: how directly the person wants to be spoken with. Nothing here interrupts a session."""

from __future__ import annotations

from typing import cast, get_args

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from relove.bot.speech import Speech
from relove.core.ports import Button, OutgoingMessage
from relove.domains.conversations.events import ConversationEvents
from relove.domains.people.schemas import Directness, PreferencesPatch
from relove.domains.people.service import PeopleService

_SET = "dial:"


def make_router() -> Router:
    """Handlers of this file."""
    router = Router(name="dial")
    router.message.register(dial, Command("dial"))
    router.callback_query.register(turn, F.data.startswith(_SET))
    return router


async def dial(_: Message | CallbackQuery, speech: Speech) -> None:
    """Where it stands, and its three places."""
    places: tuple[Directness, ...] = get_args(Directness)
    row = tuple(
        Button(speech.text("dial-button", directness=place), data=f"{_SET}{place}") for place in places
    )
    text = speech.text("dial-card", directness=speech.person.directness)
    await speech.say_only(OutgoingMessage(text, buttons=(row,)))


async def turn(query: CallbackQuery, speech: Speech) -> None:
    """Set it; it counts from the next reply on. A care pause outlasts it."""
    place = (query.data or "").removeprefix(_SET)
    if place not in get_args(Directness):
        await speech.say_text("button-old")
        return
    container, person = speech.container, speech.person
    async with speech.finish() as work:
        patch = PreferencesPatch(directness=cast(Directness, place))
        await PeopleService(work, container.clock).change(person.id, patch)
        text = speech.text("dial-set", directness=place)
        if person.care_active:
            text = f"{text}\n\n{speech.text('dial-care')}"
        work.after_commit(lambda: ConversationEvents(container.live).person_changed(person.id))
        await speech.say(work, OutgoingMessage(text, keyboard=speech.menu))
