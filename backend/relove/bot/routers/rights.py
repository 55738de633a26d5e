"""The person's rights: /my_data, /forget_me, taking consent back."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from relove.bot.speech import Speech
from relove.core.ports import OutgoingMessage
from relove.domains.people import views
from relove.domains.people.confirmations import Confirmations
from relove.domains.people.rights import PersonalData
from relove.domains.people.service import PeopleService


def make_router() -> Router:
    """Handlers of this file."""
    router = Router(name="rights")
    router.message.register(my_data, Command("my_data"))
    router.message.register(forget_me, Command("forget_me"))
    router.callback_query.register(withdraw, F.data == views.WITHDRAW)
    return router


async def my_data(_: Message, speech: Speech) -> None:
    """Everything that is kept, as a file."""
    async with speech.finish() as work:
        export = await PersonalData(work, speech.container.clock).export(
            speech.person.id, speech.person.telegram_id
        )
        message = views.export_message(export, speech.person.language, speech.container.translator)
        await speech.say(work, message)


async def forget_me(_: Message, speech: Speech) -> None:
    """What will go, and one button that does it."""
    async with speech.finish() as work:
        asked = await Confirmations(work, speech.container.clock).ask(speech.person.id, views.ERASE)
        message = views.confirmation_message(
            "forget-ask", asked, speech.person.language, speech.container.translator
        )
        await speech.say(work, message)


async def withdraw(_: CallbackQuery, speech: Speech) -> None:
    """Consent taken back: nothing new is kept from now on."""
    async with speech.finish() as work:
        people = PeopleService(work, speech.container.clock)
        await people.decide(speech.person.id, {"guided_work": False, "profile": False}, "bot")
        await speech.say(work, OutgoingMessage(speech.text("consent-withdrawn"), keyboard=speech.menu))
