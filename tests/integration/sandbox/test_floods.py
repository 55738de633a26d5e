"""Telegram's flood limits, to the message, on time that the test moves."""

from collections.abc import Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from relove.sandbox.errors import BotApiError
from relove.sandbox.limits import FloodLimits, Limits
from relove.sandbox.timing import Timing
from tests.integration.sandbox.hooking import Ticking
from tests.integration.sandbox.serving import Sandbox

Take = Callable[[int, float], int]


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture
def timing(ticking: Ticking) -> Timing:
    return ticking.timing()


def asked_of(limits: FloodLimits, chat: int, at: float) -> int:
    """The seconds that this message is told to wait, 0 where it was accepted."""
    try:
        limits.take(chat, chat < 0, at)
    except BotApiError as error:
        return int((error.parameters or {})["retry_after"]) if error.status == 429 else -1
    return 0


@pytest.fixture
def take() -> Take:
    """One message at a time. Negative chats are groups."""
    limits = FloodLimits(Limits())
    return lambda chat, at: asked_of(limits, chat, at)


def test_thirty_in_any_one_second_and_not_one_more(take: Take) -> None:
    # Not only in calendar seconds: the window slides.
    assert [take(chat, 0.5 + chat / 60) for chat in range(1, 31)] == [0] * 30
    assert take(31, 1.5) == 1
    assert take(31, 0.5 + 1 / 60 + 1.01) == 2


def test_thirty_a_second_for_as_long_as_one_likes(take: Take) -> None:
    assert {take(number % 97 + 1, number / 30) for number in range(3000)} == {0}


def test_one_a_second_in_a_chat_after_a_small_burst(take: Take) -> None:
    assert [take(1, 0.1) for _ in range(5)] == [0] * 5
    assert take(1, 0.2) == 1
    assert take(2, 0.2) == 0
    assert take(1, 1.3) == 0
    assert {take(1, 2.3 + second) for second in range(100)} == {0}
    # A silence brings the burst back, and no more than that.
    assert [bool(take(1, 500.0)) for _ in range(6)] == [False] * 5 + [True]


def test_twenty_a_minute_in_a_group(take: Take) -> None:
    assert [take(-1, second) for second in range(20)] == [0] * 20
    assert take(-1, 20.0) == 40
    assert take(-2, 20.0) == 0
    assert take(-1, 60.1) == 0


def test_a_flood_that_goes_on_waits_longer(take: Take) -> None:
    for _ in range(5):
        take(1, 0.0)
    waits = [take(1, 0.1 * call) for call in range(10)]
    assert waits == list(range(1, 11))
    # What was said last holds; then all is well again.
    assert take(1, 9.0) > 0
    assert take(1, 0.9 + 10 + 3) == 0
    for _ in range(2000):
        longest = take(2, 100.0)
    assert longest == 600


def test_who_heeds_the_wait_gets_through(take: Take) -> None:
    at, refused = 0.0, 0
    for _ in range(60):
        while wait := take(1, at):
            at += wait
            refused += 1
        at += 0.25
    assert 0 < refused <= 60
    assert at < 75


async def send(bot: Bot, chat: int, count: int) -> list[int]:
    """Several at once; the waits that were asked for."""
    waits = []
    for number in range(count):
        try:
            await bot.send_message(chat, str(number))
            waits.append(0)
        except TelegramRetryAfter as refused:
            waits.append(refused.retry_after)
    return waits


async def test_what_is_refused_does_not_arrive(
    bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking
) -> None:
    assert await send(bot, anna, 7) == [0] * 5 + [1, 2]
    assert len(await sandbox.messages()) == 5
    ticking.at += 2
    await bot.send_message(anna, "теперь можно")
    log = (await sandbox.get("/sandbox/requests", method="sendMessage"))["items"]
    refused = log[5]["answer"]
    assert refused["error_code"] == 429
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert refused["parameters"] == {"retry_after": 1}


async def test_over_all_chats(bot: Bot, sandbox: Sandbox, ticking: Ticking) -> None:
    for person in range(1, 12):
        await sandbox.post("/sandbox/people", id=person, first_name="Анна")
    waits = [wait for person in range(1, 12) for wait in await send(bot, person, 3)]
    assert waits == [0] * 30 + [1, 2, 3]


async def test_only_messages_count(bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking) -> None:
    button = InlineKeyboardButton(text="Да", callback_data="yes")
    await bot.send_message(anna, "Начнём?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
    pressed = await sandbox.post("/sandbox/people/1/press", data="yes")
    for number in range(1, 41):
        await bot.send_chat_action(anna, "typing")
        await bot.send_message_draft(anna, number, text="черновик")
        await bot.get_updates()
    await bot.answer_callback_query(pressed["callback_query_id"])
    assert await send(bot, anna, 5) == [0] * 4 + [1]
    # Even within the wait.
    await bot.send_chat_action(anna, "typing")
    assert await send(bot, anna, 1) == [2]


async def test_refused_for_another_reason_counts_for_nothing(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/faults", method="sendMessage", kind="server_error", times=50)
    path = f"/bot{bot.token}/sendMessage"
    for _ in range(50):
        await sandbox.post(path, 500, chat_id=1, text="раз")
    assert await send(bot, anna, 5) == [0] * 5


async def test_a_real_refusal_can_be_told_from_one_on_purpose(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/faults", method="sendMessage", kind="too_many", retry_after=17)
    assert await send(bot, anna, 7) == [17, 0, 0, 0, 0, 0, 1]
    log: list[dict[str, Any]] = (await sandbox.get("/sandbox/requests", method="sendMessage"))["items"]
    assert [item.get("fault") for item in log if item["status"] == 429] == ["too_many", None]


@pytest.mark.parametrize("burst", [1, 2, 10])
def test_the_limits_are_settings(burst: int) -> None:
    limits = FloodLimits(Limits(private_burst=burst, private_every=0.5, overall=(100, 1.0)))
    assert [asked_of(limits, 1, 0.0) > 0 for _ in range(12)] == [False] * burst + [True] * (12 - burst)
