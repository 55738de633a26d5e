"""A reply: our own CPU and database statements for one turn, with sessions of 10, 100 and 1,000 turns behind it.

python -m benchmarks.pipeline [--turns 10] [--long 1000]

From the inbox row to the committed reply, through the bot's dispatcher: with the written replies, and with a model that
answers at once, whose own time is none. What is sent to Telegram afterwards is measured by `benchmarks.outbox`.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import event

from benchmarks.support.path import Bench, bench
from relove.bootstrap import Container
from relove.bot.handling import TelegramHandler
from relove.core.ports import ModelTask, ModelUsage, PromptMessage
from relove.domains.conversations.pipeline import ReplyPipeline
from relove.domains.messaging.context import InboxContext
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from relove.integrations.logs import configure_logging

STATEMENTS = 10
_SAID = "Я устала от работы, где надо всё время доказывать, и думаю о море номер {n}. Наверное, пора."
_numbers = itertools.count(1)


class AtOnce:
    """A model that has the reply ready, another one each time."""

    enabled = True

    def reply(
        self, task: ModelTask, messages: Sequence[PromptMessage], usage: ModelUsage
    ) -> AsyncIterator[str]:
        return self._said(next(_numbers))

    async def _said(self, number: int) -> AsyncIterator[str]:
        yield f"Слово{number} о море. "
        yield f"Чем занята мысль{number} про берег{number}?"

    async def embed(self, task: ModelTask, texts: Sequence[str]) -> list[list[float]]:
        return [[1.0] + [0.0] * 511 for _ in texts]


class Silent:
    """Nobody sees drafts and typing here."""

    async def typing(self, chat_id: int) -> None:
        return None

    async def draft(self, chat_id: int, draft_id: int, text: str) -> bool:
        return True


@contextmanager
def counted(container: Container) -> Iterator[list[str]]:
    """The statements until the block ends."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    engine = container.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


class Talker:
    """One person in one session."""

    def __init__(self, container: Container, chat_id: int) -> None:
        self._container = container
        self._chat_id = chat_id
        self._handler = TelegramHandler(container)

    async def agree(self) -> None:
        container = self._container
        async with container.units() as work:
            people = PeopleService(work, container.clock)
            person = await people.meet(TelegramPerson(self._chat_id, "Анна", None, "anna", "ru"))
            await people.decide(person.id, {"guided_work": True, "profile": True}, "bot")

    async def says(self, number: int) -> float:
        """One turn; seconds of our own CPU."""
        update = next(_numbers)
        who = {"id": self._chat_id, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
        message = {
            "message_id": update,
            "date": 1_772_442_000,
            "chat": {"id": self._chat_id, "type": "private", "first_name": "Анна"},
            "from": who,
            "text": _SAID.format(n=number),
        }
        raw = msgspec.json.encode({"update_id": update, "message": message})
        await self._container.intake.accept_telegram(raw)
        token = await self._container.desk.take(self._chat_id, "bench")
        assert token is not None
        given = await self._container.desk.go_on(self._chat_id, token)
        while given.due:
            # What was said is not sent here.
            await self._forget_outbox()
            given = await self._container.desk.go_on(self._chat_id, token)
        assert given.row is not None
        # Nobody writes that fast: a limit on floods would hold back most of it.
        await self._container.redis.flushdb()
        begun = time.process_time()
        await self._handler(InboxContext(self._container.units, given.row, token))
        spent = time.process_time() - begun
        await self._forget_outbox()
        assert (await self._container.desk.go_on(self._chat_id, token)).row is None
        return spent

    async def _forget_outbox(self) -> None:
        async with self._container.engine.begin() as connection:
            await connection.exec_driver_sql("DELETE FROM outbox_messages")


async def measure(
    made: Bench, turns: int, lengths: Sequence[int], *, model: bool
) -> dict[int, tuple[float, float]]:
    """By length of the session: milliseconds of CPU a turn, statements a turn."""
    found: dict[int, tuple[float, float]] = {}
    async with made.container() as container:
        assert isinstance(container.pipeline, ReplyPipeline)
        pipeline: Any = container.pipeline
        pipeline._messenger = Silent()
        if model:
            use_model(pipeline)
        for place, length in enumerate(lengths):
            talker = Talker(container, 9000 + place + (100 if model else 0))
            await talker.agree()
            for number in range(length):
                await talker.says(number)
            gc.collect()
            spent, statements = [], []
            for number in range(turns):
                with counted(container) as seen:
                    spent.append(await talker.says(length + number))
                statements.append(len([one for one in seen if not one.startswith("DELETE FROM outbox")]))
            found[length] = (statistics.median(spent) * 1000, statistics.median(statements))
            if place == 0:
                for one in seen:
                    print("   ", " ".join(one.split())[:150])
    return found


def use_model(pipeline: Any) -> None:
    """The model in all its places."""
    fast = AtOnce()
    pipeline._writer._model = fast
    pipeline._writer._knowledge._recollector._model = fast


def main() -> None:
    configure_logging("WARNING", "console", "bench")
    reader = argparse.ArgumentParser(prog="benchmarks.pipeline")
    reader.add_argument("--turns", type=int, default=20)
    reader.add_argument("--long", type=int, default=1000)
    given = reader.parse_args()
    lengths = (10, 100, given.long)
    with bench() as made:
        for model in (False, True):
            title = "with a model that answers at once" if model else "with the written replies"
            found = asyncio.run(measure(made, given.turns, lengths, model=model))
            base = found[lengths[0]][0]
            for length, (spent, statements) in found.items():
                print(
                    f"  {title}, {length:>5} turns behind: {spent:.1f} ms CPU ({spent / base:.2f} of the first), "
                    f"{statements:.0f} statements"
                )


if __name__ == "__main__":
    main()
