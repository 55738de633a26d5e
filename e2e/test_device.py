"""The phone around the Mini App: its edges, keyboard and theme, swipes, touch, motion; every screen in the frame."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Frame, Locator, Page, Route, expect

from e2e.app_screens import AppScreens
from e2e.chat_page import ChatPage
from e2e.conftest import OpenApp
from e2e.people import begun
from e2e.routes import ROUTES
from e2e.still import settle
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product
from tests.integration.product.sandbox import Person

PHONE = {"width": 390, "height": 844}
NOTCH = {"top": 47, "bottom": 34}
BUTTONS = {"top": 46}
KEYBOARD = 320


class Phone:
    """The Mini App in the sandbox's frame, on a phone that can be told what it is like."""

    def __init__(self, page: Page, product: Product, person: Person, **device: Any) -> None:
        self._product, self._person = product, person
        self._frame: Frame | None = None
        page.set_viewport_size({"width": 1280, "height": 960})
        self.change(**PHONE, **device)
        chat = ChatPage(page, product, person)
        page.get_by_role("button", name="Открыть приложение").click()
        self.app = chat.app()
        self._frame = page.locator("iframe[title='Mini App']").element_handle().content_frame()

    @property
    def frame(self) -> Frame:
        assert self._frame is not None
        return self._frame

    def change(self, **device: Any) -> None:
        """Until the app's window is as high as that."""
        shown = self._product.sandbox.post(f"people/{self._person.id}/device", **device)
        height = shown["height"] - shown["keyboard"]
        if self._frame:
            until(lambda: self.frame.evaluate("innerHeight") == height, what=f"a window of {height} px")

    def keyboard(self, height: int) -> None:
        """One that lies over the page and makes only what is seen of it smaller, as on iOS."""
        self.frame.evaluate(
            """keyboard => {
                const height = { configurable: true, get: () => innerHeight - keyboard };
                Object.defineProperty(visualViewport, 'height', height);
                visualViewport.dispatchEvent(new Event('resize'));
            }""",
            height,
        )

    def style(self, name: str) -> str:
        found: str = self.frame.evaluate(
            "name => document.documentElement.style.getPropertyValue(name)", name
        )
        return found


def box(what: Locator) -> dict[str, float]:
    """Where it stands in the app's own window."""
    found: dict[str, float] = what.evaluate("element => element.getBoundingClientRect().toJSON()")
    return found


def inside(what: Locator, *, top: float = 0, bottom: float, left: float = 0, right: float = 390) -> bool:
    """Does it stand in what is free?"""
    found = box(what)
    free = found["top"] >= top and found["bottom"] <= bottom and found["left"] >= left
    return free and found["right"] <= right and found["height"] > 0


def tabs(app: AppScreens) -> Locator:
    return app.root.get_by_role("navigation", name=app.words["tab.all"]).get_by_role("link")


def composer(app: AppScreens) -> Locator:
    return app.root.locator("form", has=app.field)


def test_nothing_stands_where_a_phone_covers_it(page: Page, product: Product) -> None:
    """A notch, and in full screen Telegram's buttons: both are told late, by a host that answered nothing before."""
    phone = Phone(page, product, begun(product), silent=True)
    app = phone.app
    expect(app.stages).to_have_count(12)
    heading = app.root.get_by_role("heading", level=1)
    assert box(heading)["top"] < NOTCH["top"]
    phone.change(safe_area=NOTCH, content_safe_area=BUTTONS, fullscreen=True)
    until(lambda: phone.style("--content-safe-top") == "46px", what="the insets")
    top, bottom = 47 + 46, 844 - 34
    assert inside(heading, top=top, bottom=bottom)
    for tab in tabs(app).all():
        assert inside(tab, bottom=bottom)
    # What is gone to by keyboard lies neither under the buttons above nor under the tabs.
    app.root.get_by_role("heading", name=app.words["journey.times"]).wait_for()
    for way in ("end", "start"):
        app.stages.nth(5).evaluate("(stage, block) => stage.scrollIntoView({ block })", way)
        assert inside(app.stages.nth(5), top=top - 1, bottom=box(tabs(app).first)["top"]), way

    app.go("chat")
    expect(app.quick_replies.first).to_be_visible()
    assert inside(app.root.get_by_role("heading", level=1), top=top, bottom=bottom)
    assert inside(composer(app), top=top, bottom=box(tabs(app).first)["top"])
    phone.change(height=568)
    app.button("chat.menu").click()
    dialog = app.root.get_by_role("dialog")
    expect(app.button("menu.human")).to_be_visible()
    assert inside(dialog, top=top, bottom=568)
    app.button("menu.human").scroll_into_view_if_needed()
    assert inside(app.button("menu.human"), top=top, bottom=568 - 34)
    page.get_by_role("button", name="Назад").click()
    expect(dialog).to_have_count(0)

    # On its side the notch is at the left, and the tabs stand beside the page.
    phone.change(
        width=844, height=390, safe_area={"left": 47, "right": 47, "bottom": 21}, content_safe_area={}
    )
    until(lambda: phone.style("--safe-left") == "47px", what="the insets")
    for tab in tabs(app).all():
        assert inside(tab, bottom=390 - 21, left=47)
    assert inside(composer(app), bottom=390 - 21, left=47 + 88, right=844 - 47)


def test_a_keyboard_covers_nothing_that_is_written_in(page: Page, product: Product) -> None:
    phone = Phone(page, product, begun(product), safe_area=NOTCH)
    app = phone.app
    expect(app.stages).to_have_count(12)
    app.go("chat")
    expect(app.quick_replies.first).to_be_visible()
    app.field.focus()
    # On Android the window gets smaller; on iOS the keyboard lies over it.
    phone.change(keyboard=KEYBOARD)
    assert inside(composer(app), top=47, bottom=844 - KEYBOARD)
    phone.change(keyboard=0)
    phone.keyboard(KEYBOARD)
    expect(tabs(app).first).to_be_hidden()
    assert inside(composer(app), top=47, bottom=844 - KEYBOARD)
    phone.keyboard(0)

    # A field far down on a page that scrolls.
    phone.change(height=568)
    app.go("profile")
    app.root.get_by_role("link", name=app.words["manner.title"]).click()
    name = app.root.get_by_role("textbox", name=app.words["manner.called"])
    name.focus()
    name.evaluate("field => field.scrollIntoView({ block: 'end' })")
    phone.change(keyboard=200)
    until(lambda: inside(name, top=47, bottom=box(tabs(app).first)["top"]), 5, "the field in sight")


def test_the_first_picture_has_the_theme_of_telegram(page: Page, product: Product) -> None:
    """Dark in Telegram on a device that is light: nothing light is ever painted, not even before the app has come."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.add_init_script(
        """window.themes = [];
        new MutationObserver(() => {
            const { theme } = document.documentElement.dataset;
            if (theme && theme !== themes.at(-1)) themes.push(theme);
        }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-theme'] });"""
    )
    held: list[Route] = []
    page.route(re.compile(r"/assets/.*\.js$"), lambda route: held.append(route))
    page.goto(begun(product).launch(theme="dark")["url"], wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    settle(page)
    early = corner(page)
    assert max(early) < 64
    assert held, "the app waits"
    # Lets go of what is held, too.
    page.unroute_all()
    expect(AppScreens(page).stages).to_have_count(12)
    assert corner(page) == early
    assert page.evaluate("themes") == ["dark"]


def corner(page: Page) -> tuple[int, ...]:
    """The colour of the page's own ground, as it is painted."""
    png = page.screenshot(clip={"x": 4, "y": 4, "width": 2, "height": 2}, animations="disabled")
    pixel = Image.open(io.BytesIO(png)).convert("RGB").getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel


@pytest.fixture
def log(page: Page) -> Locator:
    """The lines of the sandbox's log that the Mini App wrote."""
    return page.get_by_role("list", name="Журнал").get_by_role("listitem")


def test_touch_and_swipes(page: Page, product: Product, log: Locator) -> None:
    phone = Phone(page, product, product.person())
    app = phone.app
    page.get_by_role("button", name="Журнал").click()
    page.get_by_role("button", name="Mini App", exact=True).click()
    swipes = log.filter(has_text="web_app_setup_swipe_behavior")
    # The first steps scroll inside of their window, and so does the sheet above them, and the talk.
    expect(swipes).to_have_count(1)
    expect(swipes.first).to_contain_text("false")
    app.root.get_by_role("button", name=app.words["zone.label"]).click()
    expect(app.root.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()
    page.get_by_role("button", name="Назад").click()
    expect(app.root.get_by_role("dialog")).to_have_count(0)
    expect(swipes.filter(has_text="true")).to_have_count(0)
    touch = log.filter(has_text="web_app_trigger_haptic_feedback")
    expect(touch).to_have_count(0)
    app.button("welcome.next").click()
    expect(touch.filter(has_text='"impact_style":"soft"')).to_have_count(1)
    app.button("welcome.next").click()
    app.button("consent.agree").click()
    expect(app.field).to_be_visible()
    expect(touch.filter(has_text='"notification_type":"success"')).to_have_count(1)
    expect(swipes.first).to_contain_text("false")
    app.go("profile")
    expect(swipes.first).to_contain_text("true")


def test_where_nothing_can_be_kept_telegram_asks_before_closing(
    page: Page, product: Product, log: Locator
) -> None:
    """As in a browser that gives a frame no storage; everywhere else what is typed waits in its field."""
    page.add_init_script(
        """if (window !== top) Object.defineProperty(window, 'localStorage', {
            configurable: true, get() { throw new DOMException('denied', 'SecurityError') } });"""
    )
    app = Phone(page, product, begun(product)).app
    page.get_by_role("button", name="Журнал").click()
    page.get_by_role("button", name="Mini App", exact=True).click()
    asks = log.filter(has_text="web_app_setup_closing_behavior")
    app.go("profile")
    for times in (1, 2):
        app.root.get_by_role("link", name=app.words["manner.title"]).click()
        app.root.get_by_role("textbox", name=app.words["manner.called"]).fill("Аня")
        expect(asks.filter(has_text='"need_confirmation":true')).to_have_count(times)
        page.get_by_role("button", name="Назад").click()
        expect(asks.filter(has_text='"need_confirmation":false')).to_have_count(times)


def test_motion_is_there_and_those_who_want_none_have_none(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    app = open_alone(product, begun(product))
    expect(app.stages).to_have_count(12)
    moving = """stage => new Promise(done => {
        stage.click();
        const found = new Set();
        let left = 4;
        const look = () => {
            for (const { effect, playState } of document.getAnimations()) {
                const { duration, endTime } = effect.getComputedTiming();
                if (playState === 'running' && duration > 1) found.add(endTime);
            }
            left -= 1;
            if (left) requestAnimationFrame(look);
            else done([...found]);
        };
        requestAnimationFrame(look);
    })"""
    assert app.stages.nth(3).evaluate(moving) == []
    page.emulate_media(reduced_motion="no-preference")
    assert app.stages.nth(7).evaluate(moving) != []


def test_every_screen_in_the_frame(page: Page, product: Product) -> None:
    phone = Phone(page, product, begun(product))
    app = phone.app
    expect(app.stages).to_have_count(12)
    heading = app.root.get_by_role("main").get_by_role("heading", level=1)
    for path, says in ROUTES.items():
        phone.frame.evaluate("path => history.pushState(null, '', path)", path)
        expect(heading).to_contain_text(app.words.get(says, says))
