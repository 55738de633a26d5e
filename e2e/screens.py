"""Every screen of the Mini App in the states that a person meets, for checks that go over all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Page, expect

from e2e.app_screens import AppScreens
from e2e.path_screens import PATH
from e2e.profile_screens import PROFILE, TOLD, remembered
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product
from tests.integration.product.sandbox import Person

LONG_WORD = "Донаудампфшиффартсгезельшафтскапитэн" * 4


@dataclass(frozen=True)
class People:
    """Who meets which screens."""

    new: Person
    talking: Person
    ended: Person
    cared_for: Person


def people(product: Product, language: str) -> People:
    """One for each entry into the app, made ready over HTTP."""
    made = People(*(product.person(first_name="Анна-Мария", language=language) for _ in range(4)))
    for person in (made.talking, made.ended, made.cared_for):
        app = product.mini_app(person)
        app.agree()
        session = app.begin()
        app.ask(session, f"Всё по кругу, и {LONG_WORD}")
        if person is made.ended:
            for line in TOLD[language]:
                app.ask(session, line)
            assert app.call("POST", f"sessions/{session}/complete").status_code in (200, 201)
            until(partial(remembered, app), 20, "something remembered")
        if person is made.cared_for:
            app.ask(session, "Я больше не хочу жить")
    return made


Go = Callable[[Page, Product, People, str, str], None]


def _open(who: str, path: str, ready: Callable[[AppScreens], None]) -> Go:
    def go(page: Page, product: Product, met: People, theme: str, language: str) -> None:
        person: Person = getattr(met, who)
        page.goto("about:blank")
        page.goto(person.launch(path=path, theme=theme)["url"])
        ready(AppScreens(page, language))

    return go


def _outside(page: Page, product: Product, met: People, theme: str, language: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page.goto("about:blank")
    page.goto(product.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _heading(key: str) -> Callable[[AppScreens], None]:
    return lambda app: expect(app.root.get_by_role("heading", name=app.words[key])).to_be_visible()


def _map(app: AppScreens) -> None:
    expect(app.stages).to_have_count(12)
    expect(app.button("journey.continue")).to_be_visible()


def _other_stage(app: AppScreens) -> None:
    _map(app)
    app.stages.nth(6).click()
    expect(app.button("journey.backToMine")).to_be_visible()


def _talk(app: AppScreens) -> None:
    expect(app.replies).to_have_count(2)
    expect(app.quick_replies.first).to_be_visible()


def _ending(app: AppScreens) -> None:
    _talk(app)
    app.button("chat.end").click()
    expect(app.button("chat.endYes")).to_be_visible()


def _step(number: int) -> Callable[[AppScreens], None]:
    def ready(app: AppScreens) -> None:
        for _ in range(number - 1):
            app.button("welcome.next").click()
        heading = app.words[("welcome.name", "welcome.reason", "welcome.tone")[number - 1]]
        expect(app.root.get_by_role("heading", name=heading)).to_be_visible()

    return ready


def _looking_around(app: AppScreens) -> None:
    app.button("welcome.later").click()
    expect(app.root.get_by_role("heading", name=app.words["consent.title"])).to_be_visible()


def _no_talk_yet(app: AppScreens) -> None:
    _looking_around(app)
    app.go("chat")
    expect(app.root.get_by_role("link", name=app.words["chat.consentGo"])).to_be_visible()


def _kinds(app: AppScreens) -> None:
    _talk(app)
    app.button("chat.menu").click()
    expect(app.button("menu.human")).to_be_visible()


def _another_kind(app: AppScreens) -> None:
    _kinds(app)
    app.root.get_by_role("button", name=app.words["kind.diagnostic"]).click()
    expect(app.button("menu.continue")).to_be_visible()


def _offline(app: AppScreens) -> None:
    _talk(app)
    assert isinstance(app.root, Page)
    app.root.context.set_offline(True)
    app.field.fill("...")
    app.button("chat.send").click()
    expect(app.text("chat.queued")).to_be_visible()
    app.root.context.set_offline(False)


SCREENS: dict[str, Go] = {
    "outside": _outside,
    "first step": _open("new", "/", _step(1)),
    "second step": _open("new", "/chat", _step(2)),
    "third step": _open("new", "/", _step(3)),
    "looking around": _open("new", "/", _looking_around),
    "no talk yet": _open("new", "/", _no_talk_yet),
    "map": _open("talking", "/", _map),
    "another stage": _open("talking", "/", _other_stage),
    "talk": _open("talking", "/chat", _talk),
    "kinds of talk": _open("talking", "/chat", _kinds),
    "another kind": _open("talking", "/chat", _another_kind),
    "ending": _open("talking", "/chat", _ending),
    "summary": _open("ended", "/chat", _heading("chat.summary")),
    "care": _open("cared_for", "/", _heading("care.title")),
    **{name: _open(who, path, ready) for name, (who, path, ready) in (PROFILE | PATH).items()},
}
