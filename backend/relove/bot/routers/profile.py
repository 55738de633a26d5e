"""🌌 My profile: who reLove thinks the person is, with the words it follows from."""

from __future__ import annotations

import html
from typing import cast

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from relove.bot.profile_card import profile_lines
from relove.bot.speech import Speech
from relove.core.actor import LANGUAGES
from relove.core.ports import Button, OutgoingMessage, Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.service import SessionService
from relove.domains.journey.service import JourneyService
from relove.domains.people.schemas import ConsentKind
from relove.domains.people.service import PeopleService
from relove.domains.profiles.service import ProfileService

_READS: tuple[ConsentKind, ...] = ("bio", "channel")


def make_router(translator: Translator) -> Router:
    """Handlers of this file."""
    router = Router(name="profile")
    labels = {translator.text(language, "menu-profile") for language in LANGUAGES}
    router.message.register(my_profile, F.text.in_(labels))
    router.callback_query.register(
        decide, F.data.in_({f"reads:{kind}:{answer}" for kind in _READS for answer in ("yes", "no")})
    )
    return router


async def my_profile(_: Message, speech: Speech) -> None:
    """What follows from the person's own words, and nothing else."""
    async with speech.finish() as work:
        journey = JourneyService(work, speech.container.content, speech.container.clock)
        view = await journey.map(speech.person.id, speech.person.language)
        current = next((stage for stage in view.stages if stage.key == view.current), None)
        if current is None:
            await speech.say(work, OutgoingMessage(speech.text("profile-little"), keyboard=speech.menu))
            return
        sessions = await SessionService(work, speech.container.clock).count(speech.person.id)
        card = speech.text(
            "profile-card",
            name=html.escape(speech.person.called or speech.person.first_name, quote=False) or "—",
            stage=current.name,
            number=current.number,
            days=view.days,
            sessions=sessions,
            directness=speech.person.directness,
        )
        text = "\n\n".join([card, *await _thinks(work, speech)])
        await speech.say(work, OutgoingMessage(text, buttons=await _buttons(work, speech)))


async def _thinks(work: UnitOfWork, speech: Speech) -> list[str]:
    """The profile in paragraphs. In a care pause nobody is told what is thought of them."""
    if speech.person.care_active:
        return []
    profile = await ProfileService(work, speech.container.clock).current(speech.person.id)
    if profile is None or not (profile.summary or profile.metaphysical):
        return [speech.text("profile-thinks-little")]
    turns = await SessionService(work, speech.container.clock).turns_of(
        speech.person.id, [turn for statement in profile.statements for turn in statement.turn_ids]
    )
    return profile_lines(profile, turns, speech)


async def _buttons(work: UnitOfWork, speech: Speech) -> tuple[tuple[Button, ...], ...]:
    """The Mini App, and what else may be read for the profile."""
    consents = await PeopleService(work, speech.container.clock).consents(speech.person.id)
    granted = {consent.kind for consent in consents if consent.granted}
    rows = []
    if app := speech.app_button("profile"):
        rows.append((Button(speech.text("profile-open"), web_app=app[0].web_app),))
    if speech.person.may_work and not speech.person.care_active:
        for kind in _READS:
            act, answer = ("forbid", "no") if kind in granted else ("allow", "yes")
            rows.append((Button(speech.text(f"profile-{kind}-{act}"), data=f"reads:{kind}:{answer}"),))
    return tuple(rows)


async def decide(query: CallbackQuery, speech: Speech) -> None:
    """The bio or the channel may be read, or may not any more."""
    _, kind, answer = (query.data or "").split(":")
    granted = answer == "yes"
    async with speech.finish() as work:
        people = PeopleService(work, speech.container.clock)
        await people.decide(speech.person.id, {cast(ConsentKind, kind): granted}, "bot")
        key = f"profile-{kind}-{'allowed' if granted else 'forbidden'}"
        await speech.say(work, OutgoingMessage(speech.text(key), keyboard=speech.menu))
