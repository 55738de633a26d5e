"""/forget_me: one button, everything gone, a receipt, and like new afterwards."""

from __future__ import annotations

import json
import re
import time
from datetime import timedelta
from typing import cast

import pytest

from relove.core.clock import OffsetClock
from relove.core.ids import new_id
from relove.db.models import metadata
from relove.domains.people.confirmations import Confirmations
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from tests.integration.bot.talk import Shown, Talk
from tests.integration.delivery.line import hold

RECEIPT = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}")
# What holds nobody's data, and the ledger.
NOBODYS = {"erasures"}


async def stored(talk: Talk) -> str:
    """Every row of every table as text, and every key of Redis with its value: what somebody with both can read."""
    pieces = []
    for name in metadata().tables:
        if name not in NOBODYS:
            pieces += [str(row["line"]) for row in await talk.sql(f"SELECT t::text AS line FROM {name} AS t")]
    redis = talk.container.redis
    async for key in redis.scan_iter(match="relove:*"):
        # The sending limit of a chat is a moment, and gone two seconds after the last message.
        if not key.startswith(b"relove:send:"):
            pieces.append(repr(key))
    return "\n".join(pieces)


async def rows(talk: Talk) -> dict[str, int]:
    counts = {}
    for name in metadata().tables:
        [row] = await talk.sql(f"SELECT count(*) AS n FROM {name}")
        if row["n"]:
            counts[name] = row["n"]
    return counts


@pytest.fixture
async def lived(talk: Talk) -> Talk:
    """Somebody with a life: a session closed and one open, a dead letter, a message that waits, a login."""
    talk.me = 70_001_001
    await talk.telegram.post("/sandbox/people", id=talk.me, first_name="Вера", language_code="ru")
    await talk.agree()
    await talk.write("Мне тревожно, и я не знаю, куда иду")
    await talk.write("/end_session")
    await talk.write("Хочу попробовать снова")
    person = await talk.person()
    async with talk.container.units() as work:
        await Confirmations(work, talk.container.clock).ask(person.id, "something", b"else")
    await talk.sql(
        "INSERT INTO dead_letters (id, inbox_id, chat_id, source, kind, error) VALUES "
        f"('{new_id()}', '{new_id()}', {talk.me}, 'telegram', 'message', 'Broken')"
    )
    await talk.container.live.cancel_reply(talk.me)
    return talk


async def ask(talk: Talk) -> Shown:
    [asked] = await talk.write("/forget_me")
    return asked


async def test_everything_goes_and_the_receipt_leaves_nothing(lived: Talk) -> None:
    user = (await lived.person()).id
    before = await rows(lived)
    assert {"users", "session_turns", "dead_letters", "journey_progress", "confirmations"} <= set(before)
    assert str(lived.me) in await stored(lived)
    asked = await ask(lived)
    assert lived.text("forget-ask") in asked["text"]
    [receipt] = await lived.press(lived.text("forget-ask-yes"))
    assert (
        lived.text("forget-receipt", number="", at="", sessions=2, turns=5, others=1).split()[0]
        in (receipt["text"])
    )
    assert "2 разговора, 5 сообщений" in receipt["text"]
    found = RECEIPT.search(receipt["text"])
    assert found is not None
    assert (await lived.history())[-1]["message_id"] == receipt["message_id"]
    assert await rows(lived) == {"erasures": 1}
    left = await stored(lived)
    for trace in (str(lived.me), str(user), user.hex, "Вера"):
        assert trace not in left
    [entry] = await lived.sql("SELECT * FROM erasures")
    assert entry["receipt"] == found.group()
    written = lived.container.settings.ledger.read_text().splitlines()
    assert json.loads(written[1])["receipt"] == found.group()
    assert str(lived.me) not in "".join(written)


async def test_afterwards_one_is_like_new(lived: Talk) -> None:
    before = (await lived.person()).id
    await ask(lived)
    await lived.press(lived.text("forget-ask-yes"))
    [notice] = await lived.write("/start")
    assert lived.text("consent-accept") in str(notice["buttons"])
    assert (await lived.person()).id != before
    assert await lived.sessions() == []
    [said] = await lived.write("Помните меня?")
    assert lived.text("consent-needed").splitlines()[0] in said["text"]


async def test_others_keep_what_is_theirs(lived: Talk) -> None:
    other = Talk(lived.container, lived.telegram, person=1)
    await other.agree()
    await other.write("Мои слова остаются")
    await ask(lived)
    await lived.press(lived.text("forget-ask-yes"))
    assert len(await other.turns()) == 3
    assert (await other.person()).first_name == "Анна"


async def test_a_second_press_begins_no_new_life(lived: Talk) -> None:
    asked = await ask(lived)
    data = asked["buttons"][0][0]["data"]
    await lived.press(data=data)
    [said] = await lived.press(data=data)
    assert said["text"] == lived.text("error-confirmation-unknown")
    assert await rows(lived) == {"erasures": 1}


async def test_no_keeps_everything_and_uses_up_the_button(lived: Talk) -> None:
    asked = await ask(lived)
    [said] = await lived.press(lived.text("forget-ask-no"))
    assert said["text"] == lived.text("confirmation-declined")
    [said] = await lived.press(data=asked["buttons"][0][0]["data"])
    assert said["text"] == lived.text("error-confirmation-used")
    assert "erasures" not in await rows(lived)


async def test_the_button_expires(lived: Talk) -> None:
    asked = await ask(lived)
    clock = cast(OffsetClock, lived.container.clock)
    clock.set_offset(int(timedelta(minutes=10).total_seconds() * 1_000_000))
    [said] = await lived.press(data=asked["buttons"][0][0]["data"])
    assert said["text"] == lived.text("error-confirmation-expired")
    assert "users" in await rows(lived)


async def test_a_reply_that_is_being_written_stops_at_the_press(lived: Talk) -> None:
    asked = await ask(lived)
    began = time.time()
    # Somebody is at work in the chat.
    await hold(lived.container, lived.me)
    button = asked["buttons"][0][0]["data"]
    await lived.telegram.post(f"/sandbox/people/{lived.me}/press", data=button)
    await lived.deliver()
    assert await lived.container.live.reply_cancelled(lived.me, began)
    assert "erasures" not in await rows(lived)


async def test_nobody_else_can_press_it(lived: Talk) -> None:
    asked = await ask(lived)
    thief = Talk(lived.container, lived.telegram, person=1)
    await thief.write("/start")
    [said] = await thief.comes(
        "callback_query",
        id="5",
        chat_instance="1",
        data=asked["buttons"][0][0]["data"],
        **{"from": {"id": 1, "is_bot": False, "first_name": "Анна", "language_code": "ru"}},
        message={
            "message_id": 1,
            "date": 1_772_442_000,
            "chat": {"id": 1, "type": "private", "first_name": "Анна"},
            "text": "x",
        },
    )
    assert said["text"] == lived.text("error-confirmation-unknown")
    # It still works for its person.
    [receipt] = await lived.press(lived.text("forget-ask-yes"))
    assert RECEIPT.search(receipt["text"])
    assert len(await lived.sql("SELECT 1 FROM users")) == 1


async def test_an_erasure_that_the_ledger_cannot_hold_does_not_happen(lived: Talk) -> None:
    await ask(lived)
    path = lived.container.settings.ledger
    path.mkdir()
    try:
        [said] = await lived.press(lived.text("forget-ask-yes"))
    finally:
        path.rmdir()
    assert said["text"] == lived.text("error-line")
    assert "erasures" not in await rows(lived)
    assert (await lived.person()).first_name == "Вера"


async def test_a_receipt_that_cannot_be_sent_leaves_nothing_either(lived: Talk) -> None:
    await ask(lived)
    await lived.telegram.post(f"/sandbox/people/{lived.me}/block")
    await lived.press(lived.text("forget-ask-yes"))
    assert await rows(lived) == {"erasures": 1}


async def test_going_away_afterwards_leaves_nothing(lived: Talk) -> None:
    await ask(lived)
    await lived.press(lived.text("forget-ask-yes"))
    await lived.telegram.post(f"/sandbox/people/{lived.me}/block")
    await lived.deliver()
    assert await rows(lived) == {"erasures": 1}


async def test_people_who_are_not_known_are_not_met_by_a_press(talk: Talk) -> None:
    async with talk.container.units() as work:
        await PeopleService(work, talk.container.clock).meet(TelegramPerson(5, "Кто-то"))
    await talk.write("/forget_me")
    assert [row["telegram_id"] for row in await talk.sql("SELECT telegram_id FROM users ORDER BY 1")] == [
        1,
        5,
    ]
