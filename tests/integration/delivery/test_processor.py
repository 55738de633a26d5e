"""Working off a chat: in order, once, to the end, and past what cannot be handled."""

import asyncio
import uuid

import pytest
from sqlalchemy import select

from relove.core.errors import LeaseLost
from relove.core.tasks import spawn
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.models import DeadLetter
from relove.domains.messaging.repository import ChatRepository, Desk
from relove.domains.messaging.schemas import Given, InboxRow
from relove.integrations.queue.waking import WaitingChats
from tests.integration.delivery.line import ANNA, Line, an_update, answer, friendly_line, said_in, say

POISON = "яд"


async def echo(inbox: InboxContext) -> None:
    """Answers with what was said; one word it cannot bear."""
    said = said_in(inbox.row)
    if said == POISON:
        raise ValueError("личные слова в ошибке")
    await answer(inbox, f"эхо: {said}")


async def test_rows_are_handled_in_the_order_of_arrival(line: Line) -> None:
    # Numbers of updates can be random: arrival decides.
    await line.comes(an_update(9, "раз"), an_update(4, "два"), an_update(7, "три"))
    await line.processor(echo).process(ANNA)
    assert await line.sends() == ["эхо: раз", "эхо: два", "эхо: три"]
    assert await line.inbox() == [("done", 0, None)] * 3


async def test_each_answer_leaves_before_the_next_row_is_begun(line: Line) -> None:
    stood: list[list[str]] = []

    async def handler(inbox: InboxContext) -> None:
        stood.append(await line.sends())
        await echo(inbox)

    await line.comes(an_update(1, "раз"), an_update(2, "два"))
    await line.processor(handler).process(ANNA)
    assert stood == [[], ["эхо: раз"]]


async def test_chats_do_not_wait_for_each_other(line: Line) -> None:
    await line.telegram.post("/sandbox/people", id=2, first_name="Борис")
    gate = asyncio.Event()

    async def handler(inbox: InboxContext) -> None:
        if inbox.chat_id == ANNA:
            await gate.wait()
        await answer(inbox, "да")

    await line.comes(an_update(1), an_update(2, chat_id=2))
    processor = line.processor(handler)
    slow = spawn(processor.process(ANNA), "slow")
    await processor.process(2)
    assert [item["text"] for item in await line.telegram.messages(2)] == ["да"]
    assert await line.sends() == []
    gate.set()
    await slow
    assert await line.sends() == ["да"]


async def test_a_row_that_comes_while_the_chat_is_held_is_handled(line: Line) -> None:
    """Its wake-up found the lease taken, and was gone."""
    processor = line.processor(echo)

    async def handler(inbox: InboxContext) -> None:
        if said_in(inbox.row) == "раз":
            await line.comes(an_update(2, "два"))
            await processor.process(ANNA)
            assert await line.sends() == []
        await echo(inbox)

    await line.comes(an_update(1, "раз"))
    await line.processor(handler, owner="another").process(ANNA)
    assert await line.sends() == ["эхо: раз", "эхо: два"]


async def test_a_row_that_comes_at_the_last_moment_is_handled(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the last look and the letting go: that is what the second look is for."""
    given: list[Given] = []
    go_on = Desk.go_on

    async def late(desk: Desk, chat_id: int, token: int, done: uuid.UUID | None = None) -> Given:
        given.append(await go_on(desk, chat_id, token, done))
        if given.count(Given(False, None)) == 1 and given[-1].row is None:
            await line.comes(an_update(2, "едва успел"))
        return given[-1]

    monkeypatch.setattr(Desk, "go_on", late)
    await line.comes(an_update(1, "раз"))
    await line.processor(echo).process(ANNA)
    assert await line.sends() == ["эхо: раз", "эхо: едва успел"]


async def test_a_chat_with_nothing_to_do_is_let_go_at_once(line: Line) -> None:
    await line.processor(echo).process(ANNA)
    assert await line.one("SELECT count(*) FROM chat_leases WHERE expires_at >= now()") == 0


async def test_a_row_that_no_handler_ended_is_done(line: Line) -> None:
    async def handler(inbox: InboxContext) -> None:
        return None

    await line.comes(an_update(1))
    await line.processor(handler).process(ANNA)
    assert await line.inbox() == [("done", 0, None)]


async def test_poison_becomes_a_dead_letter_after_three_tries_and_the_chat_goes_on(line: Line) -> None:
    await line.comes(an_update(1, "до"), an_update(2, POISON), an_update(3, "после"))
    await line.processor(echo, friendly_line).process(ANNA)
    assert await line.sends() == ["эхо: до", "Что-то сбилось.", "эхо: после"]
    assert await line.inbox() == [("done", 0, None), ("dead", 3, "ValueError"), ("done", 0, None)]
    [letter] = await line.sql("SELECT chat_id, source, kind, error FROM dead_letters")
    assert letter == {"chat_id": ANNA, "source": "telegram", "kind": "message", "error": "ValueError"}


async def test_a_dead_letter_keeps_what_came_so_that_it_can_be_replayed(line: Line) -> None:
    raw = an_update(2, POISON)
    await line.comes(raw)
    await line.processor(echo).process(ANNA)
    assert await line.sends() == []
    async with line.container.units() as work:
        letters = (await work.session.execute(select(DeadLetter))).scalars().all()
        assert [letter.payload for letter in letters] == [raw]


async def test_a_passing_trouble_costs_a_try_and_no_word(line: Line) -> None:
    seen: list[int] = []

    async def handler(inbox: InboxContext) -> None:
        seen.append(inbox.row.tries)
        if len(seen) < 3:
            raise TimeoutError
        await echo(inbox)

    await line.comes(an_update(1, "раз"))
    await line.processor(handler, friendly_line).process(ANNA)
    assert seen == [0, 1, 2]
    assert await line.sends() == ["эхо: раз"]
    assert await line.inbox() == [("done", 2, None)]


async def test_what_a_failed_try_wrote_in_its_last_unit_of_work_is_gone(line: Line) -> None:
    async def handler(inbox: InboxContext) -> None:
        async with inbox.finish() as work:
            await say(inbox, work, "полуправда")
            raise ValueError

    await line.comes(an_update(1))
    await line.processor(handler).process(ANNA)
    assert await line.outbox() == []


async def test_a_line_that_cannot_be_made_does_not_hold_up_the_chat(line: Line) -> None:
    async def no_line(row: InboxRow) -> bytes | None:
        raise ValueError

    await line.comes(an_update(1, POISON), an_update(2, "после"))
    await line.processor(echo, no_line).process(ANNA)
    assert await line.sends() == ["эхо: после"]


async def test_whoever_lost_the_lease_counts_no_try(line: Line) -> None:
    async def handler(inbox: InboxContext) -> None:
        raise LeaseLost

    await line.comes(an_update(1))
    await line.processor(handler).process(ANNA)
    assert await line.inbox() == [("pending", 0, None)]


async def test_no_words_of_an_error_reach_the_table_or_the_log(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    await line.comes(an_update(1, POISON))
    await line.processor(echo).process(ANNA)
    assert await line.inbox() == [("dead", 3, "ValueError")]
    told = [record.__dict__ for record in caplog.records if record.message == "update not handled"]
    assert len(told) == 3
    assert told[0]["error"] == "ValueError"
    assert told[0]["at"].endswith(" echo")
    assert "личные" not in caplog.text


async def chats_with_work(line: Line) -> list[int]:
    async with line.container.units() as work:
        return sorted(await ChatRepository(work.session).with_work())


async def test_the_sweeper_finds_what_lost_its_wake_up(line: Line) -> None:
    await line.comes(an_update(1), an_update(2, chat_id=2))
    await line.container.redis.flushall()
    await line.queue("ждёт", chat_id=3)
    assert await chats_with_work(line) == [1, 2, 3]
    assert await line.processor(echo).sweep() == 3
    assert sorted(await WaitingChats(line.container.redis).next(10)) == [1, 2, 3]


async def test_the_sweeper_leaves_alone_what_is_being_worked_on_and_what_is_not_due(line: Line) -> None:
    await line.comes(an_update(1))
    await line.take()
    await line.queue("позже", chat_id=2)
    await line.sql("UPDATE outbox_messages SET due_at = now() + interval '1 hour'")
    # A second message behind one that is not due waits too.
    await line.queue("ещё позже", chat_id=2)
    assert await chats_with_work(line) == []
    assert await line.processor(echo).sweep() == 0


async def test_the_chat_of_a_dead_worker_goes_on(line: Line) -> None:
    """Its lease runs out, and the sweeper finds the row, and the message that was on its way."""
    await line.comes(an_update(1, "ждёт"))
    await line.queue("на полпути")
    token = await line.take(owner="dead")
    assert token is not None
    await line.sql("UPDATE outbox_messages SET state = 'sending', attempts = 1")
    await line.processor(echo).process(ANNA)
    assert await line.sends() == []
    assert await chats_with_work(line) == []
    await line.expire()
    assert await chats_with_work(line) == [ANNA]
    await line.processor(echo).process(ANNA)
    assert await line.sends() == ["на полпути", "эхо: ждёт"]
