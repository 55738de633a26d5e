"""Replies that a model writes, word by word: both windows, Stop, quick replies, a newcomer's first words."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from e2e.chat_page import ChatPage
from tests.integration.product.product import Product


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


def test_who_never_wrote_to_the_bot_begins_in_the_app(page: Page, plain_model: Product) -> None:
    person = plain_model.person()
    app = ChatPage(page, plain_model, person).app()
    page.get_by_role("button", name="Открыть приложение").click()
    app.welcome("Всё по кругу")
    expect(app.replies).to_have_count(2)
    expect(app.replies.first).to_contain_text("?")
    expect(app.replies.last).to_contain_text("Всё по кругу")
    api = plain_model.mini_app(person)
    granted = {consent["kind"] for consent in api.get("me")["consents"] if consent["granted"]}
    assert granted == {"guided_work", "profile"}
    assert api.said() == ["Всё по кругу"]
    assert api.get("me")["called"] == person.first_name
