"""The first minutes: /start, consent, privacy, news."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message

from relove.bot.speech import Speech
from relove.core.ports import Button, OutgoingMessage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations import views
from relove.domains.conversations.schemas import TurnView
from relove.domains.conversations.service import SessionService
from relove.domains.people.service import PeopleService
from relove.domains.people.views import WITHDRAW


def make_router() -> Router:
    """Handlers of this file."""
    router = Router(name="consent")
    router.message.register(start, CommandStart())
    router.message.register(privacy, Command("privacy"))
    router.callback_query.register(agree, F.data == views.CONSENT)
    router.callback_query.register(privacy, F.data == views.PRIVACY)
    router.callback_query.register(news_yes, F.data == views.NEWS_YES)
    router.callback_query.register(news_no, F.data == views.NEWS_NO)
    return router


async def start(_: Message, speech: Speech) -> None:
    """Who speaks, what is kept, and consent; a warm return for who has been here."""
    async with speech.finish() as work:
        if speech.person.care_active:
            await speech.say(work, speech.container.pipeline.care.message(speech.person))
        elif await PeopleService(work, speech.container.clock).may_work_with(speech.person.id):
            text = speech.text("start-again")
            await speech.say(work, OutgoingMessage(text, keyboard=speech.menu))
        else:
            await speech.say(work, views.consent_message(speech.person, speech.container.translator))


async def agree(_: CallbackQuery, speech: Speech) -> None:
    """Both consents of the guided work; the first question comes at once."""
    async with speech.finish() as work:
        people = PeopleService(work, speech.container.clock)
        already = await people.may_work_with(speech.person.id)
        await people.decide(speech.person.id, {"guided_work": True, "profile": True}, "bot")
        if already:
            await speech.say(work, OutgoingMessage(speech.text("consent-already"), keyboard=speech.menu))
            return
        lead = speech.text("consent-thanks")
        active = await SessionService(work, speech.container.clock).active(speech.person.id)
        if active is not None:
            # Consent given anew: the talk that was open goes on, with a question, as after the first consent.
            turn = await speech.container.beginnings.go_on(work, speech.person, active, lead)
            await _ask(speech, work, turn)
            return
        _session, turn = await speech.container.beginnings.begin(work, speech.person, "provocative", lead)
        await _ask(speech, work, turn)


async def _ask(speech: Speech, work: UnitOfWork, turn: TurnView) -> None:
    message = (
        views.care_message(turn.text, speech.person.language, speech.container.translator)
        if speech.person.care_active
        else views.first_question_message(turn, speech.person.language, speech.container.translator)
    )
    await speech.inbox.say(work, message, user_id=speech.person.id, turn_id=turn.id)


async def privacy(_: Message | CallbackQuery, speech: Speech) -> None:
    """What is kept and what is not, and the person's rights over it; news are asked for here, apart."""
    question = speech.text("news-question")
    async with speech.finish() as work:
        news: tuple[Button, ...] = (
            Button(speech.text("news-yes"), data=views.NEWS_YES),
            Button(speech.text("news-no"), data=views.NEWS_NO),
        )
        rows = [news]
        # A copy and the erasure are commands in the text.
        if await PeopleService(work, speech.container.clock).may_work_with(speech.person.id):
            rows.append((Button(speech.text("withdraw-button"), data=WITHDRAW),))
        text = f"{speech.text('privacy-text')}\n\n{question}"
        await speech.say(work, OutgoingMessage(text, buttons=tuple(rows)))


async def news_yes(_: CallbackQuery, speech: Speech) -> None:
    """News, agreed to."""
    await _decide_news(speech, granted=True)


async def news_no(_: CallbackQuery, speech: Speech) -> None:
    """News, declined."""
    await _decide_news(speech, granted=False)


async def _decide_news(speech: Speech, *, granted: bool) -> None:
    async with speech.finish() as work:
        people = PeopleService(work, speech.container.clock)
        await people.decide(speech.person.id, {"news": granted}, "bot")
        key = "news-accepted" if granted else "news-declined"
        await speech.say(work, OutgoingMessage(speech.text(key), keyboard=speech.menu))
