"""How the bot meets Telegram: what it says of itself, and how it fetches what came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from relove.bot import polling, setup
from relove.bot.polling import poll
from relove.bot.setup import ALLOWED_UPDATES, COMMANDS, introduce
from relove.core.tasks import spawn
from tests.integration.bot.talk import Talk

COUNT = "SELECT count(*) AS count FROM inbox_updates"


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "_PAUSES_S", (0.0,))
    monkeypatch.setattr(polling, "_LONG_POLL_S", 1)
    monkeypatch.setattr(setup, "_PAUSES_S", (0.0,) * 7)


@asynccontextmanager
async def polled(talk: Talk) -> AsyncIterator[None]:
    working = spawn(poll(talk.container), "polling of a test")
    yield
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working


async def stored(talk: Talk, count: int) -> None:
    """Until so many updates are stored."""
    while (await talk.sql(COUNT))[0]["count"] < count:
        pass


async def calls(talk: Talk, method: str) -> list[dict[str, Any]]:
    return list((await talk.telegram.get("/sandbox/requests", method=method))["items"])


async def test_polling_stores_what_comes_in_its_order_and_once(talk: Talk) -> None:
    async with polled(talk):
        for said in ("раз", "два", "три"):
            await talk.telegram.post("/sandbox/people/1/messages", text=said)
        await stored(talk, 3)
    keys = [row["source_key"] for row in await talk.sql("SELECT source_key FROM inbox_updates ORDER BY seq")]
    assert keys == sorted(keys)
    assert {str(call["params"]["allowed_updates"]) for call in await calls(talk, "getUpdates")} == {
        str(ALLOWED_UPDATES)
    }


async def test_polling_goes_on_after_telegrams_trouble(talk: Talk) -> None:
    for kind in ("server_error", "lost_answer", "too_many"):
        await talk.telegram.post("/sandbox/faults", method="getUpdates", kind=kind)
    await talk.telegram.post("/sandbox/people/1/messages", text="слова")
    async with polled(talk):
        await stored(talk, 1)
    assert (await talk.sql(COUNT))[0]["count"] == 1


async def test_an_update_that_could_not_be_stored_is_asked_for_again(talk: Talk) -> None:
    await talk.sql("ALTER TABLE inbox_updates RENAME TO inbox_away")
    await talk.telegram.post("/sandbox/people/1/messages", text="слова")
    async with polled(talk):
        while len(await calls(talk, "getUpdates")) < 3:
            pass
        await talk.sql("ALTER TABLE inbox_away RENAME TO inbox_updates")
        await stored(talk, 1)


async def test_what_cannot_be_read_is_kept_and_holds_up_nothing(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/updates", update_id=2_000_000_000_000, message="not a message")
    await talk.telegram.post("/sandbox/updates", update_id=2_000_000_000_001, message={"chat": {"id": 1}})
    async with polled(talk):
        await stored(talk, 2)
    kinds = await talk.sql("SELECT kind, chat_id FROM inbox_updates ORDER BY seq")
    assert kinds == [{"kind": "unreadable", "chat_id": 0}, {"kind": "message", "chat_id": 1}]


async def test_the_bot_introduces_itself_in_both_languages(talk: Talk) -> None:
    await introduce(talk.container)
    by_language = {
        call["params"].get("language_code"): call["params"] for call in await calls(talk, "setMyCommands")
    }
    assert set(by_language) == {None, "ru", "en"}
    for language, params in by_language.items():
        assert [command["command"] for command in params["commands"]] == list(COMMANDS)
        shown = talk.text("command-natasha", language or "ru")
        assert shown in [command["description"] for command in params["commands"]]
    assert len(await calls(talk, "setMyDescription")) == len(await calls(talk, "setMyShortDescription")) == 3
    [button] = await calls(talk, "setChatMenuButton")
    assert button["params"]["menu_button"]["web_app"]["url"] == "http://127.0.0.1:8000/"
    assert len(await calls(talk, "deleteWebhook")) == 1
    assert {call["status"] for call in await calls(talk, "setMyCommands")} == {200}


async def test_a_restart_introduces_the_bot_again_at_once(talk: Talk) -> None:
    for _ in range(2):
        await introduce(talk.container)
    assert len(await calls(talk, "setChatMenuButton")) == 2


@pytest.mark.parametrize("kind", ["server_error", "lost_answer", "too_many"])
async def test_the_introduction_is_tried_until_telegram_has_heard_it(talk: Talk, kind: str) -> None:
    await talk.telegram.post("/sandbox/faults", method="setMyCommands", kind=kind, times=2)
    await introduce(talk.container)
    assert len(await calls(talk, "setChatMenuButton")) == 1
