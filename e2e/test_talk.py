"""One conversation in two windows, from START to the summary, as a newcomer walks through it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from e2e.built import part
from e2e.chat_page import ChatPage
from e2e.checks import sideways, violations
from e2e.conftest import OpenApp
from e2e.still import settle
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
    # What was said before has to stand there: answers are counted.
    expect(chat.answers).to_have_count(2)
    chat.say("Я больше не хочу жить")
    expect(chat.answers.last).to_contain_text("112")
    app = chat.open_app()
    expect(app.root.get_by_role("heading", name=app.words["care.title"])).to_be_visible()
    expect(app.button("journey.continue")).to_have_count(0)


def seen_whole(part: Locator) -> bool:
    """Are its middle and two of its corners in the window, with nothing above them?"""
    whole: bool = part.evaluate(
        """part => {
            const { left, right, top, bottom } = part.getBoundingClientRect();
            const points = [[left + 9, top + 9], [(left + right) / 2, (top + bottom) / 2], [right - 9, bottom - 9]];
            return points.every(([x, y]) => part.contains(document.elementFromPoint(x, y)));
        }"""
    )
    return whole


@pytest.mark.parametrize(("width", "height"), [(844, 390), (667, 375)])
def test_on_a_phone_on_its_side_the_last_words_are_seen_and_the_tabs_reached(
    page: Page, product: Product, open_alone: OpenApp, width: int, height: int
) -> None:
    # What the guide says depends on the id: the same words, so as many lines, each time.
    person = product.person(person_id=777_000 + width)
    talk = product.mini_app(person)
    talk.agree()
    session = talk.begin()
    # The first answers of a newcomer bring a first insight: a longer reply than all that follow.
    for words in FIVE[:4]:
        talk.ask(session, words)
    page.set_viewport_size({"width": width, "height": height})
    late: list[Route] = []
    page.route(part("features/journey/more/BelowMap.tsx"), lambda route: late.append(route))
    app = open_alone(product, person, "/chat")
    expect(app.quick_replies.first).to_be_visible()
    settle(page)
    assert seen_whole(app.replies.last)
    said, reply, log = (part.bounding_box() for part in (app.said.last, app.replies.last, app.log))
    assert said and reply and log
    assert said["y"] + said["height"] / 2 > log["y"], "what it answers is in sight too"
    assert reply["y"] + reply["height"] <= log["y"] + log["height"]
    assert seen_whole(app.field)
    assert seen_whole(app.quick_replies.first)
    assert seen_whole(app.button("chat.end"))
    assert violations(page) == []
    app.field.fill("Одна строка\n" * 9)
    settle(page)
    assert seen_whole(app.field)
    assert seen_whole(app.button("chat.send"))
    assert app.log.evaluate("log => log.clientHeight") > 60, "words above a long draft"
    for tab in ("journey", "readiness", "profile", "chat"):
        assert seen_whole(app.root.get_by_role("link", name=app.words[f"tab.{tab}"], exact=True))
        app.go(tab)
        assert sideways(page) == [], tab
        if tab == "journey":
            expect(app.button("journey.continue")).to_be_visible()
            assert sideways(page) == [], "what stands below the map is still to come"
            for route in late:
                route.continue_()
            assert late
    app.go("profile")
    app.root.get_by_role("link", name=app.words["memory.title"]).click()
    back = app.root.get_by_role("link", name=app.words["profile.back"])
    expect(back).to_be_visible()
    assert seen_whole(back)
