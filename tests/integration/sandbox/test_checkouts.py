"""Payments: the bot is asked, and has ten seconds to answer."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from relove.sandbox.timing import Timing
from tests.integration.sandbox.hooking import Ticking
from tests.integration.sandbox.serving import Sandbox


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture
def timing(ticking: Ticking) -> Timing:
    return ticking.timing()


async def ask(sandbox: Sandbox, number: str = "q-1") -> None:
    body = {
        "id": number,
        "from": {"id": 1, "is_bot": False, "first_name": "Анна"},
        "currency": "XTR",
        "total_amount": 250,
        "invoice_payload": "premium",
    }
    await sandbox.post("/sandbox/updates", pre_checkout_query=body)


async def recorded(sandbox: Sandbox) -> list[dict[str, Any]]:
    return list((await sandbox.get("/sandbox/checkouts"))["items"])


async def test_the_answer_is_recorded(bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking) -> None:
    await ask(sandbox)
    [update] = await bot.get_updates()
    query = update.pre_checkout_query
    assert query is not None
    assert (query.id, query.total_amount, query.from_user.id) == ("q-1", 250, 1)
    ticking.at += 9.5
    assert await bot.answer_pre_checkout_query("q-1", ok=True)
    assert await recorded(sandbox) == [
        {
            "id": "q-1",
            "person_id": 1,
            "answered": True,
            "seconds": 9.5,
            "ok": True,
            "error_message": None,
            "expired": False,
        }
    ]
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_pre_checkout_query("q-1", ok=True)


async def test_a_refusal_says_why(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await ask(sandbox)
    with pytest.raises(TelegramBadRequest, match="error_message is empty"):
        await bot.answer_pre_checkout_query("q-1", ok=False)
    await bot.answer_pre_checkout_query("q-1", ok=False, error_message="Распродано")
    [checkout] = await recorded(sandbox)
    assert (checkout["ok"], checkout["error_message"]) == (False, "Распродано")


async def test_after_ten_seconds_it_is_too_late(
    bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking
) -> None:
    await ask(sandbox)
    await sandbox.post("/sandbox/clock", advance=3600)
    assert not (await recorded(sandbox))[0]["expired"]
    ticking.at += 10.1
    with pytest.raises(TelegramBadRequest, match="query is too old and response timeout expired"):
        await bot.answer_pre_checkout_query("q-1", ok=True)
    [checkout] = await recorded(sandbox)
    assert (checkout["answered"], checkout["expired"]) == (False, True)
    with pytest.raises(TelegramBadRequest, match="query ID is invalid"):
        await bot.answer_pre_checkout_query("nobody asked", ok=True)
