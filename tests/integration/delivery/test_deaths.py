"""A row that kills the process that handles it: it must not kill for ever, and nobody may be buried for being near."""

import asyncio
import multiprocessing
import os
import signal

import pytest

from relove.bootstrap import build
from relove.config import Settings
from relove.core.tasks import spawn
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.processor import MAX_DEATHS, ChatProcessor
from relove.domains.messaging.repository.desk import SUSPECT_AFTER
from tests.integration.delivery.line import (
    ANNA,
    Line,
    an_update,
    answer,
    friendly_line,
    nobody_is_told,
    said_in,
)

POISON = "яд"


async def echo(inbox: InboxContext) -> None:
    """Answers with what was said; one word kills the process."""
    said = said_in(inbox.row)
    if said == POISON:
        os.kill(os.getpid(), signal.SIGKILL)
    await answer(inbox, f"эхо: {said}")


def a_worker(settings: Settings) -> None:
    """A process of its own that works off Anna's chat."""

    async def work() -> None:
        async with build(settings) as container:
            handlers = {"telegram": echo, "mini_app": echo}
            await ChatProcessor(
                container.units,
                container.sender,
                container.jobs,
                handlers,  # type: ignore[arg-type]
                nobody_is_told,
                "doomed",
                container.desk,
            ).process(ANNA)

    asyncio.run(work())


async def dies(line: Line) -> None:
    """A worker takes the chat, dies in the middle, and is not heard of for longer than its lease."""
    process = multiprocessing.get_context("fork").Process(target=a_worker, args=(line.container.settings,))
    process.start()
    await asyncio.to_thread(process.join)
    assert process.exitcode == -signal.SIGKILL
    await line.expire()


async def deaths(line: Line) -> list[tuple[str, int]]:
    rows = await line.sql("SELECT state, deaths FROM inbox_updates ORDER BY seq")
    return [(row["state"], row["deaths"]) for row in rows]


async def test_a_row_that_kills_its_worker_again_and_again_becomes_a_dead_letter(line: Line) -> None:
    await line.comes(an_update(1, POISON), an_update(2, "после"))
    for died in range(MAX_DEATHS):
        # Counted by whoever comes next.
        assert await deaths(line) == [("pending", max(died - 1, 0)), ("pending", 0)]
        await dies(line)
    await line.processor(echo, friendly_line).process(ANNA)
    assert await line.inbox() == [("dead", 0, "worker_died"), ("done", 0, None)]
    assert await line.sends() == ["Что-то сбилось.", "эхо: после"]
    assert await line.one("SELECT error FROM dead_letters") == "worker_died"


async def test_a_row_whose_workers_died_of_something_else_is_answered(line: Line) -> None:
    await line.comes(an_update(1, "слова"))
    await line.sql("UPDATE inbox_updates SET deaths = :n", n=MAX_DEATHS - 1)
    await line.processor(echo).process(ANNA)
    assert await line.sends() == ["эхо: слова"]
    assert await deaths(line) == [("done", MAX_DEATHS - 1)]


async def test_suspects_are_handled_one_at_a_time_and_who_waits_is_in_nobody_s_hands(line: Line) -> None:
    """Else the innocent would die with the poison each time, in the same process."""
    inside = 0

    async def handler(inbox: InboxContext) -> None:
        nonlocal inside
        inside += 1
        assert inside == 1
        held = await line.sql(
            "SELECT inbox_updates.id FROM chat_leases JOIN inbox_updates ON inbox_updates.id = in_hand "
            "WHERE state = 'pending'"
        )
        assert held == [{"id": inbox.row.id}]
        async with inbox.finish():
            inside -= 1

    chats = range(10, 15)
    await line.comes(*(an_update(chat, chat_id=chat) for chat in chats))
    await line.sql("UPDATE inbox_updates SET deaths = :n", n=SUSPECT_AFTER)
    processor = line.processor(handler)
    await asyncio.gather(*(processor.process(chat) for chat in chats))
    assert await deaths(line) == [("done", SUSPECT_AFTER)] * 5


async def test_who_lets_go_leaves_nothing_in_hand(line: Line) -> None:
    await line.sql("INSERT INTO chats (chat_id, kind, created_at) VALUES (1, 'private', now())")
    await line.comes(an_update(1, "раз"))
    await line.processor(echo).process(ANNA)
    await line.comes(an_update(2, "два"))
    await line.processor(echo).process(ANNA)
    assert await deaths(line) == [("done", 0), ("done", 0)]
    assert await line.one("SELECT in_hand FROM chat_leases") is None


async def test_what_was_done_when_its_holder_died_is_not_counted(line: Line) -> None:
    async def handler(inbox: InboxContext) -> None:
        await answer(inbox, "да")
        await line.comes(an_update(2))
        raise asyncio.CancelledError

    await line.comes(an_update(1))
    with pytest.raises(asyncio.CancelledError):
        await line.processor(handler).process(ANNA)
    await line.expire()
    await line.processor(echo).process(ANNA)
    assert await deaths(line) == [("done", 0), ("done", 0)]


async def test_a_death_is_counted_once_whoever_holds_the_chat_meanwhile(line: Line) -> None:
    begun = asyncio.Event()

    async def handler(inbox: InboxContext) -> None:
        begun.set()
        await asyncio.Event().wait()

    await line.sql("INSERT INTO chats (chat_id, kind, created_at) VALUES (1, 'private', now())")
    await line.comes(an_update(1, "слова"))
    working = spawn(line.processor(handler).process(ANNA), "working")
    await begun.wait()
    working.cancel()
    await asyncio.wait({working})
    await line.expire()
    await line.queue("новость", kind="broadcast")
    await line.send_bulk()
    assert await deaths(line) == [("pending", 0)]
    await line.processor(echo).process(ANNA)
    assert await deaths(line) == [("done", 1)]
    assert await line.sends() == ["новость", "эхо: слова"]
