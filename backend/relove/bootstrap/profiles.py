"""What profiles take from the conversations above them, and from Telegram."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from aiogram import Bot
from sqlalchemy.ext.asyncio import AsyncEngine

from relove.config import Settings
from relove.core.clock import Clock
from relove.core.ports import LanguageModel, LiveEvents
from relove.db.locks import only_one
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations.canary import mark
from relove.domains.conversations.crisis import assess
from relove.domains.conversations.fitness import unfit
from relove.domains.conversations.generation import fault_of_statement
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.own_labels import OwnLabels
from relove.domains.conversations.prompting import names_of
from relove.domains.conversations.redaction import redact_all
from relove.domains.conversations.service import SessionService
from relove.domains.journey.schemas import Evidence
from relove.domains.people.schemas import Person
from relove.domains.profiles.drafting import Drafter
from relove.domains.profiles.ports import NotReadable, PublicChannels, Words
from relove.domains.profiles.refresher import ProfileRefresher
from relove.domains.profiles.rotation import ProfileRotation
from relove.integrations.telegram.about import TelegramSelves

# Any fixed number: only one process in all goes round.
_ROUND = 7_301_652_121
_LOOK_EVERY_S = 0.2


class ConversationEvidence:
    """What the conversations know of a person."""

    def __init__(self, clock: Clock, ours: OwnLabels) -> None:
        self._clock = clock
        self._ours = ours

    async def evidence(self, work: UnitOfWork, user_id: uuid.UUID) -> Sequence[Evidence]:
        """What memory holds."""
        return await MemoryService(work, self._clock).evidence(user_id)

    async def words(
        self, work: UnitOfWork, user_id: uuid.UUID, inbox_ids: Sequence[uuid.UUID]
    ) -> Mapping[uuid.UUID, Words]:
        """What was said; not what was said in need: nobody is told that as a finding. Nor what the person took out,
        nor what we wrote and they pressed.
        """
        turns = await SessionService(work, self._clock).said_by_rows(user_id, inbox_ids)
        out = await MemoryService(work, self._clock).kept_out(user_id)
        usable = {
            row: turn
            for row, turn in turns.items()
            if not turn.in_care and not self._ours.hold(turn.text) and assess(turn.text) is None
        }
        said = {row: Words(turn.id, out.without(turn.text)) for row, turn in usable.items()}
        return {row: words for row, words in said.items() if words.text}


class ModelDiscretion:
    """The same rules as for replies."""

    def hide(self, person: Person, texts: Sequence[str]) -> tuple[list[str], Callable[[str], str]]:
        """Without personal data."""
        hidden, restorer = redact_all(texts, names_of(person), person.language)
        return hidden, lambda text: restorer.feed(text) + restorer.flush()

    def mark(self, language: str) -> str:
        """The line that nobody may recite."""
        return mark(language)

    def fault(self, text: str) -> str | None:
        """Why it must not be used."""
        return fault_of_statement(text)

    def unfit(self, text: str, said: str) -> bool:
        """What is not said of anybody, unless they said so."""
        return unfit(text, said)


class NoChannels:
    """Where no account of the team is set up to read channels with."""

    async def posts(self, channel: str, count: int) -> Sequence[str]:
        """Nothing."""
        raise NotReadable("not_set_up")


class ClockPause:
    """Waits in business time: where the clock is moved on, the wait is over."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(self, seconds: float) -> None:
        since = self._clock.now()
        # The clock may be moved on by another process: there is nothing to be told by.
        while (left := seconds - (self._clock.now() - since).total_seconds()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(min(left, _LOOK_EVERY_S))


def make_channels(settings: Settings) -> PublicChannels:
    """Telethon, where the settings name an account."""
    if not (settings.telethon_api_id and settings.telethon_api_hash and settings.telethon_session):
        return NoChannels()
    # Imported where it is used only: it costs 165 MB.
    from relove.integrations.telegram.telethon_reader import TelethonReader

    return TelethonReader.make(
        settings.telethon_api_id,
        settings.telethon_api_hash.get_secret_value(),
        settings.telethon_session.get_secret_value(),
    )


def make_refresher(
    *,
    settings: Settings,
    units: UnitOfWorkFactory,
    clock: Clock,
    model: LanguageModel,
    content: ContentService,
    bot: Bot,
    live: LiveEvents,
    ours: OwnLabels,
) -> ProfileRefresher:
    """Refreshes one profile."""
    return ProfileRefresher(
        units=units,
        clock=clock,
        model=model,
        drafter=Drafter(model, content, ModelDiscretion()),
        source=ConversationEvidence(clock, ours),
        selves=TelegramSelves(bot),
        channels=make_channels(settings),
        streams=partial(_stream_names, content),
        live=live,
    )


def make_rotation(
    units: UnitOfWorkFactory, clock: Clock, refresher: ProfileRefresher, engine: AsyncEngine
) -> ProfileRotation:
    """Goes round all."""
    return ProfileRotation(units, clock, refresher, ClockPause(clock), partial(only_one, engine, _ROUND))


def _stream_names(content: ContentService, language: str) -> Mapping[str, str]:
    """The catalogue as a profile sees it: what each is called, and what it promises."""
    texts = {stream.slug: stream.text(language) for stream in content.streams()}
    return {slug: f"{text.name}. {text.promise}" for slug, text in texts.items()}
