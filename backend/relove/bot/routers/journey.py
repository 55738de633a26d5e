"""/my_journey: where the person stands."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from relove.bot.speech import Speech
from relove.core.ports import Document, OutgoingMessage
from relove.domains.conversations.path import walked_path
from relove.domains.journey.picture import map_picture, time_spent
from relove.domains.journey.rules import progress_bar
from relove.domains.journey.schemas import JourneyView, StageView


def make_router() -> Router:
    """Handlers of this file."""
    router = Router(name="journey")
    router.message.register(my_journey, Command("my_journey"))
    return router


async def my_journey(_: Message, speech: Speech) -> None:
    """The map as a picture; under it the same in words, with the time on each stage, and a button to the app."""
    container, person = speech.container, speech.person
    async with speech.inbox.step() as work:
        view = await walked_path(work, container.content, container.clock, person.id, person.language)
    row = speech.app_button("journey")
    buttons = (row,) if row else ()
    current = next((stage for stage in view.stages if stage.key == view.current), None)
    if current is None:
        await speech.say_only(OutgoingMessage(speech.text("journey-none"), buttons=buttons))
        return
    drawn = await container.painter.paint(
        map_picture(view, person.language, container.translator, dark=False)
    )
    picture = Document("journey.png", drawn)
    await speech.say_only(OutgoingMessage(_words(speech, view, current), buttons=buttons, picture=picture))


def _words(speech: Speech, view: JourneyView, current: StageView) -> str:
    found = sum(insight.evidenced for insight in current.insights)
    completion = (
        speech.text("journey-little")
        if current.completion is None
        else speech.text(
            "journey-completion",
            evidenced=found,
            total=len(current.insights),
            percent=round(current.completion * 100),
        )
    )
    card = speech.text(
        "journey-card",
        number=current.number,
        name=current.name,
        bar=progress_bar([stage.state for stage in view.stages]),
        completion=completion,
        description=current.description,
    )
    times = [
        speech.text(
            "journey-time",
            name=stage.name,
            time=time_spent(stage.seconds, speech.person.language, speech.container.translator),
        )
        for stage in view.stages
        if stage.seconds
    ]
    # A caption holds 1,024 characters at most: the card is far below, and twelve short lines fit beside it.
    return "\n".join([card, "", speech.text("map-times"), *times]) if times else card
