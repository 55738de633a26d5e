"""The page in a real browser: the chat, the Mini App's frame, the phone's width."""

import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    WebAppInfo,
)
from litestar import Litestar, MediaType, Response, get
from playwright.async_api import Browser, FrameLocator, Page, async_playwright, expect

from relove.sandbox.app import create_app
from relove.sandbox.config import SandboxConfig
from tests.integration.sandbox.serving import TOKEN, Sandbox, free_port, serve, stop

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

# A Mini App as small as can be: it says hello, keeps what it hears, and says what the test tells it to.
APP = """<!doctype html><meta charset=utf-8><h1>Карта</h1><output></output><script>
const host = new URL(document.referrer).origin;
window.say = (eventType, eventData = {}) => parent.postMessage(JSON.stringify({ eventType, eventData }), host);
window.heard = [];
addEventListener("message", (event) => {
  const message = JSON.parse(event.data);
  heard.push(message);
  if (message.eventType === "theme_changed") document.body.dataset.bg = message.eventData.theme_params.bg_color;
  document.querySelector("output").textContent = heard.map((m) => m.eventType).join(" ");
});
for (const name of ["iframe_ready", "web_app_ready", "web_app_request_theme", "web_app_request_viewport"]) say(name);
</script>"""


KINDS = ("voice", "photo", "video_note", "sticker")

# A frame inside the app's frame: right window tree, wrong window.
STRANGER = """(_, message) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.onload = () => done();
  frame.srcdoc = `<script>top.postMessage(${JSON.stringify(message)}, "*")<\\/script>`;
  document.body.append(frame);
})"""


@get(["/", "/{path:path}"], sync_to_thread=False)
def small_app() -> Response[str]:
    return Response(APP, media_type=MediaType.HTML)


@dataclass
class Stage:
    """The page open in a browser, and the bot behind it."""

    sandbox: Sandbox
    bot: Bot
    browser: Browser
    page: Page
    person: int = 100_001

    @property
    def chat(self) -> Any:
        return self.page.get_by_role("log", name="Сообщения")

    @property
    def app(self) -> FrameLocator:
        return self.page.frame_locator("iframe[title='Mini App']")

    async def tell(self, event: str, **data: Any) -> None:
        """The Mini App says something to its host."""
        await self.app.locator("html").evaluate("(_, [type, data]) => say(type, data)", [event, data])

    async def heard(self, event: str) -> dict[str, Any]:
        """What the host said last under this name."""
        await expect(self.app.locator("output")).to_contain_text(event)
        heard = await self.app.locator("html").evaluate("() => JSON.stringify(heard)")
        data = [message.get("eventData") for message in json.loads(heard) if message["eventType"] == event]
        return dict(data[-1] or {})


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    port, app_port = free_port(), free_port()
    base = f"http://127.0.0.1:{port}"
    app = create_app(SandboxConfig(TOKEN, f"http://127.0.0.1:{app_port}", base, model_chunk_delay=0))
    servers = [
        await serve(app, port),
        await serve(Litestar([small_app], openapi_config=None, logging_config=None), app_port),
    ]
    async with aiohttp.ClientSession(base) as client, async_playwright() as playwright:
        sandbox = Sandbox(base, app.state.world, client)
        bot = sandbox.new_bot()
        await bot.set_my_commands([BotCommand(command="help", description="Помощь")])
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(base)
        await page.get_by_role("button", name="Начать").wait_for()
        yield Stage(sandbox, bot, browser, page)
        await browser.close()
        await bot.session.close()
        assert errors == []
    app.state.world.close()
    for server, running in servers:
        await stop(server, running)


async def test_a_newcomer_presses_start_and_talks(stage: Stage) -> None:
    page, bot, me = stage.page, stage.bot, stage.person
    await page.get_by_role("button", name="Начать").click()
    [started] = await bot.get_updates(timeout=10)
    assert started.message is not None
    assert started.message.text == "/start"
    rows = [[InlineKeyboardButton(text="Да", callback_data="yes")]]
    await bot.send_message(
        me,
        "Здравствуйте, <b>Анна</b>! &lt;img src=x onerror=alert(1)&gt;",
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=rows),
    )
    await expect(stage.chat.locator("b", has_text="Анна")).to_be_visible()
    await expect(stage.chat).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(stage.chat.locator("img[src=x]")).to_have_count(0)
    await expect(stage.chat.get_by_role("img", name="прочитано")).to_be_visible()
    await stage.chat.get_by_role("button", name="Да").click()
    [pressed] = await bot.get_updates(offset=started.update_id + 1, timeout=10)
    assert pressed.callback_query is not None
    await bot.answer_callback_query(pressed.callback_query.id, text="Принято")
    await expect(page.get_by_role("status")).to_contain_text("Принято")
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="⏸ Пауза")]], resize_keyboard=True)
    await bot.send_message(me, "Меню внизу", reply_markup=keyboard)
    await page.get_by_role("button", name="⏸ Пауза").click()
    await expect(stage.chat.get_by_text("⏸ Пауза")).to_be_visible()


async def test_writing_by_keyboard_with_drafts_and_commands(stage: Stage) -> None:
    page, bot, me = stage.page, stage.bot, stage.person
    await stage.sandbox.post(f"/sandbox/people/{me}/messages", text="раз")
    field = page.get_by_role("textbox", name="Сообщение")
    await field.fill("Первая строка")
    await field.press("Shift+Enter")
    await field.press_sequentially("вторая")
    await field.press("Enter")
    await expect(stage.chat).to_contain_text("Первая строка\nвторая")
    await bot.send_chat_action(me, "typing")
    await expect(page.get_by_text("печатает")).to_be_visible()
    await bot.send_message_draft(me, 5, text="Слышу <b>вас</b>", parse_mode="HTML", can_stop=True)
    await expect(stage.chat).to_contain_text("Слышу вас")
    await page.get_by_role("button", name="Остановить").click()
    await expect(stage.chat).not_to_contain_text("Слышу вас")
    await field.press_sequentially("/he")
    await expect(page.get_by_role("option", name="/help")).to_be_visible()
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(stage.chat.get_by_role("link", name="/help")).to_be_visible()
    kinds = [update.event_type for update in await bot.get_updates()]
    assert kinds == ["message", "message", "stopped_message_generation", "message"]


async def test_the_mini_app_and_its_host_talk(stage: Stage) -> None:
    page = stage.page
    await page.get_by_role("button", name="Открыть приложение").click()
    await expect(stage.app.locator("body")).to_have_attribute("data-bg", "#ffffff")
    viewport = await stage.heard("viewport_changed")
    assert viewport["is_expanded"] is True
    assert viewport["height"] > 400
    await page.get_by_role("button", name="Тёмная тема").click()
    await expect(stage.app.locator("body")).to_have_attribute("data-bg", "#212121")
    await stage.tell("web_app_setup_main_button", is_visible=True, text="Дальше", color="#a83d5f")
    await stage.tell("web_app_setup_main_button", is_active=True)
    await page.get_by_role("button", name="Дальше").click()
    await stage.heard("main_button_pressed")
    await stage.tell("web_app_setup_back_button", is_visible=True)
    await page.get_by_role("button", name="Назад").click()
    await stage.heard("back_button_pressed")
    await stage.tell(
        "web_app_open_popup",
        title="Точно?",
        message="Вы уходите",
        buttons=[{"id": "go", "type": "destructive", "text": "Уйти"}, {"id": "no", "type": "cancel"}],
    )
    await page.get_by_role("dialog", name="Точно?").get_by_role("button", name="Уйти").click()
    assert await stage.heard("popup_closed") == {"button_id": "go"}
    await stage.tell("web_app_setup_back_button", is_visible=False)
    await stage.tell("web_app_setup_closing_behavior", need_confirmation=True)
    await page.get_by_role("button", name="Закрыть").click()
    await page.get_by_role("dialog").get_by_role("button", name="Отмена").click()
    await stage.tell("web_app_close")
    await expect(page.get_by_role("button", name="Открыть приложение")).to_be_visible()


async def test_a_stranger_in_the_frame_is_not_heard(stage: Stage) -> None:
    page = stage.page
    await page.get_by_role("button", name="Открыть приложение").click()
    await stage.heard("theme_changed")
    message = json.dumps({"eventType": "web_app_close", "eventData": {}})
    await page.evaluate("(m) => window.postMessage(m, '*')", message)
    await stage.app.locator("html").evaluate(STRANGER, message)
    await stage.tell("web_app_setup_main_button", is_visible=True, text="Ещё здесь")
    await expect(page.get_by_role("button", name="Ещё здесь")).to_be_visible()


async def test_buttons_open_the_app_where_they_say(stage: Stage) -> None:
    origin = stage.sandbox.world.config.app_origin
    button = InlineKeyboardButton(text="Карта пути", web_app=WebAppInfo(url=f"{origin}/journey?from=chat"))
    await stage.bot.send_message(
        stage.person, "Смотрите", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]])
    )
    await stage.chat.get_by_role("button", name="Карта пути").click()
    await stage.heard("theme_changed")
    place = await stage.app.locator("html").evaluate("() => location.pathname + location.search")
    assert place == "/journey?from=chat"


async def test_people_can_be_made_and_changed(stage: Stage) -> None:
    page = stage.page
    await page.get_by_role("button", name="Новый человек").click()
    await page.get_by_role("textbox", name="Имя", exact=True).fill("Борис")
    await page.get_by_role("button", name="Создать").click()
    people = page.get_by_role("navigation", name="Люди")
    await expect(people.get_by_role("button", name="Борис")).to_have_attribute("aria-current", "true")
    await stage.bot.send_message(stage.person, "Анна, вы здесь?")
    await expect(people.get_by_role("button", name="Анна")).to_contain_text("Анна, вы здесь?")
    await people.get_by_role("button", name="Анна").click()
    await expect(stage.chat).to_contain_text("Анна, вы здесь?")
    await page.get_by_role("button", name="Открыть как админ").click()
    await stage.heard("theme_changed")
    await expect(people.get_by_text("админ", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Язык").click()
    await expect(page.get_by_role("button", name="Open as admin")).to_be_visible()


async def test_on_a_phone_there_are_three_tabs(stage: Stage) -> None:
    page = stage.page
    await page.set_viewport_size({"width": 390, "height": 844})
    await stage.bot.send_message(stage.person, "Слово " * 60)
    await page.get_by_role("tab", name="Приложение").click()
    await page.get_by_role("button", name="Открыть приложение").click()
    await stage.heard("theme_changed")
    await page.get_by_role("tab", name="Журнал").click()
    log = page.get_by_role("region", name="Журнал")
    await log.get_by_text("sendMessage", exact=True).click()
    await expect(log.get_by_text('"message_id"')).to_be_visible()
    await page.get_by_role("tab", name="Чат").click()
    await expect(page.get_by_role("textbox", name="Сообщение")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_the_page_is_not_cached_and_frames_only_the_app(stage: Stage) -> None:
    async with stage.sandbox.client.get("/") as answer:
        assert answer.headers["cache-control"] == "no-store"
        assert stage.sandbox.world.config.app_origin in answer.headers["content-security-policy"]
    async with stage.sandbox.client.get("/static/main.js") as answer:
        tag = answer.headers["etag"]
    async with stage.sandbox.client.get("/static/main.js", headers={"if-none-match": tag}) as answer:
        assert answer.status == 304
    for nothing in ("/static/nothing.js", "/static/..%2Fpage.py", "/static/index.html"):
        async with stage.sandbox.client.get(nothing) as answer:
            assert answer.status == 404


async def test_voice_and_pictures_are_sent_and_seen(stage: Stage) -> None:
    page = stage.page
    await page.get_by_role("button", name="Начать").click()
    for kind, said in (("Голос", "я боюсь начать"), ("Фото", "стол в бумагах"), ("Кружок", "вот мой двор")):
        await page.get_by_role("button", name="Отправить голос или фото").click()
        await page.get_by_role("textbox", name="Что сказано").fill(said)
        await page.get_by_role("dialog").get_by_role("button", name=kind).click()
    await expect(stage.chat.get_by_text("я боюсь начать")).to_be_visible()
    await expect(stage.chat.get_by_role("button", name="Голосовое сообщение")).to_be_visible()
    picture = stage.chat.get_by_role("img", name="Фото: стол в бумагах")
    await expect(picture).to_have_js_property("naturalWidth", 800)
    await expect(stage.chat.get_by_role("img", name="Видеосообщение: вот мой двор")).to_be_visible()
    await page.get_by_role("button", name="Отправить голос или фото").click()
    await page.get_by_role("dialog").get_by_role("button", name="Стикер").click()
    await expect(stage.chat.get_by_role("img", name="Стикер")).to_be_visible()
    assert [
        name for item in await stage.sandbox.messages(stage.person) for name in item if name in KINDS
    ] == [
        "voice",
        "photo",
        "video_note",
        "sticker",
    ]
