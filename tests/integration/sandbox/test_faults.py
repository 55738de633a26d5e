"""Things that go wrong on purpose: every kind, for any method, when and for whom the test says."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from relove.sandbox.timing import Timing
from tests.integration.sandbox.hooking import Ticking
from tests.integration.sandbox.serving import Sandbox

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])
FAULTS: list[tuple[dict[str, Any], type[Exception], int]] = [
    ({"kind": "too_many", "retry_after": 5}, TelegramRetryAfter, 0),
    ({"kind": "forbidden"}, TelegramForbiddenError, 0),
    ({"kind": "bad_request"}, TelegramBadRequest, 0),
    ({"kind": "server_error"}, TelegramServerError, 0),
    ({"kind": "lost_answer"}, TelegramNetworkError, 1),
]


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture
def timing(ticking: Ticking) -> Timing:
    return ticking.timing()


@pytest.mark.parametrize(("fault", "error", "arrived"), FAULTS)
async def test_faults_of_calls(
    bot: Bot, sandbox: Sandbox, anna: int, fault: dict[str, Any], error: type[Exception], arrived: int
) -> None:
    await sandbox.post("/sandbox/faults", method="sendMessage", times=1, **fault)
    await bot.get_me()
    with pytest.raises(error):
        await bot.send_message(anna, "раз")
    assert len(await sandbox.messages()) == arrived
    await bot.send_message(anna, "два")
    log = (await sandbox.get("/sandbox/requests", method="sendMessage"))["items"]
    assert [item.get("fault") for item in log] == [fault["kind"], None]


@pytest.mark.parametrize(("fault", "error", "_"), FAULTS)
async def test_every_method_can_be_troubled(
    bot: Bot, sandbox: Sandbox, anna: int, fault: dict[str, Any], error: type[Exception], _: int
) -> None:
    sent = await bot.send_message(anna, "раз")
    calls: list[Callable[[], Awaitable[object]]] = [
        bot.get_me,
        bot.get_updates,
        bot.get_webhook_info,
        lambda: bot.send_chat_action(anna, "typing"),
        lambda: bot.send_message_draft(anna, 1, text="черновик"),
        lambda: bot.edit_message_text("два", chat_id=anna, message_id=sent.message_id),
        lambda: bot.delete_message(anna, sent.message_id),
        lambda: bot.get_chat(anna),
        bot.delete_webhook,
    ]
    await sandbox.post("/sandbox/faults", times=len(calls), **fault)
    for call in calls:
        with pytest.raises(error):
            await call()
    await bot.get_me()


async def test_a_delay_only_delays(bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking) -> None:
    await sandbox.post("/sandbox/faults", method="sendMessage", kind="delay", seconds=12.5)
    assert (await bot.send_message(anna, "раз")).text == "раз"
    assert ticking.pauses == [12.5]


async def test_after_so_many_calls_so_many_times_in_that_chat(
    bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking
) -> None:
    await sandbox.post("/sandbox/people", id=2, first_name="Борис")
    await sandbox.post(
        "/sandbox/faults", method="sendMessage", kind="server_error", chat_id=anna, after=2, times=2
    )
    went: list[bool] = []
    for _ in range(6):
        ticking.at += 1
        await bot.send_message(2, "мимо")
        try:
            await bot.send_message(anna, "раз")
            went.append(True)
        except TelegramServerError:
            went.append(False)
    assert went == [True, True, False, False, True, True]


async def test_faults_of_one_method_happen_in_the_order_they_were_asked_for(
    bot: Bot, sandbox: Sandbox, anna: int
) -> None:
    await sandbox.post("/sandbox/faults", method="sendMessage", kind="forbidden")
    await sandbox.post("/sandbox/faults", method="sendmessage", kind="bad_request", description="нельзя")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(anna, "раз")
    with pytest.raises(TelegramBadRequest, match="нельзя"):
        await bot.send_message(anna, "два")


async def test_faults_are_listed_and_cleared(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/faults", method="sendMessage", kind="forbidden", times=3)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(anna, "раз")
    [waiting] = (await sandbox.get("/sandbox/faults"))["items"]
    assert (waiting["kind"], waiting["method"], waiting["times"]) == ("forbidden", "sendMessage", 2)
    assert await sandbox.call("DELETE", "/sandbox/faults") == {"items": []}
    await bot.send_message(anna, "два")


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "earthquake"},
        {},
        {"kind": "delay", "colour": "red"},
        {"kind": "delay", "seconds": "долго"},
        {"kind": "forbidden", "method": "sendTelepathy"},
        {"kind": "forbidden", "chat_id": "Анна"},
    ],
)
async def test_unknown_faults_are_refused(sandbox: Sandbox, fault: dict[str, Any]) -> None:
    assert (await sandbox.post("/sandbox/faults", 400, **fault))["error"]


async def test_a_duplicate_comes_twice_with_one_number(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/people", id=2, first_name="Борис")
    await sandbox.post("/sandbox/faults", kind="duplicate", times=1, after=1, chat_id=anna)
    numbers = [
        (await sandbox.post(f"/sandbox/people/{person}/messages", text="раз"))["update_id"]
        for person in (1, 2, 1, 1)
    ]
    got = [u.update_id for u in await bot.get_updates()]
    assert got == [numbers[0], numbers[1], numbers[2], numbers[2], numbers[3]]


async def test_reordering_swaps_a_message_with_a_callback_but_never_two_messages(
    bot: Bot, sandbox: Sandbox, anna: int
) -> None:
    await bot.send_message(anna, "Начнём?", reply_markup=YES)
    await sandbox.post("/sandbox/faults", kind="reorder", times=2)
    await sandbox.post("/sandbox/people/1/messages", text="раз")
    await sandbox.post("/sandbox/people/1/press", data="yes")
    swapped = await bot.get_updates()
    assert [u.event_type for u in swapped] == ["callback_query", "message"]
    await sandbox.post("/sandbox/people/1/messages", text="два")
    await sandbox.post("/sandbox/people/1/messages", text="три")
    kept = await bot.get_updates(offset=swapped[-1].update_id + 1)
    assert [u.message.text for u in kept if u.message] == ["два", "три"]
    numbers = [u.update_id for u in [*swapped, *kept]]
    assert numbers == sorted(numbers)
    assert (await sandbox.get("/sandbox/faults"))["items"] == []


async def test_reordering_swaps_the_messages_of_two_chats(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/people", id=2, first_name="Борис")
    await sandbox.post("/sandbox/faults", kind="reorder")
    await sandbox.post("/sandbox/people/1/messages", text="от Анны")
    await sandbox.post("/sandbox/people/2/messages", text="от Бориса")
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["от Бориса", "от Анны"]


class TestHeld:
    @pytest.fixture
    def timing(self) -> Timing:
        return Timing(held_for=0.01)

    async def test_what_nothing_overtakes_goes_on_alone(self, bot: Bot, sandbox: Sandbox, anna: int) -> None:
        await sandbox.post("/sandbox/faults", kind="reorder")
        await sandbox.post("/sandbox/people/1/messages", text="одна")
        [update] = await bot.get_updates(timeout=30)
        assert update.message is not None
        assert update.message.text == "одна"
