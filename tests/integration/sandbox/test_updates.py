"""Updates: long polls, webhooks with their retries, and deliveries that go wrong on purpose."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from relove.core.tasks import spawn
from tests.integration.sandbox.serving import Sandbox

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])


async def test_a_message_arrives_as_telegram_shapes_it(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    written = await sandbox.post("/sandbox/people/1/messages", text="/start from_site")
    [update] = await bot.get_updates()
    assert update.update_id == written["update_id"]
    message = update.message
    assert message is not None
    assert message.from_user is not None
    assert (message.message_id, message.text) == (written["message_id"], "/start from_site")
    assert (message.chat.id, message.chat.type, message.from_user.language_code) == (1, "private", "ru")
    assert [e.type for e in message.entities or []] == ["bot_command"]


async def test_a_poll_waits_for_what_comes_and_confirms_by_offset(
    bot: Bot, sandbox: Sandbox, anna: int
) -> None:
    poll = spawn(bot.get_updates(timeout=30), "poll")
    written = await sandbox.post("/sandbox/people/1/messages", text="раз")
    [update] = await poll
    assert [u.update_id for u in await bot.get_updates()] == [update.update_id]
    second = await sandbox.post("/sandbox/people/1/messages", text="два")
    assert second["update_id"] == written["update_id"] + 1
    [only] = await bot.get_updates(offset=update.update_id + 1)
    assert only.update_id == second["update_id"]


async def test_a_pressed_button_arrives_with_its_message(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    sent = await bot.send_message(anna, "Начнём?", reply_markup=YES)
    pressed = await sandbox.post("/sandbox/people/1/press", data="yes")
    [update] = await bot.get_updates(allowed_updates=["callback_query"])
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    assert (query.data, query.message.message_id, query.from_user.id) == ("yes", sent.message_id, 1)
    assert update.update_id == pressed["update_id"]
    assert await bot.answer_callback_query(query.id, text="Хорошо")
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query("1")


async def test_what_the_bot_does_not_ask_for_is_not_sent(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await bot.get_updates(allowed_updates=["message"])
    blocked = await sandbox.post("/sandbox/people/1/block")
    assert blocked["update_id"] is None
    assert await bot.get_updates() == []


async def test_blocking_and_coming_back_are_told(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/people/1/block")
    await sandbox.post("/sandbox/people/1/messages", 409, text="не уйдёт")
    await sandbox.post("/sandbox/people/1/unblock")
    updates = [u.my_chat_member for u in await bot.get_updates()]
    assert [(u.old_chat_member.status, u.new_chat_member.status) for u in updates if u] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_a_second_poll_ends_the_first(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    first = spawn(_conflict(bot), "first poll")
    while sandbox.world.queue._waiter is None:  # noqa: ASYNC110 - the poll arrives over HTTP
        await asyncio.sleep(0)
    assert await bot.get_updates() == []
    assert "terminated by other getUpdates request" in await first


async def _conflict(bot: Bot) -> str:
    with pytest.raises(TelegramConflictError) as refused:
        await bot.get_updates(timeout=30)
    return str(refused.value)


async def test_numbers_never_come_again(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    before = await sandbox.post("/sandbox/people/1/messages", text="раз")
    await sandbox.post("/sandbox/reset")
    await sandbox.post("/sandbox/people", id=1, first_name="Анна")
    after = await sandbox.post("/sandbox/people/1/messages", text="два")
    assert after["update_id"] > before["update_id"]
    assert after["message_id"] > before["message_id"]
    assert [u.update_id for u in await bot.get_updates()] == [after["update_id"]]


async def test_a_raw_update_arrives_as_it_is(bot: Bot, sandbox: Sandbox) -> None:
    group = {"id": -100500, "type": "supergroup", "title": "Круг"}
    raw = {"update_id": 17, "message": {"message_id": 3, "date": 1, "chat": group, "text": "всем привет"}}
    assert await sandbox.post("/sandbox/updates", **raw) == {"update_id": 17}
    [update] = await bot.get_updates(offset=10**6)
    assert update.model_dump(exclude_none=True)["message"]["text"] == "всем привет"
    await bot.send_message(-100500, "и вам")
