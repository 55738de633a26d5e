"""Groups: what the bot hears there, and a group that becomes a supergroup."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat

from tests.integration.sandbox.serving import Sandbox


@pytest.fixture
async def group(sandbox: Sandbox, anna: int) -> int:
    await sandbox.post("/sandbox/people", id=2, first_name="Борис")
    made = await sandbox.post("/sandbox/groups", title="Круг", members=[1, 2])
    return int(made["id"])


async def test_the_bot_is_told_where_it_was_brought_in(bot: Bot, group: int) -> None:
    [update] = await bot.get_updates()
    event = update.my_chat_member
    assert event is not None
    assert (event.chat.id, event.chat.type, event.chat.title) == (group, "group", "Круг")
    assert (event.old_chat_member.status, event.new_chat_member.status) == ("left", "member")
    assert event.from_user.id == 1


async def test_it_hears_what_is_meant_for_it(bot: Bot, sandbox: Sandbox, group: int) -> None:
    said = await bot.send_message(group, "Добрый день")
    path = f"/sandbox/groups/{group}/messages"
    assert (await sandbox.post(path, person_id=1, text="между собой"))["update_id"] is None
    await sandbox.post(path, person_id=1, text="/decks")
    await sandbox.post(path, person_id=2, text="@relove_bot, покажи")
    await sandbox.post(path, person_id=2, text="и вам", reply_to=said.message_id)
    heard = [u.message for u in await bot.get_updates() if u.message]
    assert [(m.from_user and m.from_user.id, m.text) for m in heard] == [
        (1, "/decks"),
        (2, "@relove_bot, покажи"),
        (2, "и вам"),
    ]
    assert heard[-1].reply_to_message is not None
    assert heard[-1].reply_to_message.message_id == said.message_id
    shown = (await sandbox.get(path))["items"]
    assert [(m["person_id"], m["text"]) for m in shown][:2] == [(None, "Добрый день"), (1, "между собой")]


async def test_it_becomes_a_supergroup(bot: Bot, sandbox: Sandbox, group: int) -> None:
    migrated = await sandbox.post(f"/sandbox/groups/{group}/migrate")
    assert migrated["type"] == "supergroup"
    assert str(migrated["id"]).startswith("-100")
    with pytest.raises(TelegramMigrateToChat) as refused:
        await bot.send_message(group, "куда?")
    assert refused.value.migrate_to_chat_id == migrated["id"]
    answer: dict[str, Any] = (await sandbox.get("/sandbox/requests", method="sendMessage"))["items"][0][
        "answer"
    ]
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    await bot.send_message(migrated["id"], "сюда")
    told = [u.message for u in await bot.get_updates() if u.message]
    assert [(m.chat.id, m.migrate_to_chat_id, m.migrate_from_chat_id) for m in told] == [
        (group, migrated["id"], None),
        (migrated["id"], None, group),
    ]
    await sandbox.post(f"/sandbox/groups/{group}/migrate", 409)
    await sandbox.post(f"/sandbox/groups/{group}/messages", 409, person_id=1, text="/decks")


async def test_thrown_out_it_may_not_write(bot: Bot, sandbox: Sandbox, group: int) -> None:
    await sandbox.post(f"/sandbox/groups/{group}/kick")
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the group chat"):
        await bot.send_message(group, "ау")
    assert (await sandbox.post(f"/sandbox/groups/{group}/messages", person_id=1, text="/x"))[
        "update_id"
    ] is None
    statuses = [u.my_chat_member.new_chat_member.status for u in await bot.get_updates() if u.my_chat_member]
    assert statuses == ["member", "kicked"]


async def test_what_cannot_be_is_refused(sandbox: Sandbox, group: int) -> None:
    await sandbox.post("/sandbox/groups", 400, title="Пусто", members=[])
    await sandbox.post("/sandbox/groups", 404, title="Чужие", members=[9])
    await sandbox.post("/sandbox/groups", 400, title="Канал", members=[1], type="channel")
    await sandbox.post("/sandbox/groups", 400, title="Дважды", members=[1], id=group)
    await sandbox.post("/sandbox/people", id=3, first_name="Вера")
    await sandbox.post(f"/sandbox/groups/{group}/messages", 409, person_id=3, text="/x")
    await sandbox.post(f"/sandbox/groups/{group}/messages", 400, person_id=1, text="  ")
    await sandbox.post("/sandbox/groups/1/messages", 404, person_id=1, text="/x")
