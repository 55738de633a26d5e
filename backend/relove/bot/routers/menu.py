"""The four-button menu but the profile and the streams, /help and /pause. Nothing here interrupts a session."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from relove.bot.asking import hour_asked_once
from relove.bot.speech import Speech
from relove.core.actor import LANGUAGES
from relove.core.ports import Button, OutgoingMessage, Translator
from relove.domains.conversations.service import SessionService
from relove.domains.people.schemas import PreferencesPatch
from relove.domains.people.service import PeopleService


def make_router(translator: Translator) -> Router:
    """Handlers of this file. A button is known in every language: the keyboard may be older than the setting."""

    def labels(key: str) -> set[str]:
        return {translator.text(language, key) for language in LANGUAGES}

    router = Router(name="menu")
    router.message.register(my_session, F.text.in_(labels("menu-session")))
    router.message.register(pause, F.text.in_(labels("menu-pause")))
    router.message.register(pause, Command("pause"))
    router.message.register(help_, Command("help"))
    return router


async def help_(_: Message, speech: Speech) -> None:
    """What works."""
    await speech.say_text("help-text")


async def my_session(_: Message, speech: Speech) -> None:
    """The session that is open."""
    async with speech.finish() as work:
        active = await SessionService(work, speech.container.clock).active(speech.person.id)
        app = speech.app_button("chat") if active else ()
        if active is None:
            text = speech.text("session-none")
        else:
            passed = int((speech.container.clock.now() - active.started_at).total_seconds())
            hours, minutes = divmod(max(0, passed) // 60, 60)
            stage = speech.container.content.stage(active.stage).text(speech.person.language)
            text = speech.text(
                "session-state",
                type=active.type,
                questions=active.question_count,
                hours=hours,
                minutes=minutes,
                stage=stage.name,
            )
        if app:
            button = Button(speech.text("session-open"), web_app=app[0].web_app)
            await speech.say(work, OutgoingMessage(text, buttons=((button,),)))
        else:
            await speech.say(work, OutgoingMessage(text, keyboard=speech.menu))


async def pause(_: Message | CallbackQuery, speech: Speech) -> None:
    """The bot does not speak first until the same button is pressed again."""
    async with speech.finish() as work:
        paused = not speech.person.proactive_paused
        patch = PreferencesPatch(proactive_paused=paused)
        await PeopleService(work, speech.container.clock).change(speech.person.id, patch)
        text = speech.text("pause-on" if paused else "pause-off")
        question = None if paused else await hour_asked_once(work, speech)
        if question is not None:
            text = f"{text}\n\n{question}"
        await speech.say(work, OutgoingMessage(text, keyboard=speech.menu))
