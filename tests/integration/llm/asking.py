"""Whoever asks a model, and looks at what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from relove.bootstrap import Container
from relove.core.clock import OffsetClock
from relove.core.ports import ModelTask, ModelUsage, PromptMessage
from relove.domains.people.schemas import Person, TelegramPerson
from relove.domains.people.service import PeopleService
from tests.integration.sandbox.serving import Sandbox

TEAM = 777


class Asking:
    """Asks the container's model as the domains do, and looks at what became of it."""

    def __init__(self, container: Container, sandbox: Sandbox) -> None:
        self.container = container
        self.sandbox = sandbox
        self.model = container.model

    async def person(self, telegram_id: int, timezone: str = "Europe/Moscow") -> Person:
        async with self.container.units() as work:
            people = PeopleService(work, self.container.clock)
            person = await people.meet(TelegramPerson(telegram_id, "Анна"))
        await self.sql(f"UPDATE users SET timezone = '{timezone}' WHERE id = '{person.id}'")
        return person

    async def reply(self, task: ModelTask, words: str = "Мне страшно") -> str:
        return "".join([piece async for piece in self.model.reply(task, said(words), ModelUsage())])

    async def script(self, *items: dict[str, Any]) -> None:
        await self.sandbox.post("/sandbox/model/script", items=list(items))

    async def requests(self) -> list[dict[str, Any]]:
        return list((await self.sandbox.get("/sandbox/model/requests"))["items"])

    async def calls(self, columns: str = "outcome, reason") -> list[tuple[Any, ...]]:
        await self.model.settle()
        rows = await self.sql(f"SELECT {columns} FROM model_calls ORDER BY created_at")
        return [tuple(row) for row in rows]

    async def sql(self, statement: str) -> Sequence[Any]:
        async with self.container.engine.begin() as connection:
            found = await connection.execute(text(statement))
            return found.all() if found.returns_rows else []

    async def alerts(self) -> int:
        [[count]] = await self.sql(f"SELECT count(*) FROM outbox_messages WHERE chat_id = {TEAM}")
        return int(count)

    def later(self, **time: float) -> None:
        """Business time goes on."""
        clock = self.container.clock
        assert isinstance(clock, OffsetClock)
        clock.set_offset(clock.offset + round(timedelta(**time).total_seconds() * 1_000_000))


def said(*words: str) -> list[PromptMessage]:
    return [PromptMessage("system", "Отвечай кратко."), *(PromptMessage("user", word) for word in words)]
