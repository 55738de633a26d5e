"""What is fetched apart: a sheet that does not come leaves the screen. A link's page, and the way back to a place."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, expect

from e2e.built import part
from e2e.checks import violations
from e2e.conftest import OpenApp
from e2e.people import begun
from e2e.still import SIZES as PICTURES
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product

STREAM = "svoi-granitsy"


def lose(page: Page, *sources: str) -> list[str]:
    """From now on these files do not come; which were asked for."""
    asked: list[str] = []

    def abort(route: Route) -> None:
        asked.append(route.request.url)
        route.abort("connectionfailed")

    for source in sources:
        page.route(part(source), abort)
    return asked


def test_a_sheet_that_does_not_come_leaves_the_talk_and_comes_by_the_next_press(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    asked = lose(page, "features/chat/TalkMenu.tsx", "features/profile/HelpScreen.tsx")
    app = open_alone(product, begun(product), "/chat")
    expect(app.quick_replies.first).to_be_visible()
    # Fetched ahead, in vain.
    # The page is spoken to, for its requests are heard of only then.
    until(lambda: page.evaluate("true") and asked, what="what is likely to be opened asked for")
    page.wait_for_timeout(300)
    page.context.set_offline(True)
    sheet = app.root.get_by_role("dialog")
    app.button("chat.menu").click()
    expect(sheet.get_by_role("alert")).to_have_text(app.words["error.offline"])
    expect(app.log).to_be_visible()
    assert violations(page) == []
    sheet.get_by_role("button", name=app.words["common.close"]).click()
    expect(sheet).to_have_count(0)
    app.go("profile")
    app.root.get_by_role("link", name=app.words["help.title"]).click()
    expect(app.root.get_by_role("alert").filter(has_text=app.words["broken.title"])).to_contain_text(
        app.words["error.offline"]
    )
    expect(app.root.get_by_role("navigation")).to_be_visible()
    app.button("common.retry").click()
    expect(app.button("common.retry")).to_be_visible()
    page.unroute_all()
    page.context.set_offline(False)
    expect(app.root.get_by_role("heading", level=1, name=app.words["help.title"])).to_be_visible()
    app.go("chat")
    app.button("chat.menu").click()
    expect(sheet).to_be_visible()
    expect(sheet.get_by_role("alert")).to_have_count(0)


def test_what_a_screen_opens_within_itself_is_there_before_the_connection_goes(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    with page.expect_response(part("features/profile/HelpScreen.tsx")):
        app = open_alone(product, begun(product), "/chat")
    page.context.set_offline(True)
    app.button("chat.menu").click()
    expect(app.root.get_by_role("dialog")).to_be_visible()
    expect(app.root.get_by_role("dialog").get_by_role("alert")).to_have_count(0)


def test_a_newcomer_sees_the_programme_that_a_link_named(page: Page, product: Product) -> None:
    page.goto(product.person().launch(start_param=f"stream-{STREAM}")["url"])
    page.get_by_role("button", name="Сначала осмотреться").click()
    expect(page.get_by_role("main", name="Свои границы", exact=True)).to_be_visible()
    page.reload()
    # Who looked around before is asked again, and still finds it.
    page.get_by_role("button", name="Сначала осмотреться").click()
    assert urlsplit(page.url).path == f"/streams/{STREAM}"


def test_who_goes_back_is_where_they_were_and_a_new_page_begins_at_its_top(
    page: Page, product: Product, open_alone: OpenApp
) -> None:
    page.set_viewport_size(PICTURES["320x568"])
    # What keeps the places is fetched after the first picture.
    with page.expect_response(part("app/background.ts")):
        app = open_alone(product, begun(product))
    more = app.root.get_by_role("link", name=app.words["journey.more"])
    expect(more).to_be_visible()
    expect(app.root.locator(".skeleton")).to_have_count(0)

    def stands(at: int) -> None:
        until(lambda: abs(page.evaluate("scrollY") - at) < 2, what=f"{at} px down")

    for back in (page.go_back, app.root.get_by_role("link", name=app.words["stage.up"]).click):
        page.evaluate("scrollTo(0, 260)")
        stands(260)
        page.wait_for_timeout(100)
        # By itself, for a touch brings what it touches into sight.
        more.evaluate("link => link.click()")
        expect(app.root.get_by_role("link", name=app.words["stage.up"])).to_be_visible()
        stands(0)
        back()
        expect(app.stages).to_have_count(12)
        stands(260)
    app.go("readiness")
    stands(0)
    app.go("journey")
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
