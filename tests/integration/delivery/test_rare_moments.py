"""Moments that hardly ever come, each of which must lose nothing and hold up nobody."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from relove.core.errors import LeaseLost, NotStored
from relove.core.ids import new_id
from relove.core.ports import OutgoingMessage, SendResult, Slot
from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging import bulk as bulk_module
from relove.domains.messaging import sender as sender_module
from relove.domains.messaging.bulk import BulkSender
from relove.domains.messaging.repository import OutboxRepository
from relove.domains.messaging.repository.steps import StepRepository
from relove.domains.messaging.sender import OutboxSender
from relove.domains.messaging.waiting import read_waiting
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from tests.integration.delivery.line import ANNA, Line, an_update


class Pace:
    """A pace that a test sets."""

    def __init__(self, wait: float | None = None, slots: tuple[Slot, ...] = ()) -> None:
        self._wait = wait
        self._slots = list(slots)

    async def turn(self, chat_id: int) -> float | None:
        return self._wait

    async def bulk_slot(self, chat_id: int) -> Slot:
        return self._slots.pop(0)

    async def turn_of(self, chat_id: int, slot: Slot) -> float | None:
        return self._wait


class Failing:
    """Units of work of a database that is away for the next few."""

    def __init__(self, line: Line, times: int) -> None:
        self._units = line.container.units
        self.times = times

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[UnitOfWork]:
        if self.times:
            self.times -= 1
            raise OSError("away")
        async with self._units() as work:
            yield work


def sender(line: Line, pace: Any = None, units: Any = None, messenger: Any = None) -> OutboxSender:
    container = line.container
    return OutboxSender(
        units or container.units, messenger or container.messenger, pace or Pace(), container.clock
    )


async def leased(line: Line) -> int:
    token = await line.take()
    assert token is not None
    return token


async def test_a_reply_whose_turn_is_far_off_goes_back_and_loses_no_try(line: Line) -> None:
    await line.queue("ответ")
    assert await sender(line, Pace(30.0)).send_chat(ANNA, await leased(line)) == 0
    assert await line.outbox() == [("retry_at", 0, "limited")]


async def test_after_a_long_wait_only_what_is_still_ours_is_sent(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "_SURELY_MINE_S", -1.0)
    await line.queue("ответ")
    token = await leased(line)
    assert await sender(line).send_chat(ANNA, token) == 1

    class Overtaken(Pace):
        async def turn(self, chat_id: int) -> float | None:
            await line.sql("UPDATE outbox_messages SET attempts = attempts + 1 WHERE state = 'sending'")
            return None

    await line.queue("ещё")
    with pytest.raises(LeaseLost):
        await sender(line, Overtaken()).send_chat(ANNA, token)
    assert await line.sends() == ["ответ"]


async def test_what_is_on_its_way_is_waited_for_when_a_process_ends(line: Line) -> None:
    reached, go = asyncio.Event(), asyncio.Event()

    class Slow:
        async def send(self, chat_id: int, message: OutgoingMessage) -> SendResult:
            reached.set()
            await go.wait()
            return SendResult("sent", message_id=1)

    await line.queue("ответ")
    sends = sender(line, messenger=Slow())
    working = spawn(sends.send_chat(ANNA, await leased(line)), "sending")
    await reached.wait()
    ending = spawn(sends.finish(10), "ending")
    go.set()
    await ending
    assert await working == 1
    assert await line.outbox() == [("sent", 1, None)]


async def test_what_was_sent_is_written_down_once_the_database_is_back(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "_SETTLE_PAUSES_S", (0.0,))
    units = Failing(line, 0)

    class ThenAway:
        async def send(self, chat_id: int, message: OutgoingMessage) -> SendResult:
            units.times = 1
            return SendResult("sent", message_id=1)

    await line.queue("ответ")
    assert await sender(line, units=units, messenger=ThenAway()).send_chat(ANNA, await leased(line)) == 1
    assert await line.outbox() == [("sent", 1, None)]


async def test_a_queued_message_of_no_known_form_fails_and_the_next_one_leaves(line: Line) -> None:
    async with line.container.units() as work:
        await OutboxRepository(work.session).add(
            chat_id=ANNA, user_id=None, kind="reply", payload=b"no message"
        )
    await line.queue("ответ")
    await line.send()
    assert await line.sends() == ["ответ"]
    assert [row[0] for row in await line.outbox()] == ["failed", "sent"]


async def test_bulk_goes_on_after_the_database_was_away(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_module, "_LOOK_EVERY_S", 0.01)
    await line.queue("новость", kind="broadcast")
    container = line.container
    units: Any = Failing(line, 1)
    bulk = BulkSender(units, container.sender, container.pace, container.jobs, "a worker")
    running = spawn(bulk.run(), "bulk")
    while not await line.sends():
        pass
    running.cancel()
    await asyncio.wait({running})
    await bulk.drain()
    assert await line.sends() == ["новость"]


async def test_bulk_waits_for_a_slot_and_for_what_is_on_its_way(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_module, "_ON_THE_WAY", 1)
    monkeypatch.setattr(bulk_module, "_AT_ONCE", 1)
    await line.telegram.post("/sandbox/people", id=2, first_name="Борис")
    for chat in (ANNA, 2):
        await line.queue("новость", kind="broadcast", chat_id=chat)
    free = Slot("reserved", 0.0, 0.0)
    pace = Pace(slots=(Slot("full", 0.0, 0.001), free, free))
    container = line.container
    sends = sender(line, pace)
    bulk = BulkSender(container.units, sends, pace, container.jobs, "a worker")
    for _ in range(2):
        await bulk.round()
    await bulk.drain()
    assert [row[0] for row in await line.outbox()] == ["sent", "sent"]


async def test_a_payment_asked_about_again_before_anybody_looked_is_called_off_again(line: Line) -> None:
    query = {
        "id": "1",
        "from": {"id": ANNA, "is_bot": False, "first_name": "Анна"},
        "currency": "XTR",
        "total_amount": 1,
        "invoice_payload": "x",
    }
    raw = json.dumps({"update_id": 1, "pre_checkout_query": query}).encode()
    await line.comes(raw, raw)
    calls = (await line.telegram.get("/sandbox/requests", method="answerPreCheckoutQuery"))["items"]
    assert len(calls) == 2


async def test_a_row_that_is_gone_when_its_handler_fails_holds_up_nothing(line: Line) -> None:
    async def erased(inbox: Any) -> None:
        await line.sql("DELETE FROM inbox_updates")
        raise ValueError("слова")

    await line.comes(an_update(1))
    await line.processor(erased).process(ANNA)
    assert await line.one("SELECT count(*) FROM dead_letters") == 0


async def test_who_left_before_it_could_not_be_stored_is_told_nothing(line: Line) -> None:
    await line.sql("ALTER TABLE inbox_updates RENAME TO elsewhere")
    intake = line.container.intake
    leaving = spawn(intake.accept_telegram(an_update(1)), "leaving")
    staying = spawn(intake.accept_telegram(an_update(2)), "staying")
    await asyncio.sleep(0)
    leaving.cancel()
    with pytest.raises(NotStored):
        await staying


async def words_behind(line: Line) -> list[str]:
    """What a holder of the chat sees behind the row at hand."""
    token = await line.take()
    assert token is not None
    async with line.container.units() as work:
        rows = await StepRepository(work.session).begin(ANNA, token, new_id(), look=True)
    await line.expire()
    return [said.text for said in map(read_waiting, rows) if said.text]


async def test_words_behind_that_cannot_be_read_are_left_to_their_own_turn(line: Line) -> None:
    odd = {"update_id": 1, "message": {"chat": {"id": ANNA}, "caption": 5}}
    await line.comes(json.dumps(odd).encode(), an_update(2, "слова"))
    assert await words_behind(line) == ["слова"]
    await line.sql("UPDATE inbox_updates SET payload = 'a key that is gone' WHERE seq = 1")
    assert await words_behind(line) == ["слова"]


async def test_a_dead_letter_is_not_replayed_where_its_row_or_its_key_is_gone(line: Line) -> None:
    from relove.cli import dead_letters

    async def fails(inbox: Any) -> None:
        raise ValueError("слова")

    await line.comes(an_update(1), an_update(2))
    await line.processor(fails).process(ANNA)
    first, second = await dead_letters._all(line.container.settings)
    await line.sql("UPDATE dead_letters SET payload = 'a key that is gone' WHERE id = :id", id=first.id)
    await line.sql(
        "DELETE FROM inbox_updates WHERE id = (SELECT inbox_id FROM dead_letters WHERE id = :id)",
        id=second.id,
    )
    for letter in (first, second):
        assert await dead_letters._replay(line.container.settings, letter.id) == (0, [letter.id])


async def test_a_row_that_did_not_open_is_replayed_closed_as_it_is(line: Line) -> None:
    from relove.cli import dead_letters

    async def unread(inbox: Any) -> None:
        raise AssertionError("nothing to read")

    await line.comes(an_update(1))
    await line.sql("UPDATE inbox_updates SET payload = 'a key that is gone'")
    await line.processor(unread).process(ANNA)
    [letter] = await dead_letters._all(line.container.settings)
    assert await dead_letters._replay(line.container.settings, letter.id) == (1, [])
    assert [row[0] for row in await line.inbox()] == ["pending"]


async def test_words_of_the_mini_app_wait_behind_too_and_an_idle_sender_ends_at_once(line: Line) -> None:
    async with line.container.units() as work:
        people = PeopleService(work, line.container.clock)
        anna = await people.meet(TelegramPerson(ANNA))
    await line.container.intake.accept_mini_app(anna.id, ANNA, new_id(), "key-1", "слова")
    assert await words_behind(line) == ["слова"]
    await sender(line).finish(10)
