"""The path in the Mini App: stages in full, the map as a picture, readiness, a programme from its start to its end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from e2e.built import part
from e2e.chat_page import ChatPage
from e2e.checks import violations
from e2e.conftest import OpenApp
from e2e.path_screens import STREAM
from e2e.people import begun, talked
from e2e.words import words
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product

# What written rules remember, each under an insight of its stage.
TOLD = (
    "Я правда хочу открыть свою мастерскую, никто меня об этом не просил",
    "Больше всего боюсь остаться без денег",
    "Говорю себе, что сначала ремонт, но это отговорка",
    "Мой первый шаг: в субботу схожу и покажу эскизы Лене",
)


def test_a_stage_is_told_in_full_and_the_way_back_is_telegram_s(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    app = ChatPage(page, product, person).open_app()
    app.stages.nth(6).click()
    app.root.get_by_role("link", name=app.words["journey.more"]).click()
    expect(app.root.get_by_role("heading", name=app.words["stage.willBe"])).to_be_visible()
    page.get_by_role("button", name="Назад").click()
    expect(app.stages).to_have_count(12)


def test_the_map_can_be_kept_as_a_picture(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    app = ChatPage(page, product, person).open_app()
    app.button("share.title").click()
    expect(app.root.get_by_role("img", name=app.words["share.alt"])).to_be_visible()
    app.button("share.save").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Скачать").click()
    assert saved.value.suggested_filename == "relove-path.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    app.button("share.close").click()
    expect(app.root.get_by_role("dialog")).to_have_count(0)


def test_a_programme_is_begun_walked_and_left_in_both_windows(page: Page, product: Product) -> None:
    person = product.person()
    person.begin()
    after = person.newest()
    app = ChatPage(page, product, person).open_app()
    app.go("readiness")
    item = app.root.get_by_role("button", name="Свои границы")
    item.click()
    app.root.get_by_role("link", name=app.words["readiness.about"]).click()
    app.button("streams.begin").click()
    done = app.button("streams.markDone")
    expect(done).to_be_visible()
    [message] = person.heard(after)
    assert "Карта близости" in message["text"], "the first exercise is in the chat too"
    done.click()
    expect(app.root.get_by_text(app.words["streams.stateDone"]).first).to_be_visible()
    expect(done).to_have_count(0)
    api = product.mini_app(person)
    until(lambda: api.get(f"streams/{STREAM}")["enrolment"]["done"] == 1, what="the exercise done")
    app.go("readiness")
    expect(app.root.get_by_role("region", name=app.words["readiness.taking"])).to_contain_text("Свои границы")
    app.root.get_by_role("link", name="Свои границы").click()
    app.button("streams.leave").click()
    app.button("streams.leaveYes").click()
    expect(app.button("streams.beginAgain")).to_be_visible()
    until(lambda: api.get(f"streams/{STREAM}")["enrolment"]["state"] == "left", what="the end of it")


def heard(journey: dict[str, Any]) -> int:
    """How many insights are evidenced by the person's own words."""
    return sum(insight["evidenced"] for stage in journey["stages"] for insight in stage["insights"])


def test_readiness_stands_on_the_person_s_words_and_takes_their_word_against_it(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person, api, session = talked(product, *TOLD)
    assert api.call("POST", f"sessions/{session}/complete").status_code in (200, 201)

    until(lambda: heard(api.get("journey")) >= 3, 30, what="what was remembered")
    app = open_alone(product, person, "/readiness")
    app.button("readiness.compute").click()
    expect(page.get_by_role("meter").first).to_be_visible()
    assert violations(page) == []
    quote = page.locator("blockquote a").first
    words = quote.inner_text()
    quote.click()
    expect(page.locator("[aria-current=location]")).to_be_visible()
    said = page.locator("[aria-current=location]").inner_text()
    assert words.strip().strip("«»").split("»")[0] in said, "the quote leads to where it was said"
    assert violations(page) == []
    page.go_back()
    app.root.get_by_role("button", name="Не могу согласиться").first.click()
    assert violations(page) == []
    app.button("readiness.contestSend").click()
    expect(app.text("readiness.contested").first).to_be_visible()
    until(
        lambda: any(item["contested"] for item in api.get("readiness")["items"]),
        what="the word of the person",
    )


def test_who_comes_back_after_a_week_is_met_by_what_was_and_one_small_step(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person, _, _ = talked(product, "Всё по кругу")
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=9))
    app = open_alone(product, person)
    expect(app.root.get_by_role("region", name=app.words["return.title"])).to_contain_text(
        app.words["return.stepOpen"]
    )
    expect(app.button("journey.continue")).to_have_count(1)
    assert violations(page) == []
    app.button("journey.continue").click()
    expect(app.said.last).to_have_text("Всё по кругу")


def test_without_a_connection_what_was_seen_stays_and_the_rest_has_one_way_out(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    person = begun(product)
    # The next screens come ahead of time, one after another: with the second one the first is there.
    with page.expect_response(part("features/place/PlaceScreen.tsx")):
        app = open_alone(product, person, "/readiness")
    expect(app.root.get_by_role("heading", name=app.words["readiness.freshTitle"])).to_be_visible()
    app.root.get_by_role("button", name="За порог").click()
    page.context.set_offline(True)
    app.root.get_by_role("link", name=app.words["readiness.about"]).click()
    expect(app.root.get_by_role("heading", level=1, name="За порог")).to_be_visible()
    expect(app.text("common.offline")).to_be_visible()
    app.button("streams.begin").click()
    expect(app.text("error.offline")).to_be_visible()
    assert violations(page) == []
    page.context.set_offline(False)
    app.button("streams.begin").click()
    expect(app.button("streams.markDone")).to_be_visible()


def test_a_link_into_the_app_opens_what_it_names(page: Page, product: Product) -> None:
    person = begun(product)
    for named, screen, path in (
        ("journey", words("ru")["tab.journey"], "/"),
        ("chat", words("ru")["tab.chat"], "/chat"),
        ("readiness", words("ru")["tab.readiness"], "/readiness"),
        (f"stream-{STREAM}", "Свои границы", f"/streams/{STREAM}"),
    ):
        page.goto("about:blank")
        page.goto(person.launch(start_param=named)["url"])
        expect(page.get_by_role("main", name=screen, exact=True)).to_be_visible()
        assert urlsplit(page.url).path == path, named
