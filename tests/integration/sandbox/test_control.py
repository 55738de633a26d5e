"""The control calls: people, launches, time, jobs and reset."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo

from relove.config import SettingsError, load_settings
from relove.core.clock import OffsetClock
from relove.sandbox.bus import Bus
from relove.sandbox.config import UnknownJob
from relove.sandbox.hooks import ProductHooks
from relove.sandbox.run import config_for
from tests.integration.sandbox.serving import TOKEN, Sandbox


def signature_of(fields: dict[str, str]) -> str:
    secret = hmac.new(b"WebAppData", TOKEN.encode(), hashlib.sha256).digest()
    checked = "\n".join(f"{k}={v}" for k, v in sorted(fields.items()) if k != "hash")
    return hmac.new(secret, checked.encode(), hashlib.sha256).hexdigest()


async def test_makes_people_and_changes_them(sandbox: Sandbox, anna: int) -> None:
    changed = await sandbox.post("/sandbox/people", id=1, first_name="Аня", is_premium=True)
    assert (changed["first_name"], changed["is_premium"], changed["language_code"]) == ("Аня", True, None)
    assert [p["id"] for p in (await sandbox.get("/sandbox/people"))["items"]] == [1]


@pytest.mark.parametrize(
    "body", [{"id": 2}, {"id": 2, "first_name": " "}, {"id": -1, "first_name": "x"}, {"id": 2, "name": "x"}]
)
async def test_refuses_people_that_cannot_be(sandbox: Sandbox, body: dict[str, Any]) -> None:
    answer = await sandbox.post("/sandbox/people", 400, **body)
    assert answer["error"]


async def test_messages_show_both_sides_oldest_first(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    first = await sandbox.post("/sandbox/people/1/messages", text="Привет")
    await bot.send_message(anna, "И вам")
    items = await sandbox.messages()
    assert [(m["from"], m["text"]) for m in items] == [("person", "Привет"), ("bot", "И вам")]
    later = await sandbox.get("/sandbox/people/1/messages", after=first["message_id"])
    assert later["items"] == items[1:]


async def test_what_cannot_be_written_is_refused(sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/people/1/messages", 400, text="   ")
    await sandbox.post("/sandbox/people/1/messages", 400)
    await sandbox.post("/sandbox/people/9/messages", 404, text="кто я?")
    for odd in (
        {"voice_text": " "},
        {"text": "да", "sticker": True},
        {"text": "да", "caption": "нет"},
        {"photo_text": "кот", "caption": "я" * 1025},
    ):
        await sandbox.post("/sandbox/people/1/messages", 400, **odd)


async def test_a_long_text_goes_as_several_messages(sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/people/1/messages", text="я" * 5000)
    assert [len(m["text"]) for m in await sandbox.messages()] == [4096, 904]


async def test_the_stream_tells_what_happens_until_the_end(sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/people", id=2, first_name="Борис")
    async with sandbox.client.get("/sandbox/stream", params={"person": "1"}) as stream:
        assert await stream.content.readuntil(b"\n\n") == b": open\n\n"
        await sandbox.post("/sandbox/people/2/messages", text="чужое")
        await sandbox.post("/sandbox/people/1/messages", text="моё")
        name, data = (await stream.content.readuntil(b"\n\n")).decode().splitlines()[:2]
        assert name == "event: message"
        assert json.loads(data.removeprefix("data: "))["text"] == "моё"
        sandbox.world.close()
        assert await stream.content.read() == b""


def test_a_page_that_does_not_read_is_told_to_load_anew() -> None:
    bus = Bus()
    queue = bus.listen()
    for number in range(1001):
        bus.publish("message", {"n": number})
    events = [queue.get_nowait() for _ in range(queue.qsize())]
    assert [event.name for event in events if event] == ["reset", "message"]
    bus.leave(queue)
    bus.publish("message", {})
    assert queue.empty()


async def test_presses_only_buttons_that_are_there(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    rows = [
        [
            InlineKeyboardButton(text="Да", callback_data="yes"),
            InlineKeyboardButton(text="Сайт", url="https://a.b"),
        ],
        [InlineKeyboardButton(text="Карта", web_app=WebAppInfo(url="http://127.0.0.1:8000/journey"))],
    ]
    old = await bot.send_message(anna, "раз", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))
    new = await bot.send_message(anna, "два", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows[:1]))
    press = "/sandbox/people/1/press"
    assert (await sandbox.post(press, text="Да"))["message_id"] == new.message_id
    assert (await sandbox.post(press, data="yes", message_id=old.message_id))["message_id"] == old.message_id
    assert (await sandbox.post(press, text="Сайт"))["url"] == "https://a.b"
    assert (await sandbox.post(press, text="Карта"))["web_app"] == "http://127.0.0.1:8000/journey"
    await sandbox.post(press, 404, text="Нет")
    await sandbox.post(press, 404, text="Карта", message_id=new.message_id)
    await sandbox.post(press, 404, data="yes", message_id=new.message_id + 5)
    await sandbox.post(press, 400)


async def test_launches_are_signed_as_telegram_signs(sandbox: Sandbox, anna: int) -> None:
    launch = await sandbox.get("/sandbox/people/1/launch", start_param="chat", path="/journey?x=1")
    fields = dict(parse_qsl(launch["init_data"], keep_blank_values=True, strict_parsing=True))
    assert fields["hash"] == signature_of(fields)
    assert fields["signature"]
    assert fields["start_param"] == "chat"
    user = json.loads(fields["user"])
    assert (user["id"], user["first_name"], user["language_code"]) == (1, "Анна", "ru")
    url = urlsplit(launch["url"])
    assert launch["url"].startswith("http://127.0.0.1:8000/journey?x=1#")
    fragment = {k: v[0] for k, v in parse_qs(url.fragment).items()}
    assert fragment["tgWebAppData"] == launch["init_data"]
    assert (fragment["tgWebAppPlatform"], fragment["tgWebAppStartParam"]) == ("weba", "chat")
    assert json.loads(fragment["tgWebAppThemeParams"])["bg_color"] == "#ffffff"
    await sandbox.get("/sandbox/people/1/launch", 400, path="https://elsewhere.example/")


async def test_launches_as_admin(sandbox: Sandbox) -> None:
    launch = await sandbox.get("/sandbox/admin/launch")
    assert launch["person"]["is_admin"] is True
    assert json.loads(dict(parse_qsl(launch["init_data"]))["user"])["id"] == launch["person"]["id"]


async def test_tells_the_page_what_a_phone_is_like(sandbox: Sandbox, anna: int) -> None:
    plain = (await sandbox.get("/sandbox/page", person=anna))["device"]
    assert (plain["width"], plain["keyboard"], plain["safe_area"]["top"]) == (None, 0, 0)
    await sandbox.post(f"/sandbox/people/{anna}/device", width=390, safe_area={"top": 47})
    changed = await sandbox.post(f"/sandbox/people/{anna}/device", keyboard=320)
    assert (changed["width"], changed["keyboard"], changed["safe_area"]["top"]) == (390, 320, 47)
    # Who is made again keeps the phone.
    await sandbox.post("/sandbox/people", id=anna, first_name="Аня")
    assert (await sandbox.get("/sandbox/page", person=anna))["device"] == changed
    back = await sandbox.post(f"/sandbox/people/{anna}/device", width=None, safe_area={})
    assert (back["width"], back["keyboard"], back["safe_area"]["top"]) == (None, 320, 0)


@pytest.mark.parametrize(
    "body", [{"width": -1}, {"safe_area": {"top": 9000}}, {"notch": 47}, {"keyboard": None}]
)
async def test_refuses_phones_that_cannot_be(sandbox: Sandbox, anna: int, body: dict[str, Any]) -> None:
    assert (await sandbox.post(f"/sandbox/people/{anna}/device", 400, **body))["error"]


async def test_moves_business_time(sandbox: Sandbox, anna: int) -> None:
    start = (await sandbox.get("/sandbox/clock"))["now"]
    await sandbox.post("/sandbox/clock", advance=3600)
    moved = await sandbox.post("/sandbox/clock", advance=3600)
    assert moved["offset"] == 7200
    await sandbox.post("/sandbox/people/1/messages", text="раз")
    assert (await sandbox.messages())[0]["date"] >= start + 7200
    fields = dict(parse_qsl((await sandbox.get("/sandbox/people/1/launch"))["init_data"]))
    assert int(fields["auth_date"]) >= start + 7200
    assert (await sandbox.post("/sandbox/clock", reset=True))["offset"] == 0
    await sandbox.post("/sandbox/clock", 400)


async def test_a_reset_forgets(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/people/1/messages", text="раз")
    await sandbox.post("/sandbox/faults", method="getMe", kind="server_error")
    await sandbox.post("/sandbox/clock", advance=60)
    await sandbox.post("/sandbox/reset")
    await bot.get_me()
    assert await bot.get_updates() == []
    assert (await sandbox.get("/sandbox/people"))["items"] == []
    assert (await sandbox.get("/sandbox/clock"))["offset"] == 0


async def test_unknown_jobs_are_refused(sandbox: Sandbox) -> None:
    await sandbox.post("/sandbox/jobs/dance", 404)
    assert await sandbox.get("/sandbox/jobs") == {"items": []}


class Product:
    """What bootstrap will offer, as small as it can be."""

    def __init__(self) -> None:
        self.admins: list[int] = []
        self.opened = 0

    async def __aenter__(self) -> "Product":
        self.opened += 1
        return self

    async def __aexit__(self, *error: object) -> None:
        self.opened -= 1

    async def grant_admin(self, telegram_id: int) -> None:
        self.admins.append(telegram_id)

    async def job_names(self) -> list[str]:
        return ["sweep"]

    async def run_job(self, name: str) -> dict[str, Any]:
        return {"ran": name}


async def test_the_product_is_opened_when_first_needed(tmp_path: Path) -> None:
    product = Product()
    hooks = ProductHooks(OffsetClock.create(tmp_path / "clock"), lambda: product)
    hooks.set_clock_offset(90_000_000)
    assert product.opened == 0
    assert (hooks.clock.now() - datetime.now(UTC)).total_seconds() == pytest.approx(90, abs=5)
    await hooks.grant_admin(7)
    assert (product.opened, product.admins) == (1, [7])
    assert await hooks.run_job("sweep") == {"ran": "sweep"}
    with pytest.raises(UnknownJob):
        await hooks.run_job("dance")
    await hooks.close()
    assert product.opened == 0


def test_is_configured_by_the_settings_and_refuses_production(tmp_path: Path) -> None:
    given: dict[str, Any] = {"bot_token": TOKEN, "data_dir": tmp_path, "port": 8123, "public_url": ""}
    config = config_for(load_settings(**given, sandbox_url="http://127.0.0.1:8181"))
    assert (config.app_origin, config.origin) == ("http://127.0.0.1:8123", "http://127.0.0.1:8181")
    with pytest.raises(SettingsError, match="production"):
        config_for(load_settings(**given).model_copy(update={"env": "production"}))
    with pytest.raises(SettingsError, match="BOT_TOKEN"):
        config_for(load_settings(**{**given, "bot_token": None}))
