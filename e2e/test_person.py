"""What a person says of themselves and finds again: zone, country, the words of their story, a welcome back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from e2e.chat_page import ChatPage
from e2e.conftest import OpenApp
from e2e.people import talked
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product

WISH = "Я правда хочу открыть свою мастерскую, никто меня об этом не просил"
STUCK = "Я застряла между двумя дверями"


def test_in_the_first_steps_a_zone_is_known_by_its_city(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = product.person()
    app = open_alone(product, person)
    zone = app.root.get_by_role("button", name=app.words["zone.label"])
    expect(zone).to_contain_text("Москва, UTC+3")
    zone.click()
    sheet = app.root.get_by_role("dialog", name=app.words["zone.label"])
    expect(sheet.get_by_role("listitem").first).to_contain_text("Москва")
    assert "/" not in sheet.inner_text(), "no id of a zone is shown"
    search = sheet.get_by_role("searchbox")
    search.fill("сахал")
    # Enter belongs to the search, not to the step around it.
    search.press("Enter")
    sheet.get_by_role("button", name="Сахалин").click()
    expect(sheet).to_have_count(0)
    expect(zone).to_contain_text("Сахалин, UTC+11")
    app.welcome()
    assert product.mini_app(person).get("me")["timezone"] == "Asia/Sakhalin"


@pytest.mark.browser_context_args(timezone_id="Asia/Almaty")
def test_the_device_s_zone_tells_the_country_until_the_person_chooses_another(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = product.person()
    app = open_alone(product, person)
    expect(app.root.get_by_role("button", name=app.words["zone.label"])).to_contain_text("Алматы")
    app.welcome()
    app.go("profile")
    country = app.root.get_by_role("combobox", name=app.words["country.title"])
    expect(country).to_have_value("KZ")
    country.select_option(label="Беларусь")
    until(lambda: product.mini_app(person).get("me")["country"] == "BY", what="the country kept")
    app = open_alone(product, person, "/profile/time/zone")
    app.root.get_by_role("button", name=app.words["city.berlin"]).click()
    until(lambda: product.mini_app(person).get("me")["timezone"] == "Europe/Berlin", what="the zone kept")
    app.go("profile")
    expect(country).to_have_value("BY")


def test_the_country_decides_whose_help_lines_are_shown(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = product.person()
    person.begin()
    app = open_alone(product, person, "/profile")
    country = app.root.get_by_role("combobox", name=app.words["country.title"])
    expect(country.locator("option")).to_contain_text(["Россия", "Казахстан", app.words["country.another"]])
    country.select_option(label="Казахстан")
    until(lambda: product.mini_app(person).get("me")["country"] == "KZ", what="the country kept")
    app.root.get_by_role("link", name=app.words["help.title"]).click()
    expect(app.root.get_by_role("link", name="150")).to_have_attribute("href", "tel:150")
    expect(country).to_have_value("KZ")
    country.select_option(label=app.words["country.another"])
    expect(app.text("help.foreign")).to_be_visible()
    expect(app.root.get_by_role("link", name="8-495-989-50-50")).to_be_visible()


def test_the_words_of_the_story_lead_to_where_they_were_said(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person, api, session = talked(product, WISH)
    assert api.call("POST", f"sessions/{session}/complete").status_code == 200
    until(lambda: any(one["said"] for one in api.get("journey")["elements"]), 30, what="words of the story")
    app = open_alone(product, person)
    story = app.root.get_by_role("region", name=app.words["story.title"])
    story.get_by_role("link", name="мастерскую").first.click()
    expect(page.locator("[aria-current=location]")).to_contain_text(WISH)


def test_the_talk_meets_who_comes_back_after_a_week_and_writes_nothing(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person, api, session = talked(product, STUCK)
    before = api.turns(session)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=9))
    app = open_alone(product, person, "/chat")
    note = app.root.get_by_role("region", name=app.words["return.title"])
    expect(note).to_contain_text(STUCK)
    app.button("back.new").click()
    expect(app.root.get_by_role("dialog", name=app.words["menu.title"])).to_be_visible()
    page.keyboard.press("Escape")
    app.button("back.goOn").click()
    expect(note).to_have_count(0)
    expect(app.field).to_be_focused()
    app.go("journey")
    app.go("chat")
    expect(app.field).to_be_visible()
    expect(note).to_have_count(0)
    assert api.turns(session) == before


def test_telegram_s_way_back_closes_a_sheet_before_it_leaves(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    app = ChatPage(page, product, person).open_app()
    app.button("share.title").click()
    sheet = app.root.get_by_role("dialog", name=app.words["share.title"])
    expect(sheet).to_be_visible()
    back = page.get_by_role("button", name="Назад")
    back.click()
    expect(sheet).to_have_count(0)
    expect(app.stages).to_have_count(12)
    expect(back).to_have_count(0)


def test_the_copy_of_one_s_data_comes_into_the_chat(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = product.person()
    person.begin()
    after = person.newest()
    app = open_alone(product, person, "/profile/data")
    app.button("data.send").click()
    expect(app.text("data.sent")).to_be_visible()
    [message] = person.heard(after)
    assert message["document"]["name"] == "relove-data.json"
