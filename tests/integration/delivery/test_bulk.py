"""What nobody waits for: after replies, proactive messages before broadcasts, once, and in nobody's way."""

import asyncio
from typing import Any

import pytest

from relove.core.ports import Slot
from relove.core.tasks import spawn
from relove.domains.messaging.bulk import BulkSender
from relove.domains.messaging.context import InboxContext
from relove.domains.people.schemas import PreferencesPatch, TelegramPerson
from relove.domains.people.service import PeopleService
from relove.integrations.queue.waking import WaitingChats
from tests.integration.delivery.line import ANNA, Line, an_update, answer


async def people(line: Line, *ids: int) -> None:
    for person in ids:
        await line.telegram.post("/sandbox/people", id=person, first_name="Борис")


async def sent_in_order(line: Line) -> list[str]:
    calls = (await line.telegram.get("/sandbox/requests", method="sendMessage"))["items"]
    return [call["params"]["text"] for call in calls]


def bulk_of(line: Line, owner: str = "a worker", **parts: Any) -> BulkSender:
    container = line.container
    made = {"pace": container.pace, "jobs": container.jobs, **parts}
    return BulkSender(container.units, container.sender, made["pace"], made["jobs"], owner)


async def test_in_a_chat_replies_leave_first_and_broadcasts_last(line: Line) -> None:
    await line.queue("новость", kind="broadcast")
    await line.queue("как вы?", kind="proactive")
    await line.queue("ответ")
    await line.send_bulk()
    assert await line.sends() == []
    await line.send()
    assert await line.sends() == ["ответ"]
    await line.send_bulk()
    assert await line.sends() == ["ответ", "как вы?", "новость"]


async def test_over_all_chats_proactive_messages_leave_before_broadcasts(line: Line) -> None:
    everybody = range(2, 22)
    await people(line, *everybody)
    for person in everybody:
        await line.queue("новость", kind="broadcast", chat_id=person)
    for person in everybody:
        await line.queue("как вы?", kind="proactive", chat_id=person)
    await line.send_bulk()
    texts = await sent_in_order(line)
    assert len(texts) == 40
    # A chat is held for one message at a time, so a broadcast may go beside the last of the others.
    assert texts[:8] == ["как вы?"] * 8
    assert texts[-8:] == ["новость"] * 8


async def test_two_workers_send_each_message_once(line: Line) -> None:
    everybody = range(2, 32)
    await people(line, *everybody)
    for person in everybody:
        await line.queue("раз", "два", kind="broadcast", chat_id=person)
    await asyncio.gather(*(line.send_bulk(f"worker {number}") for number in range(2)))
    await line.send_bulk()
    texts = await sent_in_order(line)
    assert (texts.count("раз"), texts.count("два"), len(texts)) == (30, 30, 60)
    assert {state for state, _, _ in await line.outbox()} == {"sent"}


async def test_a_chat_that_waits_holds_up_no_other_chat(line: Line) -> None:
    await people(line, 2)
    await line.queue("раз", kind="broadcast")
    await line.queue("два", kind="broadcast", chat_id=2)
    await line.container.redis.set("relove:send:1", str(10**18))
    bulk = bulk_of(line)
    while not await bulk.round():
        await bulk.drain()
    assert await line.sends() == []
    assert [item["text"] for item in await line.telegram.messages(2)] == ["два"]
    assert await line.one("SELECT count(*) FROM chat_leases WHERE expires_at >= now()") == 0


async def test_when_all_sending_is_stopped_no_chat_is_held(line: Line) -> None:
    await line.queue("раз", kind="broadcast")
    await line.container.redis.set("relove:send:all", str(10**18))
    assert await bulk_of(line).round() == 5.0
    assert await line.outbox() == [("pending", 0, None)]
    assert await line.one("SELECT count(*) FROM chat_leases WHERE expires_at >= now()") == 0


async def test_what_comes_while_bulk_holds_the_chat_is_handled(line: Line) -> None:
    """Its wake-up found the lease taken, and was gone: whoever lets go wakes the chat."""
    reached, go = asyncio.Event(), asyncio.Event()

    class Gate:
        async def bulk_slot(self, chat_id: int) -> Slot:
            reached.set()
            await go.wait()
            return Slot("reserved", 0.0, 0.0)

    await line.queue("новость", kind="broadcast")
    bulk = bulk_of(line, pace=Gate())
    sending = spawn(bulk.round(), "bulk")
    await reached.wait()

    async def handler(inbox: InboxContext) -> None:
        await answer(inbox, "ответ")

    await line.comes(an_update(1))
    await line.processor(handler).process(ANNA)
    assert await line.inbox() == [("pending", 0, None)]
    await line.container.redis.flushall()
    go.set()
    await sending
    await bulk.drain()
    assert await WaitingChats(line.container.redis).next(10) == [ANNA]
    await line.processor(handler).process(ANNA)
    assert await line.sends() == ["новость", "ответ"]


async def test_bulk_that_a_dead_worker_was_sending_is_not_sent_again(line: Line) -> None:
    await line.queue("раз", "два", kind="broadcast")
    await line.sql("UPDATE outbox_messages SET state = 'sending', attempts = 1 WHERE seq = 1")
    await line.send_bulk()
    assert await line.outbox() == [("unknown", 1, "interrupted"), ("sent", 1, None)]
    assert await line.sends() == ["два"]
    assert await line.one("SELECT count(*) FROM outbox_messages WHERE payload IS NOT NULL") == 0


async def test_an_answer_that_comes_after_all_is_heard(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sender was taken for dead, the message left unknown; then Telegram's answer came."""
    await line.queue("раз", kind="broadcast")
    token = await line.take()
    assert token is not None
    stopped, go = asyncio.Event(), asyncio.Event()
    send = line.container.messenger.send

    async def slow(*given: Any) -> Any:
        stopped.set()
        await go.wait()
        return await send(*given)

    monkeypatch.setattr(line.container.messenger, "send", slow)
    sending = spawn(line.container.sender.send_bulk(ANNA, token, Slot("reserved", 0.0, 0.0)), "send")
    await stopped.wait()
    await line.expire()
    await line.processor(answer_nothing).process(ANNA)
    assert await line.outbox() == [("unknown", 1, "interrupted")]
    go.set()
    await sending
    assert await line.outbox() == [("sent", 1, None)]


async def answer_nothing(inbox: InboxContext) -> None:
    raise AssertionError("nothing waits")


@pytest.mark.parametrize("kind", ["reply", "broadcast"])
async def test_a_message_that_cannot_be_read_fails_and_the_chat_goes_on(line: Line, kind: Any) -> None:
    await line.queue("раз", "два", "три", kind=kind)
    await line.sql("UPDATE outbox_messages SET payload = '\\x00' WHERE seq = 1")
    await line.sql(
        "UPDATE outbox_messages SET payload = (SELECT payload FROM outbox_messages WHERE seq = 3) || '\\x01'"
        " WHERE seq = 2"
    )
    await (line.send() if kind == "reply" else line.send_bulk())
    assert await line.outbox() == [
        ("failed", 1, "unreadable"),
        ("failed", 1, "unreadable"),
        ("sent", 1, None),
    ]
    assert await line.sends() == ["три"]


async def test_in_a_care_pause_nothing_unasked_leaves_whenever_it_was_queued(line: Line) -> None:
    container = line.container
    async with container.units() as work:
        people_ = PeopleService(work, container.clock)
        person = await people_.meet(TelegramPerson(ANNA, "Анна"))
    await line.queue("упражнение", kind="proactive")
    await line.queue("новость", kind="broadcast")
    async with container.units() as work:
        await PeopleService(work, container.clock).begin_care(person.id, "self_harm")
    await line.send_bulk()
    await line.queue("забота")
    await line.send()
    await line.send_bulk()
    assert await line.sends() == ["забота"]
    held = [(state, reason) for state, _, reason in await line.outbox()]
    assert held[:2] == [("failed", "care_pause")] * 2 and held[2][0] == "sent"


async def test_what_a_person_paused_meanwhile_does_not_leave(line: Line) -> None:
    container = line.container
    await line.queue("как вы?", kind="proactive")
    async with container.units() as work:
        person = await PeopleService(work, container.clock).meet(TelegramPerson(ANNA, "Анна"))
        await PeopleService(work, container.clock).change(person.id, PreferencesPatch(proactive_paused=True))
    await line.send_bulk()
    assert await line.sends() == []
