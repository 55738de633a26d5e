"""Every screen of the Mini App in the states that a person meets, for checks that go over all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error, Page, Route, expect

from e2e.app_screens import AppScreens
from e2e.path_screens import PATH
from e2e.people import People, people
from e2e.profile_screens import PROFILE
from e2e.rare_screens import RARE
from e2e.states import STATES
from e2e.talk_screens import TALK
from tests.integration.product.product import Product
from tests.integration.product.sandbox import Person

__all__ = ["OWNERS", "SCREENS", "Go", "People", "people"]

Go = Callable[[Page, Product, People, str, str], None]
"""Opens a screen for one of the people, in a theme and a language, and brings it into its state."""


def _open(
    who: str, path: str, ready: Callable[[AppScreens], None], before: Callable[[Page], object] | None = None
) -> Go:
    def go(page: Page, product: Product, met: People, theme: str, language: str) -> None:
        person: Person = getattr(met, who)
        if path == "/chat":
            _heard(page)
        if before:
            before(page)
        page.goto("about:blank")
        page.goto(person.launch(path=path, theme=theme)["url"])
        ready(AppScreens(page, language))

    return go


def _heard(page: Page) -> None:
    """As where a model writes down voices: the templates have none, and the talk shows its microphone no more."""

    def answer(route: Route) -> None:
        with suppress(Error):
            answered = route.fetch()
            said = answered.json()
            said.get("user", said)["voice"] = True
            route.fulfill(response=answered, json=said)

    page.route(re.compile(r"/api/(me|auth/telegram)/?$"), answer)


def _outside(page: Page, product: Product, met: People, theme: str, language: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page.goto("about:blank")
    page.goto(product.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _map(app: AppScreens) -> None:
    expect(app.stages).to_have_count(12)
    expect(app.button("journey.continue")).to_be_visible()
    # What stands below the map comes after it.
    expect(app.root.locator("main .skeleton")).to_have_count(0)


def _other_stage(app: AppScreens) -> None:
    _map(app)
    app.stages.nth(8).click()
    expect(app.button("journey.backToMine")).to_be_visible()


def _below(app: AppScreens) -> None:
    _map(app)
    times = app.root.get_by_role("heading", name=app.words["journey.times"])
    times.evaluate("heading => heading.scrollIntoView({ block: 'start' })")


def _again(app: AppScreens) -> None:
    expect(app.root.get_by_role("region", name=app.words["return.title"])).to_be_visible()


def _step(number: int) -> Callable[[AppScreens], None]:
    def ready(app: AppScreens) -> None:
        for _ in range(number - 1):
            app.button("welcome.next").click()
        heading = app.words[("welcome.name", "welcome.reason", "welcome.tone")[number - 1]]
        expect(app.root.get_by_role("heading", name=heading)).to_be_visible()
        if number == 1:
            expect(app.root.get_by_role("button", name=re.compile(app.words["zone.label"]))).to_be_visible()

    return ready


def _zone_sheet(app: AppScreens) -> None:
    _step(1)(app)
    app.root.get_by_role("button", name=re.compile(app.words["zone.label"])).click()
    sheet = app.root.get_by_role("dialog", name=app.words["zone.label"])
    expect(sheet.get_by_role("listitem").first).to_be_visible()


def _looking_around(app: AppScreens) -> None:
    app.button("welcome.later").click()
    expect(app.root.get_by_role("heading", name=app.words["consent.title"])).to_be_visible()


def _no_talk_yet(app: AppScreens) -> None:
    _looking_around(app)
    app.go("chat")
    expect(app.root.get_by_role("link", name=app.words["chat.consentGo"])).to_be_visible()


def _care(app: AppScreens) -> None:
    expect(app.root.get_by_role("heading", name=app.words["care.title"])).to_be_visible()


_FIRST: dict[str, tuple[str, str, Callable[[AppScreens], None]]] = {
    "first step": ("new", "/", _step(1)),
    "first step, the time zone": ("new", "/", _zone_sheet),
    "second step": ("new", "/chat", _step(2)),
    "third step": ("new", "/", _step(3)),
    "looking around": ("new", "/", _looking_around),
    "no talk yet": ("new", "/", _no_talk_yet),
    "map on the first day": ("talking", "/", _map),
    "map": ("walked", "/", _map),
    "map, below": ("walked", "/", _below),
    "another stage": ("walked", "/", _other_stage),
    "back after a week": ("returned", "/", _again),
    "care": ("cared_for", "/", _care),
}
OWNERS: dict[str, str] = {
    **{name: entry[0] for name, entry in (_FIRST | PROFILE | PATH).items()},
    **{name: entry[0] for name, entry in (TALK | STATES | RARE).items()},
}
"""Whose each screen is."""
SCREENS: dict[str, Go] = {
    "outside": _outside,
    **{name: _open(who, path, ready) for name, (who, path, ready) in (_FIRST | PROFILE | PATH).items()},
    **{
        name: _open(who, path, ready, before)
        for name, (who, path, before, ready) in (TALK | STATES | RARE).items()
    },
}
