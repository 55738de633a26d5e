"""The one way in: stored exactly once, then woken, then what cannot wait."""

import asyncio
import json
import time
from typing import Any

import pytest

from relove.core.errors import NotStored, ReloveError
from relove.core.ids import new_id
from relove.domains.people.confirmations import PREFIX
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from relove.integrations.queue.waking import WaitingChats
from relove.worker.wiring import make_processor
from tests.integration.delivery.line import ANNA, Line, an_update

COUNT = "SELECT count(*) FROM inbox_updates"


def raw(update_id: int, **body: Any) -> bytes:
    return json.dumps({"update_id": update_id, **body}).encode()


async def woken(line: Line) -> int:
    """How many chats stand in line; nobody does afterwards."""
    return len(await WaitingChats(line.container.redis).next(100))


async def test_an_update_is_stored_once_however_often_it_comes(line: Line) -> None:
    first = await line.container.intake.accept_telegram(an_update(7))
    assert await woken(line) == 1
    again = await line.container.intake.accept_telegram(an_update(7))
    assert first is not None
    assert again is not None
    assert (first.is_new, again.is_new) == (True, False)
    assert first.inbox_id == again.inbox_id
    assert await line.one(COUNT) == 1
    # The wake-up may have been what was lost: each delivery wakes.
    assert await woken(line) == 1


async def test_the_same_update_at_once_through_two_doors_is_stored_once(line: Line) -> None:
    accepted = await asyncio.gather(*(line.container.intake.accept_telegram(an_update(7)) for _ in range(8)))
    assert sorted(done.is_new for done in accepted if done) == [False] * 7 + [True]
    assert len({done.inbox_id for done in accepted if done}) == 1
    assert await line.one(COUNT) == 1


async def test_a_message_of_the_mini_app_is_stored_once_per_person_and_key(line: Line) -> None:
    async with line.container.units() as work:
        people = PeopleService(work, line.container.clock)
        anna, boris = await people.meet(TelegramPerson(1)), await people.meet(TelegramPerson(2))
    accept = line.container.intake.accept_mini_app
    session = new_id()
    first = await accept(anna.id, 1, session, "key-1", "слова")
    again = await accept(anna.id, 1, session, "key-1", "слова")
    other = await accept(boris.id, 2, session, "key-1", "слова")
    assert (first.is_new, again.is_new, other.is_new) == (True, False, True)
    assert first.inbox_id == again.inbox_id != other.inbox_id
    assert await line.one(COUNT) == 2
    assert await woken(line) == 2


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{", b"{}", b'{"update_id": "x"}', b'{"update_id": true}', b"\xff"],
)
async def test_what_is_no_update_is_refused(line: Line, body: bytes) -> None:
    with pytest.raises(ReloveError) as refused:
        await line.container.intake.accept_telegram(body)
    assert refused.value.code == "validation"
    assert await line.one(COUNT) == 0


async def test_what_is_numbered_but_cannot_be_read_ends_as_a_dead_letter_and_its_chat_goes_on(
    line: Line,
) -> None:
    bad = {"update_id": 1, "message": {"text": 5, "chat": {"id": 5, "type": "private"}}}
    for body in (bad, {"update_id": 2, "message": 5}):
        accepted = await line.container.intake.accept_telegram(json.dumps(body).encode())
        assert accepted is not None and accepted.is_new
    processor = make_processor(line.container, owner="a worker")
    for chat in (5, 0):
        await processor.process(chat)
    assert await line.one("SELECT count(*) FROM dead_letters") == 2
    assert await line.one("SELECT count(*) FROM inbox_updates WHERE state = 'pending'") == 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"message": {"chat": {"id": 5}}}, "message"),
        ({"edited_message": {"chat": {"id": 5}}}, "edited_message"),
        (
            {"callback_query": {"id": "1", "from": {"id": 9}, "message": {"chat": {"id": 5}}}},
            "callback_query",
        ),
        ({"callback_query": {"id": "1", "from": {"id": 5}}}, "callback_query"),
        ({"my_chat_member": {"chat": {"id": 5}}}, "my_chat_member"),
        ({"message_reaction": {"chat": {"id": 5}}}, "message_reaction"),
        ({"stopped_message_generation": {"chat": {"id": 5}}}, "stopped_message_generation"),
        ({"pre_checkout_query": {"id": "1", "from": {"id": 5}}}, "pre_checkout_query"),
    ],
)
async def test_each_kind_joins_the_line_of_its_chat(line: Line, body: dict[str, Any], kind: str) -> None:
    assert await line.container.intake.accept_telegram(raw(1, **body)) is not None
    assert await line.sql("SELECT chat_id, kind, state FROM inbox_updates") == [
        {"chat_id": 5, "kind": kind, "state": "pending"}
    ]


@pytest.mark.parametrize("body", [{}, {"poll": {"id": "1"}}, {"message": {}}, {"brand_new_kind": {"a": 1}}])
async def test_a_kind_that_nobody_handles_is_passed_over(line: Line, body: dict[str, Any]) -> None:
    assert await line.container.intake.accept_telegram(raw(1, **body)) is None
    assert await line.one(COUNT) == 0


@pytest.mark.parametrize(
    ("body", "cancels"),
    [
        ({"message": {"chat": {"id": ANNA}, "text": "стоп"}}, True),
        ({"message": {"chat": {"id": ANNA}, "text": "я не хочу жить"}}, True),
        ({"stopped_message_generation": {"chat": {"id": ANNA}}}, True),
        ({"callback_query": {"id": "1", "from": {"id": ANNA}, "data": f"{PREFIX}1"}}, True),
        ({"callback_query": {"id": "1", "from": {"id": ANNA}, "data": "qr:1"}}, False),
        ({"callback_query": {"id": "1", "from": {"id": ANNA}}}, False),
        ({"message": {"chat": {"id": ANNA}, "text": "расскажи ещё"}}, False),
        ({"message": {"chat": {"id": ANNA}}}, False),
    ],
)
async def test_what_cannot_wait_stops_the_running_reply(
    line: Line, body: dict[str, Any], cancels: bool
) -> None:
    await line.take(ANNA)
    before = time.time()
    await line.container.intake.accept_telegram(raw(1, **body))
    assert await line.container.live.reply_cancelled(ANNA, before) is cancels
    assert not await line.container.live.reply_cancelled(ANNA, time.time() + 1)
    assert not await line.container.live.reply_cancelled(ANNA + 1, before)


async def test_the_same_word_delivered_again_stops_nothing_anew(line: Line) -> None:
    await line.take(ANNA)
    await line.comes(an_update(1, "стоп"))
    after = time.time()
    await line.comes(an_update(1, "стоп"))
    assert not await line.container.live.reply_cancelled(ANNA, after)


async def test_where_nobody_works_there_is_no_reply_to_stop(line: Line) -> None:
    before = time.time()
    await line.comes(an_update(1, "стоп"))
    await line.take(ANNA)
    await line.expire(ANNA)
    await line.comes(an_update(2, "стоп"))
    assert not await line.container.live.reply_cancelled(ANNA, before)


async def test_the_stop_word_in_the_mini_app_stops_the_running_reply(line: Line) -> None:
    before = time.time()
    async with line.container.units() as work:
        anna = await PeopleService(work, line.container.clock).meet(TelegramPerson(ANNA))
    await line.container.intake.accept_mini_app(anna.id, ANNA, new_id(), "k", "Стоп!")
    assert await line.container.live.reply_cancelled(ANNA, before)


async def test_a_pressed_button_is_answered_at_once(line: Line) -> None:
    async def answered() -> list[dict[str, Any]]:
        items = (await line.telegram.get("/sandbox/requests", method="answerCallbackQuery"))["items"]
        return [dict(item) for item in items]

    body = {"callback_query": {"id": "77", "from": {"id": ANNA}, "data": "x"}}
    await line.container.intake.accept_telegram(raw(1, **body))
    seen: list[dict[str, Any]] = []
    while not seen:
        seen = await answered()
    assert seen[0]["params"]["callback_query_id"] == "77"


async def test_nothing_is_accepted_when_it_cannot_be_stored(line: Line) -> None:
    await line.sql("ALTER TABLE inbox_updates RENAME TO inbox_away")
    with pytest.raises(NotStored):
        await line.container.intake.accept_telegram(an_update(1, "тайное слово"))
    assert await woken(line) == 0
