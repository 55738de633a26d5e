"""Somebody who tells of themselves: sessions and turns in the database, and the reflection on them."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import text

from relove.bootstrap import Container
from relove.core.actor import Language
from relove.core.ids import new_id
from relove.domains.conversations.memory.schemas import MemoryItem, Recollection
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.schemas import Reply, SessionType, SessionView
from relove.domains.conversations.service import SessionService
from relove.domains.journey.schemas import TransitionView
from relove.domains.journey.service import JourneyService
from relove.domains.people.schemas import Person, PreferencesPatch, TelegramPerson
from relove.domains.people.service import PeopleService


class Teller:
    """One person. What they say is stored at once; what is made of it, when `reflect` is called."""

    def __init__(self, container: Container, person: Person) -> None:
        self.container = container
        self.person = person
        self.session: SessionView | None = None

    @classmethod
    async def meet(
        cls, container: Container, telegram_id: int = 1, language: Language = "ru", name: str = "Анна"
    ) -> Teller:
        """Somebody who agreed to everything."""
        async with container.units() as work:
            people = PeopleService(work, container.clock)
            person = await people.meet(TelegramPerson(telegram_id, name))
            await people.decide(person.id, {"guided_work": True, "profile": True}, "bot")
            person = await people.change(person.id, PreferencesPatch(language=language))
        return cls(container, person)

    @property
    def id(self) -> uuid.UUID:
        return self.person.id

    @property
    def session_id(self) -> uuid.UUID:
        assert self.session is not None
        return self.session.id

    async def begin(self, kind: SessionType = "chat") -> None:
        """Open a session; the one before it is over then."""
        async with self.container.units() as work:
            stage = await JourneyService(work, self.container.content, self.container.clock).begin(self.id)
            sessions = SessionService(work, self.container.clock)
            self.session = await sessions.open(self.id, kind, stage, finish_active=True)

    async def say(self, *lines: str, answer: str = "Понимаю.") -> list[uuid.UUID]:
        """Say something, and hear an answer to each; ids of the person's turns."""
        if self.session is None:
            await self.begin()
        assert self.session is not None
        ids = []
        for line in lines:
            async with self.container.units() as work:
                sessions = SessionService(work, self.container.clock)
                turn = await sessions.record_person(self.session, self.id, line, "bot", new_id())
                await sessions.record_guide(self.session, self.id, Reply(answer, "template"), "bot", None)
            ids.append(turn.id)
        return ids

    async def close(self, summary: str | None = None) -> None:
        """Finish the session."""
        async with self.container.units() as work:
            await SessionService(work, self.container.clock).finish(self.session_id, summary)

    async def reflect(self) -> bool:
        return await self.container.reflection.reflect(self.session_id)

    async def tell(self, *lines: str) -> list[uuid.UUID]:
        """A session of its own from beginning to end, reflected on."""
        await self.begin()
        ids = await self.say(*lines)
        await self.close()
        await self.reflect()
        return ids

    async def memory(self, kind: str | None = None) -> list[MemoryItem]:
        async with self.container.units() as work:
            items = await MemoryService(work, self.container.clock).of_person(self.id)
        return [item for item in items if kind is None or item.kind == kind]

    async def recall(self, about: str) -> Recollection:
        """What a reply to these words would know."""
        async with self.container.units() as work:
            return (await MemoryService(work, self.container.clock).recall(self.id, about, None))[0]

    async def veto(self, item: MemoryItem) -> None:
        async with self.container.units() as work:
            await MemoryService(work, self.container.clock).veto(item.id, self.id)

    async def correct(self, item: MemoryItem, said: str) -> MemoryItem:
        async with self.container.units() as work:
            return await MemoryService(work, self.container.clock).correct(item.id, self.id, said)

    async def stage(self) -> str | None:
        async with self.container.units() as work:
            return await JourneyService(work, self.container.content, self.container.clock).current(self.id)

    async def transitions(self) -> list[TransitionView]:
        async with self.container.units() as work:
            journey = JourneyService(work, self.container.content, self.container.clock)
            return await journey.transitions(self.id)

    async def sql(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        """Rows of a query."""
        async with self.container.engine.begin() as connection:
            found = await connection.execute(text(statement), values)
            return [dict(row) for row in found.mappings()] if found.returns_rows else []
