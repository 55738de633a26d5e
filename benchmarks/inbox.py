"""The inbox: rows a second with one worker and with two, and what one costs while ever more of them wait.

python -m benchmarks.inbox [--rows 300]

The handler is the shortest there is: it says one word and ends the row. What is measured is the path around it.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import time

from sqlalchemy import text

from benchmarks.outbox import AtOnce, Says
from benchmarks.support.path import Bench, bench, explained, flatness, report
from relove.bootstrap import Container
from relove.core.ports import OutgoingMessage
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.processor import ChatProcessor, Handler
from relove.domains.messaging.repository.chats import _CHATS_WITH_WORK
from relove.domains.messaging.schemas import InboxRow, InboxSource
from relove.domains.messaging.sender import OutboxSender

BACKLOGS = (1_000, 10_000, 100_000)
_ROWS_A_CHAT = 10
_AT_ONCE = 10
_BATCH = 10


async def say_one_word(inbox: InboxContext) -> None:
    async with inbox.finish() as work:
        await inbox.say(work, OutgoingMessage("yes"), user_id=None)


async def nobody_is_told(row: InboxRow) -> bytes | None:
    return None


def processor_of(container: Container, owner: str) -> ChatProcessor:
    sender = OutboxSender(container.units, Says.__new__(Says), AtOnce(), container.clock)
    handlers: dict[InboxSource, Handler] = {"telegram": say_one_word, "mini_app": say_one_word}
    return ChatProcessor(
        container.units, sender, container.jobs, handlers, nobody_is_told, owner, container.desk
    )


async def fill(container: Container, rows: int) -> None:
    """So many updates wait, ten in each chat."""
    async with container.engine.begin() as connection:
        await connection.execute(text("DELETE FROM inbox_updates"))
        await connection.execute(text("DELETE FROM outbox_messages"))
    await container.intake.accept_telegram(
        b'{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1}, "text": "x"}}'
    )
    async with container.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO inbox_updates (id, source, source_key, chat_id, kind, payload) "
                "SELECT gen_random_uuid(), 'telegram', 'n' || n, 1000 + n / :each, 'message', "
                "(SELECT payload FROM inbox_updates WHERE source_key = '1') FROM generate_series(0, :rows) AS n"
            ),
            {"rows": rows - 1, "each": _ROWS_A_CHAT},
        )
        await connection.execute(text("DELETE FROM inbox_updates WHERE source_key = '1'"))
    async with container.engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(
            text("VACUUM ANALYZE inbox_updates")
        )


async def work_off(container: Container, chats: range, owner: str) -> None:
    """So many chats, ten at once."""
    processor = processor_of(container, owner)
    waiting = list(chats)

    async def take() -> None:
        while waiting:
            await processor.process(waiting.pop())

    await asyncio.gather(*(take() for _ in range(_AT_ONCE)))


async def cost(made: Bench, backlog: int, rows: int) -> tuple[float, float]:
    """Milliseconds a row with one worker, and of one look of the sweeper."""
    async with made.container() as container:
        await fill(container, backlog)
        first = 1000
        await work_off(container, range(first, first + 5), "warming up")
        costs: list[float] = []
        for batch in range(rows // (_BATCH * _ROWS_A_CHAT)):
            chats = range(first + 5 + batch * _BATCH, first + 5 + (batch + 1) * _BATCH)
            begun = time.perf_counter()
            await work_off(container, chats, "one worker")
            costs.append((time.perf_counter() - begun) / (_BATCH * _ROWS_A_CHAT) * 1000)
        looks: list[float] = []
        async with container.engine.connect() as connection:
            for _ in range(10):
                begun = time.perf_counter()
                list(await connection.execute(_CHATS_WITH_WORK, {"limit": 1000}))
                looks.append((time.perf_counter() - begun) * 1000)
        # The best of several: what others do on the machine only adds.
        return min(costs), min(looks)


def together(made: Bench, workers: int, rows: int) -> float:
    """Rows a second of so many processes that empty one inbox, each its share of the chats."""

    async def prepare() -> None:
        async with made.container() as container:
            await fill(container, rows)

    def work(number: int) -> None:
        async def run() -> None:
            async with made.container() as container:
                barrier.wait()
                await work_off(
                    container, range(1000 + number, 1000 + rows // _ROWS_A_CHAT, workers), f"worker {number}"
                )

        asyncio.run(run())

    asyncio.run(prepare())
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(workers + 1)
    processes = [context.Process(target=work, args=(number,)) for number in range(workers)]
    for process in processes:
        process.start()
    barrier.wait()
    begun = time.perf_counter()
    for process in processes:
        process.join()
    return rows / (time.perf_counter() - begun)


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--rows", type=int, default=600)
    given = reader.parse_args()
    with bench() as made:
        print("inbox")
        for workers in (1, 2):
            print(f"  {workers} worker(s): {together(made, workers, given.rows * 3):.0f} rows a second")
        costs = [(size, *asyncio.run(cost(made, size, given.rows))) for size in BACKLOGS]
        report("a row", [(size, each) for size, each, _ in costs])
        report("a look of the sweeper", [(size, look) for size, _, look in costs])
        asyncio.run(explained(made, _CHATS_WITH_WORK, {"limit": 1000}))
        print(f"  flat within {flatness([each for _, each, _ in costs]):.0%} (limit 20%)")


if __name__ == "__main__":
    main()
