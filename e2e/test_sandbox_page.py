"""The sandbox's own page: on a phone, by keyboard, with several people, for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from e2e.chat_page import ChatPage
from e2e.checks import PHONE, sideways, violations
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product


@pytest.fixture
def on_a_phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    return page


def test_on_a_phone_one_talks_and_opens_the_app(on_a_phone: Page, product: Product) -> None:
    chat = ChatPage(on_a_phone, product, product.person())
    chat.start()
    chat.agree()
    chat.say("Пишу с телефона")
    assert sideways(on_a_phone) == []
    expect(chat.answers.last).to_be_in_viewport()
    expect(chat.field).to_be_in_viewport()

    app = chat.open_app()
    expect(app.stages).to_have_count(12)
    assert sideways(on_a_phone) == []
    on_a_phone.get_by_role("tab", name="Чат").click()
    expect(chat.answers.last).to_be_visible()
    on_a_phone.get_by_role("tab", name="Журнал").click()
    expect(on_a_phone.get_by_role("list", name="Журнал")).to_contain_text("sendMessage")
    assert sideways(on_a_phone) == []


def test_on_a_phone_one_changes_people(on_a_phone: Page, product: Product) -> None:
    other = product.person(first_name="Всеволод")
    ChatPage(on_a_phone, product, product.person())
    on_a_phone.get_by_role("button", name="Люди").click()
    on_a_phone.get_by_role("button", name="Всеволод").click()
    expect(on_a_phone.get_by_role("button", name="Начать", exact=True)).to_be_visible()
    on_a_phone.get_by_role("button", name="Начать", exact=True).click()
    other.heard(0, within=30)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_the_page(page: Page, product: Product, theme: str) -> None:
    person = product.person()
    person.begin()
    person.say("Просто сообщение")
    chat = ChatPage(page, product, person, theme=theme)
    expect(chat.answers).to_have_count(3)
    # Colours on their way into the other theme are nobody's choice.
    until(lambda: page.evaluate("document.getAnimations().length") == 0, 5, "the end of all motion")
    assert violations(page, iframes=False) == []


def test_by_keyboard_alone(page: Page, product: Product) -> None:
    person = product.person()
    chat = ChatPage(page, product, person)
    start = page.get_by_role("button", name="Начать", exact=True)
    expect(start).to_be_enabled()
    start.focus()
    # What comes about the person in between takes the focus from nobody.
    person.block()
    expect(page.get_by_role("button", name="Перезапустить бота")).to_be_focused()
    person.unblock()
    expect(start).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(1)
    chat.answers.last.get_by_role("button").first.focus()
    page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(2)
    chat.field.focus()
    page.keyboard.type("Одной клавиатурой")
    page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(3)
