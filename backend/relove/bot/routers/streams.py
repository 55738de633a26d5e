"""🔥 Streams and /analyze_readiness: what there is, taking part, exercises; never more than two offers in a message."""

from __future__ import annotations

import html
import uuid

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from relove.bot.asking import with_hour_once
from relove.bot.readiness_card import readiness_message
from relove.bot.speech import Speech
from relove.core.actor import LANGUAGES
from relove.core.errors import ReloveError
from relove.core.ports import Button, OutgoingMessage, Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.views import consent_message
from relove.domains.streams.catalogue import CatalogueService
from relove.domains.streams.readiness.service import ReadinessService
from relove.domains.streams.schemas import Closing, ReadinessItem, StreamView
from relove.domains.streams.taking_part.service import EnrolmentService
from relove.domains.streams.taking_part.views import DONE, SKIP

SHOW, BEGIN, LIKE, LEAVE, CONTEST = "stream", "stream-begin", "stream-like", "stream-leave", "ready-no"
_CLOSINGS: dict[str, Closing] = {DONE: "done", SKIP: "skipped"}


def make_router(translator: Translator) -> Router:
    """Handlers of this file."""
    router = Router(name="streams")
    labels = {translator.text(language, "menu-streams") for language in LANGUAGES}
    router.message.register(streams, F.text.in_(labels))
    router.message.register(analyze_readiness, Command("analyze_readiness"))
    for what, handler in (
        (SHOW, show),
        (BEGIN, begin),
        (LIKE, like),
        (LEAVE, leave),
        (CONTEST, contest),
        (DONE, close),
        (SKIP, close),
    ):
        router.callback_query.register(handler, F.data.startswith(f"{what}:"))
    return router


async def streams(_: Message, speech: Speech) -> None:
    """What one takes part in, and at most two that may be offered now; in a care pause nothing is named."""
    if speech.person.care_active:
        await speech.say_text("care-menu")
        return
    async with speech.finish() as work:
        catalogue = _catalogue(speech, work)
        taken = [
            view
            for view in (await catalogue.all(speech.person)).items
            if view.enrolment and view.enrolment.state == "active"
        ]
        offers = await catalogue.offers(speech.person)
        parts = [speech.text("streams-heading"), *(_part(speech, view) for view in taken)]
        parts += [
            speech.text("streams-offer", name=_e(view.name), promise=_e(view.promise), dates=_e(view.dates))
            for view in offers
        ]
        parts.append(speech.text("streams-more" if offers else "streams-path-first"))
        rows = [(Button(view.name, data=f"{SHOW}:{view.slug}"),) for view in (*taken, *offers)]
        if app := speech.app_button("readiness"):
            rows.append((Button(speech.text("streams-open"), web_app=app[0].web_app),))
        await speech.say(work, OutgoingMessage("\n\n".join(parts), buttons=tuple(rows)))


def _part(speech: Speech, view: StreamView) -> str:
    assert view.enrolment is not None
    return speech.text(
        "streams-part", name=_e(view.name), done=view.enrolment.done, total=view.enrolment.total
    )


async def show(query: CallbackQuery, speech: Speech) -> None:
    """One stream, and what can be done about it."""
    async with speech.finish() as work:
        view = await _catalogue(speech, work).one(speech.person, _named(query))
        service = ReadinessService(
            work, speech.container.content, speech.container.translator, speech.container.clock
        )
        items = (await service.view(speech.person)).items
        ready = next((item for item in items if item.stream == view.slug), None)
        await speech.say(work, OutgoingMessage(_card(speech, view, ready), buttons=_acts(speech, view)))


def _card(speech: Speech, view: StreamView, ready: ReadinessItem | None) -> str:
    parts = [
        speech.text(
            "stream-card",
            name=_e(view.name),
            promise=_e(view.promise),
            description=_e(view.description),
            suits="\n".join(f"• {_e(line)}" for line in view.suits),
            exercises=len(view.exercises),
            dates=_e(view.dates),
        )
    ]
    if ready is not None and ready.low:
        parts.append(speech.text("stream-card-low", **{"raise": _e(ready.would_raise[0])}))
    elif view.price is not None:
        parts.append(speech.text("stream-card-price", price=view.price.text))
    if view.enrolment is not None and view.enrolment.state == "active":
        parts.append(_part(speech, view))
    return "\n\n".join(parts)


def _acts(speech: Speech, view: StreamView) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if view.enrolment is not None and view.enrolment.state == "active":
        rows.append((Button(speech.text("stream-leave"), data=f"{LEAVE}:{view.slug}"),))
    else:
        rows.append((Button(speech.text("stream-start"), data=f"{BEGIN}:{view.slug}"),))
        rows.append((Button(speech.text("stream-interest"), data=f"{LIKE}:{view.slug}"),))
    # A button with an address: Telegram takes only what can be reached.
    base = speech.container.settings.public_url.rstrip("/")
    if view.link and speech.app_button():
        rows.append((Button(speech.text("stream-platform"), url=f"{base}{view.link}"),))
    if app := speech.app_button(f"streams/{view.slug}"):
        rows.append((Button(speech.text("stream-app"), web_app=app[0].web_app),))
    return tuple(rows)


async def begin(query: CallbackQuery, speech: Speech) -> None:
    """Take part: the first exercise is the answer."""
    async with speech.finish() as work:
        begun = await _enrolments(speech, work).enrol(speech.person, _named(query), "bot")
        answer = begun.message or OutgoingMessage(speech.text("stream-again"))
        await speech.say(work, await with_hour_once(work, speech, answer))


async def like(query: CallbackQuery, speech: Speech) -> None:
    """This one interests the person."""
    slug = _named(query)
    async with speech.finish() as work:
        await _enrolments(speech, work).choose(speech.person, slug)
        text = speech.text("stream-chosen", name=_e(_name(speech, slug)))
        begin_it = Button(speech.text("stream-start"), data=f"{BEGIN}:{slug}")
        await speech.say(work, OutgoingMessage(text, buttons=((begin_it,),)))


async def leave(query: CallbackQuery, speech: Speech) -> None:
    """No exercise comes any more."""
    slug = _named(query)
    async with speech.finish() as work:
        await _enrolments(speech, work).leave(speech.person.id, slug)
        await speech.say(
            work,
            OutgoingMessage(speech.text("stream-left", name=_e(_name(speech, slug))), keyboard=speech.menu),
        )


async def close(query: CallbackQuery, speech: Speech) -> None:
    """An exercise was done, or is skipped."""
    act, _, what = (query.data or "").partition(":")
    number, _, n = what.partition(":")
    try:
        enrolment_id, place = uuid.UUID(number), int(n)
    except ValueError:
        raise ReloveError("exercise_not_found", kind="not_found") from None
    async with speech.finish() as work:
        state = _CLOSINGS[act]
        closed = await _enrolments(speech, work).close(speech.person.id, enrolment_id, place, state)
        counted = {"done": closed.part.view.done, "total": closed.part.view.total}
        if closed.finished:
            text = speech.text("stream-finished", name=_e(_name(speech, closed.part.stream)), **counted)
        else:
            text = speech.text(f"exercise-closed-{state}", **counted)
        await speech.say(work, OutgoingMessage(text, keyboard=speech.menu))


async def analyze_readiness(_: Message, speech: Speech) -> None:
    """The three best with reasons in the person's own words."""
    person = speech.person
    if person.care_active:
        await speech.say_text("care-menu")
        return
    if not person.may_work:
        await speech.say_only(consent_message(person, speech.container.translator, again=True))
        return
    async with speech.writing():
        view = await speech.container.readiness.compute(person)
    await speech.say_only(readiness_message(view, speech, like=LIKE, contest=CONTEST))


async def contest(query: CallbackQuery, speech: Speech) -> None:
    """The person does not agree with a score. In a care pause none is told, and no programme is named."""
    if speech.person.care_active:
        await speech.say_text("care-menu")
        return
    slug = _named(query)
    async with speech.finish() as work:
        service = ReadinessService(
            work, speech.container.content, speech.container.translator, speech.container.clock
        )
        await service.contest(speech.person.id, slug, None)
        text = speech.text("readiness-contest-kept", name=_e(_name(speech, slug)))
        await speech.say(work, OutgoingMessage(text, keyboard=speech.menu))


def _catalogue(speech: Speech, work: UnitOfWork) -> CatalogueService:
    container = speech.container
    return CatalogueService(work, container.content, container.translator, container.clock, container.links)


def _enrolments(speech: Speech, work: UnitOfWork) -> EnrolmentService:
    container = speech.container
    return EnrolmentService(work, container.content, container.translator, container.clock)


def _named(query: CallbackQuery) -> str:
    return (query.data or "").partition(":")[2]


def _name(speech: Speech, slug: str) -> str:
    stream = speech.container.content.stream(slug)
    return stream.text(speech.person.language).name if stream else slug


def _e(text: str) -> str:
    return html.escape(text, quote=False)
