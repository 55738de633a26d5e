"""/my_journey: where the person stands."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from relove.bot.speech import Speech
from relove.core.ports import OutgoingMessage
from relove.domains.journey.rules import progress_bar
from relove.domains.journey.service import JourneyService


def make_router() -> Router:
    """Handlers of this file."""
    router = Router(name="journey")
    router.message.register(my_journey, Command("my_journey"))
    return router


async def my_journey(_: Message, speech: Speech) -> None:
    """The stage, the bar of twelve, and a button to the map."""
    async with speech.finish() as work:
        service = JourneyService(work, speech.container.content, speech.container.clock)
        view = await service.map(speech.person.id, speech.person.language)
        row = speech.app_button("journey")
        buttons = (row,) if row else ()
        current = next((stage for stage in view.stages if stage.key == view.current), None)
        if current is None:
            await speech.say(work, OutgoingMessage(speech.text("journey-none"), buttons=buttons))
            return
        text = speech.text(
            "journey-card",
            number=current.number,
            name=current.name,
            bar=progress_bar([stage.state for stage in view.stages]),
            completion=speech.text("journey-little"),
            description=current.description,
        )
        await speech.say(work, OutgoingMessage(text, buttons=buttons))
