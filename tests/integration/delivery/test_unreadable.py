"""What cannot be read, what is only told, what is paid, who is gone, where a group went."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from relove.cli import dead_letters
from relove.cli.main import main
from relove.config import Settings
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from tests.integration.delivery.line import ANNA, Line, an_update, answer, friendly_line, said_in


async def echo(inbox: Any) -> None:
    await answer(inbox, f"эхо: {said_in(inbox.row)}")


async def fails(inbox: Any) -> None:
    raise ValueError("слова")


async def close_for_good(line: Line) -> None:
    await line.sql("UPDATE inbox_updates SET payload = 'a key that is gone' WHERE seq = 1")


async def test_a_row_that_does_not_open_is_buried_and_the_chat_goes_on(line: Line) -> None:
    await line.comes(an_update(1, "раз"), an_update(2, "два"))
    await close_for_good(line)
    await line.processor(echo, friendly_line).process(ANNA)
    assert await line.inbox() == [("dead", 0, "unreadable"), ("done", 0, None)]
    assert await line.sends() == ["Что-то сбилось.", "эхо: два"]
    assert await line.sql("SELECT error, payload FROM dead_letters") == [
        {"error": "unreadable", "payload": None}
    ]
    # Its key may come back.
    assert await line.one("SELECT payload IS NOT NULL FROM inbox_updates WHERE seq = 1")


def run(line: Line, *words: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("relove.cli.main._settings", lambda: line.container.settings)
    return CliRunner().invoke(main, ["dead-letters", *words])


async def test_dead_letters_are_listed_without_a_word_and_replayed_once(line: Line) -> None:
    await line.comes(an_update(1, "личное"), an_update(2, "два"))
    await line.processor(fails).process(ANNA)
    settings: Settings = line.container.settings
    [first, second] = await dead_letters._all(settings)
    assert (first.chat_id, first.source, first.kind, first.error) == (
        ANNA,
        "telegram",
        "message",
        "ValueError",
    )
    assert await dead_letters._replay(settings, first.id) == (1, [])
    assert await dead_letters._replay(settings, first.id) == (0, [first.id])
    assert await line.inbox() == [("pending", 0, "ValueError"), ("dead", 3, "ValueError")]
    await line.processor(echo).process(ANNA)
    assert await line.sends() == ["эхо: личное"]
    assert await dead_letters._replay(settings, None) == (1, [])
    await line.processor(echo).process(ANNA)
    assert await line.sends() == ["эхо: личное", "эхо: два"]
    assert await line.one("SELECT count(*) FROM dead_letters") == 0
    assert second.id != first.id


async def test_a_letter_that_still_does_not_open_stays(line: Line) -> None:
    await line.comes(an_update(1))
    await line.processor(fails).process(ANNA)
    await line.sql("UPDATE dead_letters SET payload = 'a key that is gone'")
    [letter] = await dead_letters._all(line.container.settings)
    assert await dead_letters._replay(line.container.settings, None) == (0, [letter.id])
    assert await line.inbox() == [("dead", 3, "ValueError")]


def test_the_command_says_what_it_wants(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr("relove.cli.main._settings", lambda: settings)
    listed = CliRunner().invoke(main, ["dead-letters", "list"])
    assert (listed.exit_code, listed.output) == (0, "0 dead letters.\n")
    assert CliRunner().invoke(main, ["dead-letters", "replay"]).exit_code == 2
    replayed = CliRunner().invoke(main, ["dead-letters", "replay", "--all"])
    assert replayed.output.startswith("0 put back")
    gone = CliRunner().invoke(main, ["dead-letters", "replay", "0190aaaa-0000-7000-8000-000000000000"])
    assert gone.exit_code == 1 and "Nothing is left to handle" in gone.output


def checkout(update_id: int) -> bytes:
    query = {
        "id": "77",
        "from": {"id": ANNA, "is_bot": False, "first_name": "Анна", "language_code": "en"},
        "currency": "XTR",
        "total_amount": 5,
        "invoice_payload": "x",
    }
    return json.dumps({"update_id": update_id, "pre_checkout_query": query}).encode()


async def test_a_payment_is_answered_inside_the_request_and_once(line: Line) -> None:
    for _ in range(2):
        await line.comes(checkout(5))
        await line.processor(nothing).process(ANNA)
    calls = (await line.telegram.get("/sandbox/requests", method="answerPreCheckoutQuery"))["items"]
    assert [call["params"]["ok"] for call in calls] == [False]
    assert "not been charged" in calls[0]["params"]["error_message"]
    assert await line.inbox() == [("done", 0, None)]


async def nothing(inbox: Any) -> None:
    """A kind that the worker has nothing to do for."""


async def test_who_blocked_the_bot_is_not_active(line: Line) -> None:
    async with line.container.units() as work:
        people = PeopleService(work, line.container.clock)
        await people.meet(TelegramPerson(ANNA, "Анна"))
    await line.telegram.post(f"/sandbox/people/{ANNA}/block")
    await line.queue("раз")
    await line.send()
    assert await line.one("SELECT is_active FROM users") is False


async def test_a_group_that_moved_gets_its_messages_where_it_went(line: Line) -> None:
    made = await line.telegram.post("/sandbox/groups", title="Круг", members=[ANNA])
    old = made["id"]
    new = (await line.telegram.post(f"/sandbox/groups/{old}/migrate"))["id"]
    await line.sql(f"INSERT INTO chats (chat_id, kind, created_at) VALUES ({old}, 'group', now())")
    await line.queue("раз", "два", chat_id=old)
    await line.send(old)
    rows = await line.sql("SELECT chat_id, state FROM outbox_messages ORDER BY seq")
    assert rows == [{"chat_id": new, "state": "pending"}] * 2
    assert await line.one("SELECT chat_id FROM chats") == new
    await line.send(new)
    assert [state for state, _, _ in await line.outbox()] == ["sent", "sent"]


def test_killpoints_do_nothing_where_nobody_asked(tmp_path: Path) -> None:
    from relove.core import killpoints

    killpoints.watch(tmp_path / "none")
    assert killpoints.reached is killpoints._nothing
    points = killpoints.KillPoints.create(tmp_path / "points")
    killpoints.watch(tmp_path / "points")
    for name in killpoints.POINTS:
        killpoints.reached(name)
        assert points.armed(name) == points.killed(name) == 0
    points.arm("sent", 2)
    assert points.armed("sent") == 2
    killpoints.watch(tmp_path / "none")
