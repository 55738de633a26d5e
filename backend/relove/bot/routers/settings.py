"""/settings: each thing that a person may decide about how, where and when they are spoken with."""

from __future__ import annotations

import datetime
import html
from typing import Any, cast, get_args
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from relove.bot import asking
from relove.bot.asking import SET
from relove.bot.routers.dial import dial
from relove.bot.routers.menu import pause
from relove.bot.speech import Speech
from relove.core.actor import LANGUAGES
from relove.core.errors import ReloveError
from relove.core.ports import Button, OutgoingMessage
from relove.domains.conversations.events import ConversationEvents
from relove.domains.people.asking import Asking
from relove.domains.people.hours import CITIES, span_in, times_in, zones_where
from relove.domains.people.schemas import Formality, Gender, PreferencesPatch, QuietHours
from relove.domains.people.service import PeopleService

_ROWS = (
    ("called", "formality"),
    ("gender", "language"),
    ("country", "zone"),
    ("directness", "quiet"),
    ("pause",),
)
_QUIET = (("22:00", "08:00"), ("21:00", "09:00"), ("23:00", "07:00"), ("00:00", "10:00"))
_NOBODY = "none"


def make_router() -> Router:
    """Handlers of this file."""
    router = Router(name="settings")
    router.message.register(card, Command("settings"))
    router.message.register(answer, asking.answers)
    router.callback_query.register(choose, F.data.startswith(SET))
    return router


async def card(_: Message | CallbackQuery, speech: Speech) -> None:
    """How things stand, with a button for each."""
    person = speech.person
    city = {zone: name for zone, name, _ in CITIES}.get(person.timezone, "other")
    text = speech.text(
        "settings-card",
        called=html.escape(person.called or speech.text("settings-called-none"), quote=False),
        formality=person.formality,
        gender=person.gender or _NOBODY,
        country=person.country,
        zone=speech.text("city-name", city=city, zone=person.timezone),
        confirmed="yes" if person.timezone_confirmed else "no",
        directness=person.directness,
        quiet=f"{person.quiet_from}–{person.quiet_to}",
        paused="yes" if person.proactive_paused else "no",
    )
    rows = tuple(
        tuple(Button(speech.text("settings-button", what=what), data=f"{SET}{what}") for what in row)
        for row in _ROWS
    )
    await speech.say_only(OutgoingMessage(text, buttons=rows))


async def choose(query: CallbackQuery, speech: Speech) -> None:
    """A button of the card, or of one of its questions: `set:<what>` asks, `set:<what>:<value>` answers."""
    what, _, value = (query.data or "").removeprefix(SET).partition(":")
    if what == "cancel":
        await speech.say_text("settings-cancelled")
    elif what == "skip":
        await speech.say_text("address-skipped")
    elif what in ("directness", "pause"):
        await (dial if what == "directness" else pause)(query, speech)
    elif value:
        patch = _patch(what, value, speech)
        if patch is None:
            await speech.say_text("button-old")
            return
        await _change(speech, what, patch)
    elif what in ("called", "zone", "quiet"):
        await _ask_for_words(speech, what)
    else:
        await _ask_for_choice(speech, what)


async def _ask_for_words(speech: Speech, what: str) -> None:
    async with speech.finish() as work:
        if what == "called":
            rows = [(Button(speech.text("settings-called-drop"), data=f"{SET}called:-"),)]
            await asking.ask(work, speech, "called", "settings-called-ask", *rows)
        elif what == "zone":
            await asking.ask(work, speech, "hour", "settings-hour-ask")
        else:
            hours = [Button(f"{a}–{b}", data=f"{SET}quiet:{a}-{b}") for a, b in _QUIET]
            await asking.ask(
                work, speech, "quiet_hours", "settings-quiet-ask", tuple(hours[:2]), tuple(hours[2:])
            )


async def _ask_for_choice(speech: Speech, what: str) -> None:
    labels: dict[str, str]
    if what == "formality":
        labels = {value: speech.text(f"settings-{value}") for value in get_args(Formality)}
    elif what == "gender":
        labels = {
            value: speech.text("settings-gender-button", gender=value)
            for value in (*get_args(Gender), _NOBODY)
        }
    elif what == "language":
        labels = {code: speech.text("settings-language-name", language=code) for code in LANGUAGES}
    elif what == "country":
        labels = {code: speech.text("country-name", country=code) for code in _countries(speech)}
    else:
        await speech.say_text("button-old")
        return
    buttons = [Button(label, data=f"{SET}{what}:{value}") for value, label in labels.items()]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    text = speech.text(f"settings-{what}-ask")
    await speech.say_only(OutgoingMessage(text, buttons=(*rows, asking.cancel_row(speech))))


def _countries(speech: Speech) -> tuple[str, ...]:
    return tuple(speech.container.content.bundle.help_lines.countries)


def _patch(what: str, value: str, speech: Speech) -> PreferencesPatch | None:
    """What a button's value means; None for what is none of ours."""
    if what == "called":
        return PreferencesPatch(called=None if value == "-" else speech.person.first_name)
    if what == "formality" and value in get_args(Formality):
        return PreferencesPatch(formality=cast(Formality, value))
    if what == "gender" and value in (*get_args(Gender), _NOBODY):
        return PreferencesPatch(gender=None if value == _NOBODY else cast(Gender, value))
    if what == "language" and value in LANGUAGES:
        return PreferencesPatch(language=value)
    if what == "country" and value in _countries(speech):
        return PreferencesPatch(country=value)
    if what == "zone" and value in {zone for zone, _, _ in CITIES}:
        return PreferencesPatch(timezone=value)
    return _quiet(value) if what == "quiet" else None


def _quiet(said: str) -> PreferencesPatch | None:
    hours = span_in(said)
    return None if hours is None else PreferencesPatch(quiet_hours=QuietHours(*hours))


async def answer(message: Message, speech: Speech) -> None:
    """Words that answer what is asked."""
    question, said = asking.waits(speech), message.text or ""
    if question == "called":
        try:
            await _change(speech, "called", PreferencesPatch(called=said))
        except ReloveError:
            await _again(speech, "settings-called-bad")
    elif question == "quiet_hours":
        patch = _quiet(said)
        await (_again(speech, "settings-quiet-bad") if patch is None else _change(speech, "quiet", patch))
    else:
        await _propose_zones(speech, said)


async def _again(speech: Speech, key: str) -> None:
    """The question stays open."""
    await speech.say_only(OutgoingMessage(speech.text(key), buttons=(asking.cancel_row(speech),)))


async def _propose_zones(speech: Speech, said: str) -> None:
    times = times_in(said)
    if not times:
        await _again(speech, "settings-hour-unclear")
        return
    zones = zones_where(times, speech.container.clock.now(), speech.person.country)
    if not zones:
        await _again(speech, "settings-zone-none")
        return
    buttons = [
        Button(speech.text("city-name", city=name, zone=zone), data=f"{SET}zone:{zone}")
        for zone, name in zones
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    other = Button(speech.text("settings-hour-again"), data=f"{SET}zone")
    text = speech.text("settings-zone-ask")
    async with speech.finish() as work:
        await Asking(work, speech.container.clock).let_go(speech.person.id)
        await speech.say(work, OutgoingMessage(text, buttons=(*rows, (other, *asking.cancel_row(speech)))))


async def _change(speech: Speech, what: str, patch: PreferencesPatch) -> None:
    """Keep it and say so, in the words that hold from now on."""
    container, zone = speech.container, patch.timezone
    likely = container.content.country_by_zone(zone) if isinstance(zone, str) else None
    async with speech.finish() as work:
        person = await PeopleService(work, container.clock).change(speech.person.id, patch, likely)
        if speech.person.pending is not None:
            await Asking(work, container.clock).let_go(person.id)
        work.after_commit(lambda: ConversationEvents(container.live).person_changed(person.id))
        now = Speech(container, speech.inbox, person)
        await now.say(work, OutgoingMessage(_said(now, what), keyboard=now.menu))


def _said(speech: Speech, what: str) -> str:
    person = speech.person
    args: dict[str, Any] = {}
    if what == "called":
        if person.called is None:
            return speech.text("settings-called-dropped")
        args["called"] = html.escape(person.called, quote=False)
    elif what == "formality":
        args["formality"] = person.formality
    elif what == "gender":
        args["gender"] = person.gender or _NOBODY
    elif what == "country":
        args["country"] = person.country
    elif what == "zone":
        there: datetime.datetime = speech.container.clock.now().astimezone(ZoneInfo(person.timezone))
        city = {zone: name for zone, name, _ in CITIES}.get(person.timezone, "other")
        args = {"city": city, "zone": person.timezone, "time": f"{there:%H:%M}"}
    elif what == "quiet":
        args = {"from": person.quiet_from, "to": person.quiet_to}
    return speech.text(f"settings-{what}-set", **args)
