"""Sessions: begin one, the offer where one is open, end it with a summary, come back from a care pause."""

from __future__ import annotations

from typing import cast, get_args

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from relove.bot.speech import Speech
from relove.core.ports import Button, OutgoingMessage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations import views
from relove.domains.conversations.closing_views import forgotten_messages, summary_messages
from relove.domains.conversations.schemas import SessionType, SessionView
from relove.domains.conversations.service import SessionService
from relove.domains.people.service import PeopleService

_CONTINUE = "offer:continue"
_NEW = "offer:new:"


def make_router() -> Router:
    """Handlers of this file."""
    router = Router(name="sessions")
    router.message.register(natasha, Command("natasha"))
    router.message.register(diagnostic, Command("diagnostic"))
    router.message.register(start_journey, Command("start_journey"))
    router.message.register(end_session, Command("end_session"))
    router.callback_query.register(go_on, F.data == _CONTINUE)
    router.callback_query.register(begin_anew, F.data.startswith(_NEW))
    router.callback_query.register(after_care, F.data == views.CARE_BACK)
    return router


async def natasha(_: Message, speech: Speech) -> None:
    """A provocative session; an offer where another is open."""
    await _begin_or_offer(speech, "provocative")


async def diagnostic(_: Message, speech: Speech) -> None:
    """Five to fifteen open questions, and a result that the person confirms."""
    await _begin_or_offer(speech, "diagnostic")


async def start_journey(_: Message, speech: Speech) -> None:
    """The path by stages, from where the person stands."""
    await _begin_or_offer(speech, "journey")


async def _begin_or_offer(speech: Speech, wanted: SessionType) -> None:
    async with speech.finish() as work:
        if not await _may_begin(work, speech):
            return
        active = await SessionService(work, speech.container.clock).active(speech.person.id)
        if active is None:
            await _begin(work, speech, wanted)
        else:
            await speech.say(work, _offer(speech, active, wanted))


async def _may_begin(work: UnitOfWork, speech: Speech) -> bool:
    """Consent first, and nothing that provokes while care lasts."""
    person = speech.person
    if not await PeopleService(work, speech.container.clock).may_work_with(person.id):
        await speech.say(work, views.consent_message(person, speech.container.translator))
        return False
    if person.care_active:
        text = speech.container.content.care_staying(person.language, person.country)
        await speech.say(work, views.care_message(text, person.language, speech.container.translator))
        return False
    return True


def _offer(speech: Speech, active: SessionView, wanted: SessionType) -> OutgoingMessage:
    same = active.type == wanted
    text = (
        speech.text("session-offer-same")
        if same
        else speech.text("session-offer", current=active.type, wanted=wanted)
    )
    return OutgoingMessage(
        text,
        buttons=(
            (Button(speech.text("session-offer-continue"), data=_CONTINUE),),
            (Button(speech.text("session-offer-new"), data=f"{_NEW}{wanted}"),),
        ),
    )


async def _begin(work: UnitOfWork, speech: Speech, wanted: SessionType) -> None:
    await speech.say(
        work,
        *await forgotten_messages(
            work, speech.person.id, speech.person.language, speech.container.translator
        ),
    )
    lead = speech.text("session-started", type=wanted)
    _, turn = await speech.container.beginnings.begin(work, speech.person, wanted, lead)
    for message in views.reply_messages(turn):
        await speech.inbox.say(work, message, user_id=speech.person.id, turn_id=turn.id)


async def go_on(_: CallbackQuery, speech: Speech) -> None:
    """Go on with the session that is open."""
    async with speech.finish() as work:
        active = await SessionService(work, speech.container.clock).active(speech.person.id)
        text = speech.text("session-continued" if active else "session-none")
        # In a pause for care the way to a human stays open.
        if active and not speech.person.care_active:
            text = await speech.container.beginnings.back_with_guide(work, speech.person) or text
        await speech.say(work, OutgoingMessage(text, keyboard=speech.menu))


async def begin_anew(query: CallbackQuery, speech: Speech) -> None:
    """Finish the session that is open, with its summary, and begin the new one."""
    wanted = (query.data or "").removeprefix(_NEW)
    if wanted not in get_args(SessionType):
        await speech.say_text("button-old")
        return
    active = await _active(speech)
    async with speech.writing():
        summary = await speech.container.closer.summarise(speech.person, active) if active else None
    async with speech.finish() as work:
        speech = await _now(work, speech)
        if not await _may_begin(work, speech):
            return
        if active is not None and summary is not None:
            closed = await speech.container.closer.close(work, speech.person.id, active, summary)
            await speech.say(work, *_summary_messages(speech, closed))
        await _begin(work, speech, cast(SessionType, wanted))


async def end_session(_: Message, speech: Speech) -> None:
    """The summary: what was found, the path so far, the next step."""
    active = await _active(speech)
    if active is None:
        await speech.say_text("session-none-to-end")
        return
    async with speech.writing():
        summary = await speech.container.closer.summarise(speech.person, active)
    async with speech.finish() as work:
        speech = await _now(work, speech)
        closed = await speech.container.closer.close(work, speech.person.id, active, summary)
        if speech.person.care_active:
            # Nothing is summed up and nothing is offered: care, and the way back.
            await speech.say(work, speech.container.pipeline.care.message(speech.person))
            return
        closing = OutgoingMessage(speech.text("session-summary-closing"), keyboard=speech.menu)
        await speech.say(work, *_summary_messages(speech, closed), closing)


async def _now(work: UnitOfWork, speech: Speech) -> Speech:
    """The person as they are now: a summary takes its time, and they may need care since."""
    person = await PeopleService(work, speech.container.clock).get(speech.person.id)
    return Speech(speech.container, speech.inbox, person)


async def _active(speech: Speech) -> SessionView | None:
    async with speech.inbox.step() as work:
        return await SessionService(work, speech.container.clock).active(speech.person.id)


def _summary_messages(speech: Speech, closed: SessionView) -> list[OutgoingMessage]:
    person, row = speech.person, speech.app_button("journey")
    return summary_messages(closed, person.language, speech.container.translator, row)


async def after_care(_: CallbackQuery, speech: Speech) -> None:
    """The person's own choice to go on after a care pause: gently, until they ask for more."""
    async with speech.finish() as work:
        people = PeopleService(work, speech.container.clock)
        await people.end_care(speech.person.id)
        await people.soften(speech.person.id)
        await speech.say(work, OutgoingMessage(speech.text("care-back"), keyboard=speech.menu))
