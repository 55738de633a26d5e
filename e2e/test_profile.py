"""The profile: what is held about the person, corrected and taken out; settings that stay; rights and help."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.app_screens import AppScreens
from e2e.chat_page import ChatPage
from e2e.conftest import OpenApp
from e2e.people import talked
from tests.integration.platform.waiting import until
from tests.integration.product.mini_app import MiniApp
from tests.integration.product.product import Product
from tests.integration.product.sandbox import Person

JOB = "Я работаю бухгалтером на заводе"
DAUGHTER = "У меня есть дочь Соня"


@pytest.fixture
def told(product: Product) -> tuple[Person, MiniApp]:
    """Somebody of whom two things are remembered, and their side of the API."""
    person, api, session = talked(product, f"{JOB}.", f"{DAUGHTER}.")
    assert api.call("POST", f"sessions/{session}/complete").status_code == 200
    until(lambda: {JOB, DAUGHTER} <= facts(api), what="both facts remembered")
    return person, api


def facts(api: MiniApp) -> set[str]:
    """What is remembered of the person's life."""
    items = api.get("me/memory")["items"]
    return {item["text"].rstrip(".") for item in items if item["kind"] == "fact"}


def granted(api: MiniApp) -> set[str]:
    """What the person allows."""
    return {consent["kind"] for consent in api.get("me")["consents"] if consent["granted"]}


def card(app: AppScreens, text: str) -> str:
    """The accessible name of the button that takes it out."""
    return app.words["held.removeIt"].replace("{text}", f"{text}.")


def test_what_is_removed_can_be_brought_back_by_keyboard(
    page: Page, product: Product, told: tuple[Person, MiniApp], open_alone: OpenApp
) -> None:
    person, api = told
    app = open_alone(product, person, "/profile/memory")
    remove = app.root.get_by_role("button", name=card(app, JOB)).first
    remove.focus()
    page.keyboard.press("Enter")
    expect(app.button("held.undo")).to_be_focused()
    expect(app.root.get_by_role("status").filter(has_text=app.words["held.removedSoon"])).to_have_count(1)
    page.keyboard.press("Enter")
    expect(remove).to_be_visible()
    app.go("journey")
    assert facts(api) == {JOB, DAUGHTER}


def test_what_is_removed_is_gone_when_the_screen_is_left(
    product: Product, told: tuple[Person, MiniApp], open_alone: OpenApp
) -> None:
    person, api = told
    app = open_alone(product, person, "/profile/memory")
    app.root.get_by_role("button", name=card(app, JOB)).first.click()
    expect(app.button("held.undo")).to_be_visible()
    app.root.get_by_role("link", name=app.words["profile.back"]).click()
    until(lambda: facts(api) == {DAUGHTER}, what="the memory taken out")
    app.root.get_by_role("link", name=app.words["memory.title"]).click()
    expect(app.root.get_by_role("button", name=card(app, DAUGHTER))).to_be_visible()
    expect(app.root.get_by_role("button", name=card(app, JOB))).to_have_count(0)


def test_a_memory_leads_to_where_it_was_said(
    page: Page, product: Product, told: tuple[Person, MiniApp], open_alone: OpenApp
) -> None:
    app = open_alone(product, told[0], "/profile/memory")
    app.root.get_by_role("link", name=JOB).first.click()
    place = app.root.locator("li[aria-current=location]")
    expect(place).to_contain_text(JOB)
    # What was said around it stands there too, and a reply may quote it.
    expect(
        app.root.get_by_role("main").get_by_role("listitem").filter(has_text=DAUGHTER).first
    ).to_be_visible()
    page.go_back()
    expect(app.root.get_by_role("heading", name=app.words["memory.title"])).to_be_visible()


def test_a_correction_stays_in_the_own_words(
    page: Page, product: Product, told: tuple[Person, MiniApp], open_alone: OpenApp
) -> None:
    person, api = told
    app = open_alone(product, person, "/profile/memory")
    app.root.get_by_role("button", name=app.words["held.correctIt"].replace("{text}", f"{DAUGHTER}.")).click()
    field = app.root.get_by_role("textbox", name=app.words["held.howItIs"])
    expect(field).to_be_focused()
    field.fill("У меня две дочери")
    # What is typed waits there, whatever is opened in between.
    app.go("journey")
    expect(field).to_be_hidden()
    app.go("profile")
    app.root.get_by_role("link", name=app.words["memory.title"]).click()
    expect(field).to_have_value("У меня две дочери")
    page.reload()
    expect(field).to_have_value("У меня две дочери")
    app.button("held.save").click()
    expect(app.text("held.yourWords")).to_be_visible()
    page.reload()
    expect(app.root.get_by_text("У меня две дочери", exact=True)).to_be_visible()
    assert "У меня две дочери" in facts(api)


def test_no_connection_leaves_what_is_known_in_sight(
    page: Page, product: Product, told: tuple[Person, MiniApp], open_alone: OpenApp
) -> None:
    app = open_alone(product, told[0], "/profile/memory")
    remove = app.root.get_by_role("button", name=card(app, DAUGHTER)).first
    expect(remove).to_be_visible()
    page.context.set_offline(True)
    app.root.get_by_role("button", name=re.compile(f"^{app.words['held.correct']}:")).first.click()
    app.root.get_by_role("textbox", name=app.words["held.howItIs"]).fill("Без связи")
    app.button("held.save").click()
    expect(app.root.get_by_role("alert").filter(has_text=app.words["error.offline"])).to_be_visible()
    expect(app.root.get_by_role("textbox", name=app.words["held.howItIs"])).to_have_value("Без связи")
    page.context.set_offline(False)
    app.button("held.save").click()
    expect(app.text("held.yourWords").first).to_be_visible()


def test_how_to_speak_and_when_stays_after_a_reload(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = product.person()
    api = product.mini_app(person)
    api.agree()
    app = open_alone(product, person, "/profile/manner")
    app.button("profile.soft").click()
    app.button("manner.ty").click()
    app.button("manner.female").click()
    app.root.get_by_role("textbox", name=app.words["manner.called"]).fill("Аня")
    app.button("held.save").click()
    expect(app.text("manner.saved")).to_be_visible()
    app.root.get_by_role("link", name=app.words["profile.back"]).click()
    expect(app.root.get_by_role("heading", level=1)).to_have_text("Аня")
    app.root.get_by_role("link", name=app.words["hours.title"]).click()
    app.root.get_by_role("switch", name=app.words["profile.pause"]).click()
    app.root.get_by_role("combobox", name=app.words["hours.from"], exact=True).select_option("21:30")
    app.root.get_by_role("link", name=app.words["profile.timezone"]).click()
    app.root.get_by_role("searchbox").fill("влад")
    app.root.get_by_role("button", name=app.words["city.vladivostok"]).click()
    zone = app.root.get_by_role("link", name=app.words["profile.timezone"])
    expect(zone).to_contain_text(app.words["city.vladivostok"])
    page.reload()
    expect(zone).to_contain_text(app.words["city.vladivostok"])
    me = api.get("me")
    assert (me["directness"], me["formality"], me["gender"], me["called"]) == ("soft", "ty", "female", "Аня")
    assert (me["proactive_paused"], me["timezone"]) == (True, "Asia/Vladivostok")
    assert me["quiet_hours"] == {"from": "21:30", "to": "08:00"}


def test_a_consent_tells_its_time_and_is_taken_back(product: Product, open_alone: OpenApp) -> None:
    person = product.person()
    api = product.mini_app(person)
    api.agree()
    app = open_alone(product, person, "/profile/consents")
    bio = app.root.get_by_role("switch", name=app.words["consents.bio"])
    bio.click()
    expect(bio).to_have_attribute("aria-checked", "true")
    row = app.root.get_by_role("listitem").filter(has=bio)
    expect(row).to_contain_text(app.words["consents.given"].partition(" ")[0])
    memory = app.root.get_by_role("switch", name=app.words["profile.consentProfile"])
    memory.click()
    expect(memory).to_have_attribute("aria-checked", "false")
    until(lambda: granted(api) == {"guided_work", "bio"}, what="both decisions kept")
    expect(app.root.get_by_role("listitem").filter(has=memory)).to_contain_text(
        app.words["consents.taken"].partition(" ")[0]
    )


def test_erasing_waits_for_the_button_in_the_chat(page: Page, product: Product) -> None:
    person = product.person()
    chat = ChatPage(page, product, person)
    chat.start()
    chat.agree()
    app = chat.open_app()
    app.go("profile")
    app.root.get_by_role("link", name=app.words["profile.data"]).click()
    app.button("data.erase").click()
    app.button("data.eraseYes").click()
    expect(app.button("data.toChat")).to_be_visible()
    app.go("journey")
    app.go("profile")
    app.root.get_by_role("link", name=app.words["profile.data"]).click()
    app.button("data.toChat").click()
    expect(page.locator("iframe[title='Mini App']")).to_have_count(0)
    expect(chat.log.get_by_role("button", name="Да, удалить всё")).to_be_visible()


def test_a_human_is_called_from_help(product: Product, open_alone: OpenApp) -> None:
    person = product.person()
    api = product.mini_app(person)
    api.agree()
    app = open_alone(product, person, "/profile/help")
    expect(app.root.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    app.button("help.call").click()
    expect(app.said.last).to_have_text(app.words["help.callWords"])
    until(lambda: api.get("me")["hand_over"] is not None, what="the hand-over")
