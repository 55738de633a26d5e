"""The outbox: messages a second with one worker and with two, and what one costs while ever more of them wait.

python -m benchmarks.outbox [--messages 600]

Telegram is a function that says yes, and the limits are off: what is measured is ours. With the limits on, 29 a second
leave, however many workers there are; `make chaos` measures that.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from benchmarks.support.path import Bench, bench, explained, flatness, report
from relove.bootstrap import Container
from relove.core.ports import SendResult, Slot
from relove.domains.messaging.bulk import _AT_ONCE, BulkSender
from relove.domains.messaging.repository import OutboxRepository
from relove.domains.messaging.repository.chats import ChatRepository
from relove.domains.messaging.repository.outbox import _TAKE_BULK
from relove.domains.messaging.sender import OutboxSender
from relove.integrations.telegram.messenger import TelegramMessenger

BACKLOGS = (1_000, 10_000, 100_000)


class Says(TelegramMessenger):
    """Telegram that takes everything at once."""

    async def send(self, chat_id: int, message: object) -> SendResult:
        return SendResult("sent", message_id=1)


class AtOnce:
    """No limits."""

    async def turn(self, chat_id: int) -> float | None:
        return None

    async def bulk_slot(self, chat_id: int) -> Slot:
        return Slot("reserved", 0.0, 0.0)

    async def turn_of(self, chat_id: int, slot: Slot) -> float | None:
        return None


def sender_of(container: Container, owner: str) -> BulkSender:
    messenger, pace = Says.__new__(Says), AtOnce()
    sender = OutboxSender(container.units, messenger, pace, container.clock)
    return BulkSender(container.units, sender, pace, container.jobs, owner)


async def send(container: Container, rounds: int, owner: str) -> float:
    """Milliseconds a message, over so many rounds of eight."""
    bulk = sender_of(container, owner)
    begun = time.perf_counter()
    for _ in range(rounds):
        await bulk.round()
        await bulk.drain()
    return (time.perf_counter() - begun) / (rounds * _AT_ONCE) * 1000


async def fill(container: Container, messages: int) -> None:
    """One broadcast for each of so many chats, as COPY would write them."""
    payload = b'{"html":"news"}'
    async with container.units() as work:
        await OutboxRepository(work.session).add(chat_id=1, user_id=None, kind="broadcast", payload=payload)
    async with container.engine.begin() as connection:
        await connection.execute(
            text("UPDATE outbox_messages SET state = 'sent' WHERE state <> 'sent' AND chat_id > 1")
        )
        await connection.execute(
            text(
                "INSERT INTO outbox_messages (id, chat_id, kind, payload) "
                "SELECT gen_random_uuid(), 1000 + n, 'broadcast', "
                "(SELECT payload FROM outbox_messages WHERE chat_id = 1 AND payload IS NOT NULL LIMIT 1) "
                "FROM generate_series(1, :messages) AS n"
            ),
            {"messages": messages},
        )
        await connection.execute(text("DELETE FROM outbox_messages WHERE chat_id = 1"))
    async with container.engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(
            text("VACUUM ANALYZE outbox_messages")
        )


@asynccontextmanager
async def filled(made: Bench, messages: int) -> AsyncIterator[Container]:
    async with made.container() as container:
        await fill(container, messages)
        yield container


async def cost(made: Bench, backlog: int, messages: int) -> tuple[float, float]:
    """Milliseconds a message with one worker, and of one look of the sweeper."""
    async with filled(made, backlog) as container:
        await send(container, 5, "warming up")
        # The best of several: what others do on the machine only adds.
        each = min([await send(container, 10, "one worker") for _ in range(messages // (10 * _AT_ONCE))])
        looks: list[float] = []
        for _ in range(20):
            begun = time.perf_counter()
            async with container.units() as work:
                assert await ChatRepository(work.session).with_work() == []
            looks.append((time.perf_counter() - begun) * 1000)
        return each, min(looks)


def work(made: Bench, messages: int, owner: str, barrier: object) -> None:
    async def run() -> None:
        async with made.container() as container:
            barrier.wait()  # type: ignore[attr-defined]
            await send_share(container, messages, owner)

    asyncio.run(run())


async def send_share(container: Container, messages: int, owner: str) -> None:
    bulk = sender_of(container, owner)
    while not await bulk.round():
        pass
    await bulk.drain()


def together(made: Bench, workers: int, messages: int) -> float:
    """Messages a second of so many processes that empty one outbox."""

    async def prepare() -> None:
        async with filled(made, messages):
            pass

    asyncio.run(prepare())
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(workers + 1)
    processes = [
        context.Process(target=work, args=(made, messages, f"worker {number}", barrier))
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    barrier.wait()
    begun = time.perf_counter()
    for process in processes:
        process.join()
    return messages / (time.perf_counter() - begun)


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--messages", type=int, default=600)
    given = reader.parse_args()
    with bench() as made:
        print("outbox")
        for workers in (1, 2):
            print(
                f"  {workers} worker(s): {together(made, workers, given.messages * 3):.0f} messages a second"
            )
        costs = [(size, *asyncio.run(cost(made, size, given.messages))) for size in BACKLOGS]
        report("a message", [(size, each) for size, each, _ in costs])
        report("a look of the sweeper", [(size, look) for size, _, look in costs])
        values = {"owner": "x", "most": 8, "aside": [], "looked_at": 256}
        asyncio.run(explained(made, _TAKE_BULK, values))
        print(f"  flat within {flatness([each for _, each, _ in costs]):.0%} (limit 20%)")


if __name__ == "__main__":
    main()
