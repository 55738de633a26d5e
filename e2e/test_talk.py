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


def test_a_chat_message_and_its_reply_appear_in_the_open_app(page: Page, plain_model: Product) -> None:
    person = plain_model.person()
    person.begin()
    chat = ChatPage(page, plain_model, person)
    app = chat.open_app()
    app.go("chat")
    expect(app.replies).to_have_count(1)
    chat.say("Это написано в чате")
    expect(app.said).to_have_text(["Это написано в чате"])
    expect(app.replies).to_have_count(2)
    expect(app.replies.last).to_contain_text("Это написано в чате")


def test_a_message_of_the_app_is_a_turn_of_the_same_session_and_its_reply_streams(
    page: Page, plain_model: Product
) -> None:
    person = plain_model.person()
    person.begin()
    person.say("Начали в чате")
    reply = " ".join(f"мысль{number}" for number in range(200))
    plain_model.sandbox.script({"match": "Продолжаю", "reply": reply})
    app = ChatPage(page, plain_model, person).open_app()
    app.go("chat")
    expect(app.said).to_have_text(["Начали в чате"])
    app.send("Продолжаю в приложении")
    # It grows: the beginning is there while the end is not.
    expect(app.log.get_by_text("мысль3 ")).to_be_visible()
    expect(app.log).not_to_contain_text("мысль199")
    expect(app.log).to_contain_text("мысль199")
    app.settled()

    api = plain_model.mini_app(person)
    assert len(api.sessions()) == 1
    assert [(turn["role"], turn["source"]) for turn in api.turns()] == [
        ("guide", "bot"),
        ("person", "bot"),
        ("guide", "bot"),
        ("person", "mini_app"),
        ("guide", "mini_app"),
    ]
    assert api.turns()[-1]["text"] == reply


def test_stop_keeps_what_is_there(page: Page, plain_model: Product) -> None:
    person = plain_model.person()
    person.begin()
    plain_model.sandbox.script({"match": "долго", "reply": " ".join(f"слово{n}" for n in range(2000))})
    app = ChatPage(page, plain_model, person).open_app()
    app.go("chat")
    app.send("Говори долго")
    expect(app.log.get_by_text("слово3 ")).to_be_visible()
    app.button("chat.stop").click()
    expect(app.text("chat.stopped")).to_be_visible()
    app.settled()
    expect(app.replies.last).to_contain_text("слово3 ")
    turn = plain_model.mini_app(person).turns()[-1]
    assert turn["stopped"] and "слово1999" not in turn["text"]
    plain_model.sandbox.script()
    app.send("Можно дальше")
    expect(app.replies.last).to_contain_text("Можно дальше")


def test_a_quick_reply_in_the_app_is_the_same_text_typed(page: Page, plain_model: Product) -> None:
    person = plain_model.person()
    person.begin()
    app = ChatPage(page, plain_model, person).open_app()
    app.go("chat")
    text = app.quick_replies.first.inner_text()
    app.quick_replies.first.click()
    expect(app.said).to_have_text([text])
    expect(app.replies.last).to_contain_text(text.rstrip(".!?…"))
    assert plain_model.mini_app(person).said() == [text]


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
