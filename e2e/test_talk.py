"""One conversation in two windows, from START to the summary, as a newcomer walks through it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from e2e.chat_page import ChatPage
from tests.integration.product.product import Product

FIVE = [
    "Живу как заведённая: дом, работа, дом",
    "Боюсь что-то менять",
    "Кажется, я давно не слышу себя",
    "Мне сорок, и всё вроде хорошо",
    "А внутри пусто",
]


def test_from_start_to_the_summary_in_both_windows(page: Page, product: Product) -> None:
    chat = ChatPage(page, product, product.person())
    chat.start()
    expect(chat.answers.first).to_contain_text("ИИ")
    chat.agree()
    expect(chat.answers.last).to_contain_text("?")
    for text in FIVE:
        chat.say(text)
    expect(chat.answers.last).to_contain_text("?")
    chosen = chat.quick_reply()
    chat.say("/my_journey")
    expect(chat.answers.last).to_contain_text("этап 1 из 12")

    app = chat.open_app()
    expect(app.stages).to_have_count(12)
    app.go("chat")
    expect(app.said).to_have_text([*FIVE, chosen])
    expect(app.replies).to_have_count(7)
    expect(app.replies.first).to_contain_text("?")

    chat.say("/end_session", answers=2)
    expect(chat.log).to_contain_text("Итог разговора")
    # The other window hears of it by itself.
    expect(app.root.get_by_role("heading", name=app.words["chat.summary"])).to_be_visible()
    expect(app.button("chat.start")).to_be_visible()


def test_ended_in_the_app_the_talk_has_its_summary_and_a_new_one_begins(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    person.say("Хочу перестать бояться")
    app = ChatPage(page, product, person).open_app()
    app.go("chat")
    app.button("chat.end").click()
    app.button("chat.endYes").click()
    expect(app.root.get_by_role("heading", name=app.words["chat.summary"])).to_be_visible()
    app.begin("diagnostic")
    expect(app.replies).to_have_count(1)
    expect(app.field).to_be_visible()
    statuses = [session["status"] for session in product.mini_app(person).sessions()]
    assert statuses == ["completed", "active"]


def test_in_a_crisis_care_comes_first_in_both_windows(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    chat = ChatPage(page, product, person)
    chat.say("Я больше не хочу жить")
    expect(chat.answers.last).to_contain_text("112")
    app = chat.open_app()
    expect(app.root.get_by_role("heading", name=app.words["care.title"])).to_be_visible()
    expect(app.button("journey.continue")).to_have_count(0)
