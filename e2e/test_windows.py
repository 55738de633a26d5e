"""Nothing is lost or seen twice: opened again, reloaded, two windows, an old token, a connection that breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.app_screens import AppScreens
from e2e.chat_page import ChatPage
from e2e.conftest import OpenApp
from e2e.people import begun
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product
from tests.integration.product.sandbox import Person

HOUR = 3600
# It may be on the screen for a moment only: each picture is looked at. What comes below the map may take its time.
SKELETON_SEEN = """
    window.skeletons = 0;
    new MutationObserver(() => {
        const map = document.querySelectorAll('main button').length > 11;
        window.skeletons += map ? 0 : document.querySelectorAll('.skeleton').length;
    }).observe(document, { childList: true, subtree: true });
"""
FIRST, LAST = "мысль3 ", "мысль349"


@pytest.fixture
def telling(plain_model: Product) -> Product:
    """Its model has much to say, word by word."""
    plain_model.sandbox.script({"reply": " ".join(f"мысль{number}" for number in range(350))})
    return plain_model


@pytest.fixture
def hours(request: pytest.FixtureRequest, modelled: Product) -> Iterator[None]:
    """Two hours pass for the product; the clock is set right afterwards."""
    yield
    modelled.sandbox.post("clock", reset=True)


def pass_two_hours(product: Product, page: Page) -> None:
    """In every process and in the browser, whose timers run off."""
    product.sandbox.post("clock", advance=2 * HOUR)
    page.clock.fast_forward(2 * HOUR * 1000)


def still_growing(app: AppScreens) -> None:
    """The beginning is there while the end is not."""
    expect(app.log.get_by_text(FIRST)).to_be_visible()
    expect(app.log).not_to_contain_text(LAST)


def whole_and_once(app: AppScreens, product: Product, person: Person, said: str) -> None:
    """The words and the reply to them, each in one place, as they are stored."""
    expect(app.log).to_contain_text(LAST, timeout=30_000)
    app.settled()
    expect(app.said).to_have_text([said])
    expect(app.replies).to_have_count(2)
    expect(app.replies.last).to_contain_text(FIRST)
    turns = product.mini_app(person).turns()
    assert [turn["role"] for turn in turns] == ["guide", "person", "guide"]
    expect(app.replies.last).to_have_text(turns[-1]["text"])


def begun_in_the_app(product: Product, person: Person, page: Page, open_alone: OpenApp) -> AppScreens:
    app = open_alone(product, person, "/chat")
    expect(app.replies).to_have_count(1)
    return app


def is_shown(app: AppScreens, person: Person, path: str) -> None:
    """What the page is opened for."""
    if path == "/":
        expect(app.stages).to_have_count(12)
    elif path == "/chat":
        expect(app.replies).to_have_count(1)
    elif path == "/readiness":
        expect(app.root.locator("main .card").first).to_be_visible()
    else:
        expect(app.root.get_by_role("heading", name=person.first_name)).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/chat", "/readiness", "/profile"])
def test_what_was_seen_last_is_there_at_once_though_the_api_is_silent(
    page: Page, product: Product, open_alone: OpenApp, path: str
) -> None:
    person = begun(product)
    app = open_alone(product, person, path)
    is_shown(app, person, path)
    kept = "localStorage.getItem('relove/kept') ?? ''"
    wanted = {"/": "journey", "/chat": "turns", "/readiness": "readiness", "/profile": "me"}[path]
    until(lambda: f'["{wanted}"' in page.evaluate(kept), what="the copy on the device")
    for secret in ("eyJ", "refresh", "tgWebAppData", "hash="):
        assert secret not in page.evaluate(kept)
    held: list[Route] = []
    page.route(re.compile("/api/"), lambda route: held.append(route))
    page.add_init_script(SKELETON_SEEN)
    is_shown(open_alone(product, person, path), person, path)
    assert held, "it asks all the same"
    assert page.evaluate("window.skeletons") == 0
    page.unroute_all(behavior="ignoreErrors")


def test_another_person_in_the_same_browser_sees_nothing_of_it(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    anna, other = begun(product), product.person(first_name="Борис")
    open_alone(product, anna, "/profile")
    expect(page.get_by_role("heading", name=anna.first_name)).to_be_visible()
    until(
        lambda: anna.first_name in page.evaluate("localStorage.getItem('relove/kept') ?? ''"), what="a copy"
    )
    page.route(re.compile("/api/"), lambda _route: None)
    open_alone(product, other, "/profile")
    expect(page.locator(".skeleton").first).to_be_visible()
    expect(page.get_by_text(anna.first_name)).to_have_count(0)
    assert page.evaluate("localStorage.getItem('relove/kept')") is None
    page.unroute_all(behavior="ignoreErrors")


def test_what_one_newcomer_answered_is_never_said_by_another_in_the_same_browser(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    anna, other = product.person(), product.person(first_name="Борис")
    app = open_alone(product, anna)
    app.button("welcome.next").click()
    app.root.get_by_role("textbox", name=app.words["welcome.reason"]).fill("Он меня бьёт")
    app = open_alone(product, other)
    expect(app.root.get_by_role("textbox", name=app.words["welcome.name"])).to_have_value("Борис")
    assert "бьёт" not in page.evaluate("JSON.stringify({ ...localStorage })")
    app.welcome()
    expect(app.replies).to_have_count(1)
    assert product.mini_app(other).said() == []


def test_a_reply_begun_in_the_chat_grows_in_the_app_and_is_stopped_there_in_both_windows(
    page: Page, telling: Product, open_alone: OpenApp
) -> None:
    person = begun(telling)
    app = begun_in_the_app(telling, person, page, open_alone)
    asked = person.write("Пишу в чате")
    still_growing(app)
    app.button("chat.stop").click()
    expect(app.text("chat.stopped")).to_be_visible()
    app.settled()
    expect(app.button("chat.stop")).to_have_count(0)
    expect(app.replies).to_have_count(2)
    turn = telling.mini_app(person).turns()[-1]
    assert turn["stopped"] and turn["text"].startswith("мысль0 ") and LAST not in turn["text"]
    expect(app.replies.last).to_contain_text(turn["text"])
    # What stood there when it was stopped is what the chat keeps, and nothing comes after it.
    assert person.heard(asked)[-1]["text"].split()[-1] == turn["text"].split()[-1]


def test_who_opens_the_app_in_mid_reply_reads_it_from_its_beginning(
    page: Page, telling: Product, open_alone: OpenApp
) -> None:
    person = begun(telling)
    open_alone(telling, person, "/")
    person.write("Пишу в чате")
    until(
        lambda: telling.sandbox.get("requests", method="sendMessageDraft")["items"],
        what="a draft in the chat",
    )
    app = open_alone(telling, person, "/chat")
    still_growing(app)
    whole_and_once(app, telling, person, "Пишу в чате")


def test_a_reload_in_mid_reply_loses_nothing(page: Page, telling: Product, open_alone: OpenApp) -> None:
    person = begun(telling)
    app = begun_in_the_app(telling, person, page, open_alone)
    app.send("Пишу в приложении")
    still_growing(app)
    page.reload()
    still_growing(app)
    whole_and_once(app, telling, person, "Пишу в приложении")


@pytest.mark.parametrize("where", ["app", "chat"])
def test_a_connection_lost_in_mid_reply_shows_no_turn_twice(
    page: Page, telling: Product, open_alone: OpenApp, where: str
) -> None:
    person = begun(telling)
    app = begun_in_the_app(telling, person, page, open_alone)
    if where == "app":
        app.send("Говорю")
    else:
        person.write("Говорю")
    still_growing(app)
    page.context.set_offline(True)
    expect(app.text("common.offline")).to_be_visible()
    # What was read stays in sight.
    expect(app.log.get_by_text(FIRST)).to_have_count(1)
    page.context.set_offline(False)
    whole_and_once(app, telling, person, "Говорю")


def test_two_open_windows_show_the_same_reply_as_it_grows(
    page: Page, telling: Product, open_alone: OpenApp
) -> None:
    person = begun(telling)
    first = begun_in_the_app(telling, person, page, open_alone)
    other = page.context.new_page()
    other.goto(person.launch(path="/chat")["url"])
    second = AppScreens(other)
    expect(second.replies).to_have_count(1)
    first.send("Из первого окна")
    still_growing(second)
    for window in (first, second):
        whole_and_once(window, telling, person, "Из первого окна")


def test_two_windows_with_old_tokens_go_on_and_nobody_signs_in(
    page: Page, modelled: Product, open_alone: OpenApp, hours: None
) -> None:
    person = begun(modelled)
    page.clock.install()
    first = begun_in_the_app(modelled, person, page, open_alone)
    other = page.context.new_page()
    other.clock.install()
    other.goto(person.launch(path="/chat")["url"])
    second = AppScreens(other)
    expect(second.replies).to_have_count(1)
    pass_two_hours(modelled, page)
    other.clock.fast_forward(2 * HOUR * 1000)
    first.send("Первое после перерыва")
    expect(first.quick_replies.first).to_be_visible()
    first.settled()
    expect(first.replies).to_have_count(2)
    second.send("Второе после перерыва")
    for window in (first, second):
        expect(window.said).to_have_text(["Первое после перерыва", "Второе после перерыва"])
        expect(window.replies).to_have_count(3)
        expect(window.text("expired.title")).to_have_count(0)


def test_opened_again_after_two_hours_the_talk_goes_on_where_it_was(
    page: Page, modelled: Product, hours: None
) -> None:
    person = modelled.person()
    person.begin()
    page.clock.install()
    chat = ChatPage(page, modelled, person)
    app = chat.open_app()
    app.go("chat")
    app.send("До перерыва")
    expect(app.replies).to_have_count(2)
    app.field.fill("Недописанное")
    pass_two_hours(modelled, page)
    page.reload()
    app = ChatPage(page, modelled, person).open_app()
    app.go("chat")
    expect(app.said).to_have_text(["До перерыва"])
    expect(app.replies).to_have_count(2)
    expect(app.field).to_have_value("Недописанное")
    expect(app.text("expired.title")).to_have_count(0)
    app.send("После перерыва")
    expect(app.replies).to_have_count(3)
    both = ["До перерыва", "После перерыва"]
    until(lambda: modelled.mini_app(person).said() == both, 15, "both lines stored")
