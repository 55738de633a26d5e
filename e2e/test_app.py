"""The Mini App by itself: the map, themes and languages, first steps, staying signed in."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from e2e.app_screens import AppScreens
from e2e.chat_page import ChatPage
from e2e.conftest import OpenApp
from e2e.people import begun
from e2e.words import words
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product

HOUR = 3600


def test_the_map_has_twelve_stages_and_each_can_be_looked_at(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    app = ChatPage(page, product, person).open_app()
    expect(app.stages).to_have_count(12)
    expect(app.text("journey.here")).to_be_visible()
    names = [stage.get_attribute("aria-label") or "" for stage in app.stages.all()]
    assert len(set(names)) == 12
    for number in (5, 12):
        stage = app.stages.nth(number - 1)
        stage.click()
        expect(stage).to_have_attribute("aria-pressed", "true")
        expect(app.root.get_by_role("heading", level=2).first).to_have_text(
            names[number - 1].partition(": ")[2]
        )
        expect(app.text("journey.ahead")).to_be_visible()
    app.button("journey.backToMine").click()
    expect(app.text("journey.here")).to_be_visible()
    app.button("journey.continue").click()
    expect(app.field).to_be_visible()


def test_dark_and_light_switch_live(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    app = ChatPage(page, product, person).open_app()
    root = app.root.locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    until(lambda: _brightness(app) > 200, what="a light page")
    switch = page.get_by_role("button", name="Тёмная тема")
    switch.click()
    expect(root).to_have_attribute("data-theme", "dark")
    until(lambda: _brightness(app) < 60, what="a dark page")
    switch.click()
    expect(root).to_have_attribute("data-theme", "light")
    until(lambda: _brightness(app) > 200, what="a light page")


def _brightness(app: AppScreens) -> float:
    """Of what the page is painted with, 0 to 255, whatever form its colour is written in."""
    script = """element => {
        const brush = document.createElement('canvas').getContext('2d');
        brush.fillStyle = getComputedStyle(element).backgroundColor;
        brush.fillRect(0, 0, 1, 1);
        const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
        return (red + green + blue) / 3;
    }"""
    return float(app.root.locator("html").evaluate(script))


def test_an_english_person_reads_english_everywhere(page: Page, product: Product) -> None:
    person = product.person(first_name="Emma", language="en")
    chat = ChatPage(page, product, person)
    chat.start()
    assert not re.search("[а-яё]", chat.answers.first.inner_text(), re.IGNORECASE)
    app = chat.open_app("en")
    begun_at = time.monotonic()
    said = "My relationships go in circles"
    # Three steps and one sentence to the first insight. Of the three minutes nearly all are the person's.
    app.welcome(said)
    insight = app.root.get_by_role("region", name=app.words["first.title"])
    expect(insight).to_contain_text(said)
    assert time.monotonic() - begun_at < 30
    app.go("profile")
    app.go("journey")
    expect(app.stages).to_have_count(12)
    text = app.root.locator("body").inner_text()
    assert not re.search("[а-яё]", text, re.IGNORECASE), text


def test_the_language_changes_at_once_and_for_good(page: Page, product: Product, open_alone: OpenApp) -> None:
    person = begun(product)
    app = open_alone(product, person, "/profile")
    app.root.get_by_role("button", name="Eng").click()
    expect(page.get_by_role("link", name=words("en")["tab.journey"])).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_role("link", name=words("en")["tab.journey"])).to_be_visible()
    assert product.mini_app(person).get("me")["language"] == "en"


def test_outside_of_telegram_it_says_where_it_lives(page: Page, product: Product) -> None:
    page.goto(product.url)
    expect(page.get_by_role("heading", name=words("ru")["outside.title"])).to_be_visible()


def test_a_reload_keeps_the_person_signed_in(page: Page, product: Product, open_alone: OpenApp) -> None:
    person = begun(product)
    app = open_alone(product, person)
    app.go("chat")
    expect(app.replies).to_have_count(1)
    page.reload()
    expect(app.replies).to_have_count(1)
    assert "tgWebAppData" not in page.url


def test_an_app_left_open_for_hours_goes_on(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    app = ChatPage(page, product, person).open_app()
    app.go("chat")
    expect(app.replies).to_have_count(1)
    product.sandbox.post("clock", advance=3 * HOUR)
    try:
        app.send("Я снова здесь")
        expect(app.replies).to_have_count(2)
    finally:
        product.sandbox.post("clock", reset=True)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_it_works_in_a_frame_of_the_same_and_of_another_site(page: Page, product: Product, host: str) -> None:
    person = product.person()
    person.begin()
    app = ChatPage(page, product, person, host=host).open_app()
    app.go("chat")
    app.send("Слышно меня?")
    expect(app.replies).to_have_count(2)


def test_the_admin_button_opens_the_app_as_admin(page: Page, product: Product) -> None:
    chat = ChatPage(page, product, product.person())
    page.get_by_role("button", name="Открыть как админ").click()
    app = chat.app()
    # The first steps, or the tabs where another test has taken them already: there is one admin.
    inside = app.root.get_by_role("link", name=app.words["tab.profile"])
    expect(inside.or_(app.button("welcome.later"))).to_be_visible()
    expect(page.get_by_role("navigation")).to_contain_text("админ")
