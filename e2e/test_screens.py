"""Every screen of the Mini App, narrow and wide, in both themes and languages: usable by everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from e2e.app_screens import AppScreens
from e2e.checks import PHONE, hidden_from_tab, russian, sideways, violations
from e2e.conftest import Troubles
from e2e.people import People, people
from e2e.pictures import put_on
from e2e.screens import OWNERS, SCREENS
from e2e.states import empty, let_go
from e2e.still import SIZES as PICTURES
from e2e.still import settle
from e2e.talk_screens import SCRIPTED
from tests.integration.product.product import Product

ASIDE: ViewportSize = {"width": 844, "height": 390}
# A small phone, a large one, a tablet, a phone on its side, and upright again.
SIZES: tuple[ViewportSize, ...] = (
    PICTURES["320x568"],
    {"width": 430, "height": 932},
    PICTURES["1024x768"],
    ASIDE,
    PHONE,
)
# Where other windows change more than widths: two columns, tabs at the side, a sheet in the middle.
ELSEWHERE = (PICTURES["320x568"], PICTURES["1024x768"], ASIDE)
OTHERWISE = ("map", "talk", "kinds of talk", "readiness, scores")
# Each language begins in another theme of Telegram's web client, and changes into the other one of its apps.
THEMES = {"ru": ("light", "dark"), "en": ("dark", "light")}


@pytest.fixture(scope="module", params=THEMES)
def met(request: pytest.FixtureRequest, product: Product) -> tuple[str, People]:
    """A language, and people who read it."""
    return request.param, people(product, request.param)


@pytest.fixture(scope="module")
def room(browser: Browser) -> Iterator[BrowserContext]:
    """One for all screens, so that the app's files are fetched once; each launch forgets what the one before kept."""
    context = browser.new_context(
        locale="ru-RU", timezone_id="Europe/Moscow", reduced_motion="reduce", viewport=PHONE
    )
    context.add_init_script(
        "if (location.hash.includes('tgWebAppData')) { localStorage.clear(); sessionStorage.clear(); }"
    )
    yield context
    context.close()


@pytest.fixture
def window(request: pytest.FixtureRequest, room: BrowserContext, troubles: Troubles) -> Iterator[Page]:
    """One page for all: a new one costs as much as what is done in it."""
    page = room.pages[0] if room.pages else room.new_page()
    page.set_viewport_size(PHONE)
    with troubles.watching(page):
        yield page
    if request.node.callspec.params.get("screen") in SCRIPTED:
        let_go(page)
        room.set_offline(False)
    else:
        empty(page)


@pytest.mark.parametrize("screen", SCREENS)
def test_everybody_can_use_it(window: Page, product: Product, met: tuple[str, People], screen: str) -> None:
    language, persons = met
    first, second = THEMES[language]
    SCREENS[screen](window, product, persons, first, language)
    settle(window)
    assert violations(window) == [], first
    # Russian words are the longer ones.
    for size in SIZES if language == "ru" else SIZES[:1]:
        window.set_viewport_size(size)
        settle(window)
        assert sideways(window) == [], size
        if language == "ru" and screen in OTHERWISE and size in ELSEWHERE:
            assert violations(window) == [], size
    window.set_viewport_size(PHONE)
    put_on(window, persons, screen, second)
    assert violations(window) == [], second
    if language == "en" and screen in OWNERS:
        # The people here say everything in English; a language is called by its own name.
        assert [word for word in russian(window) if word != "Рус"] == []
    else:
        # Once for each screen, in the language of the longer words.
        window.set_viewport_size(PICTURES["320x568"])
        settle(window)
        assert hidden_from_tab(window) == []


def test_the_smallest_phone_shows_the_main_act_and_consent_before_its_button(
    window: Page, product: Product, met: tuple[str, People]
) -> None:
    language, persons = met
    app = AppScreens(window, language)
    SCREENS["map"](window, product, persons, "light", language)
    window.set_viewport_size(PICTURES["320x568"])
    settle(window)
    go_on, tabs = (
        part.bounding_box() for part in (app.button("journey.continue"), window.get_by_role("navigation"))
    )
    assert go_on and tabs and go_on["y"] + go_on["height"] <= tabs["y"]
    SCREENS["third step"](window, product, persons, "light", language)
    agree, words = app.button("consent.agree"), app.text("consent.pointControl")
    expect(agree).not_to_be_in_viewport()
    words.scroll_into_view_if_needed()
    said, button = words.bounding_box(), agree.bounding_box()
    assert said and button and said["y"] + said["height"] <= button["y"]


def test_faults_are_found(page: Page, product: Product) -> None:
    """What every screen is spared of, on a page that has it."""
    person = product.person()
    page.set_viewport_size(PHONE)
    page.goto(person.launch(path="/profile/help")["url"])
    expect(page.get_by_role("link", name="112")).to_be_visible()
    assert violations(page) == []
    assert sideways(page) == []
    assert russian(page)
    page.set_viewport_size(PICTURES["320x568"])
    assert hidden_from_tab(page) == []
    page.evaluate("document.documentElement.style.scrollPadding = '0px'")
    assert hidden_from_tab(page)
    page.set_viewport_size(PHONE)
    page.evaluate(
        """() => document.querySelector('main').insertAdjacentHTML('afterbegin',
            `<img src="/icon.svg" width="9" height="9"><button></button><p class="faint">Hardly to be read</p>
             <div tabindex="3" class="wide">Wider than the window</div>`)"""
    )
    # By rule, not by attribute: the page's policy lets no attribute through.
    page.evaluate(
        """() => {
            document.querySelector('.faint').style.color = '#e8e0dc';
            document.querySelector('.wide').style.width = '900px';
        }"""
    )
    found = {line.partition(":")[0] for line in violations(page)}
    assert {"image-alt", "button-name", "color-contrast", "tabindex"} <= found
    assert any("wide" in line for line in sideways(page))
