"""A handler's way to answer: the person, their language, and answers that end the inbox row."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiogram.types import User as TelegramUser

from relove.bootstrap import Container
from relove.bot.contacts import contact_of
from relove.core.ports import Button, OutgoingMessage
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.views import consent_message, menu
from relove.domains.messaging.context import InboxContext
from relove.domains.people.schemas import Person, TelegramPerson
from relove.domains.people.service import PeopleService
from relove.domains.profiles.contact import refresh_if_old


class Speech:
    """One update being answered."""

    def __init__(self, container: Container, inbox: InboxContext, person: Person) -> None:
        self.container = container
        self.inbox = inbox
        self.person = person

    @classmethod
    async def begin(
        cls, container: Container, inbox: InboxContext, who: TelegramUser, source: str | None
    ) -> Speech:
        """Meet the person: made at the first contact, refreshed at every other."""
        # Not fenced, for the contact was made whoever holds the chat; the chat is noted with the next unit of work.
        async with container.units() as work:
            person = await _meet(container, inbox, work, who, source)
        return cls(container, inbox, person)

    @classmethod
    async def knows(cls, container: Container, inbox: InboxContext, who: TelegramUser) -> bool:
        """Was this person met before?"""
        async with inbox.step() as work:
            return await PeopleService(work, container.clock).find_by_telegram(who.id) is not None

    @classmethod
    async def greet(cls, container: Container, inbox: InboxContext, who: TelegramUser) -> None:
        """The first contact, whatever it was: a greeting and the question of consent; nothing else is done.

        One unit of work: broken off, it begins anew with somebody who is still not known.
        """
        async with inbox.finish() as work:
            person = await _meet(container, inbox, work, who, None)
            await inbox.say(work, consent_message(person, container.translator), user_id=person.id)

    def text(self, key: str, **args: Any) -> str:
        """A text in the person's language."""
        return self.container.translator.text(self.person.voice, key, **args)

    @property
    def menu(self) -> tuple[tuple[str, ...], ...]:
        """The four-button menu."""
        return menu(self.person.language, self.container.translator)

    def app_button(self, path: str = "") -> tuple[Button, ...]:
        """A row that opens the Mini App; empty where Telegram would refuse the address."""
        base = self.container.settings.public_url
        sandbox = bool(self.container.settings.sandbox_url)
        if not base or not (base.startswith("https://") or sandbox):
            return ()
        return (Button(self.text("open-app"), web_app=f"{base.rstrip('/')}/{path}"),)

    @asynccontextmanager
    async def finish(self) -> AsyncIterator[UnitOfWork]:
        """The unit of work that ends the row."""
        async with self.inbox.finish() as work:
            yield work

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        """Show that something is being written, where a model writes it."""
        if self.container.model.enabled:
            await self.container.messenger.typing(self.inbox.chat_id)
        yield

    async def say(self, work: UnitOfWork, *messages: OutgoingMessage) -> None:
        """Queue answers."""
        for message in messages:
            await self.inbox.say(work, message, user_id=self.person.id)

    async def say_only(self, *messages: OutgoingMessage) -> None:
        """Answer; nothing else is written."""
        async with self.finish() as work:
            await self.say(work, *messages)

    async def say_text(self, key: str, **args: Any) -> None:
        """Answer with one text of the catalogues, the menu beside it."""
        await self.say_only(OutgoingMessage(self.text(key, **args), keyboard=self.menu))


async def _meet(
    container: Container, inbox: InboxContext, work: UnitOfWork, who: TelegramUser, source: str | None
) -> Person:
    person = await PeopleService(work, container.clock).meet(
        TelegramPerson(who.id, who.first_name, who.last_name, who.username, who.language_code),
        source,
        contact_of(inbox.row),
    )
    refresh_if_old(work, container.jobs, container.clock, person)
    inbox.remembers(person.id, container.clock.now())
    return person
