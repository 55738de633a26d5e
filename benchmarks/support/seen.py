"""The Mini App in a browser: what axe finds, what is wider than its window, and what opening a screen downloads."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize, expect, sync_playwright

from e2e.checks import PHONE, sideways, violations
from e2e.conftest import FLAGS
from e2e.people import People, people
from e2e.pictures import put_on
from e2e.routes import FIRST_STEPS, GONE, ROUTES
from e2e.screens import SCREENS
from e2e.states import let_go
from e2e.still import settle
from tests.integration.product.product import Product
from tests.integration.product.sandbox import Person

LANGUAGES = ("ru", "en")
WIDTHS: tuple[ViewportSize, ...] = (
    {"width": 320, "height": 568},
    PHONE,
    {"width": 430, "height": 932},
    {"width": 1024, "height": 768},
)
# Nothing is fetched ahead: what comes is what the screen itself asks for.
_NOTHING_AHEAD = "window.requestIdleCallback = () => 0; window.cancelIdleCallback = () => undefined;"
_FRESH = "if (location.hash.includes('tgWebAppData')) { localStorage.clear(); sessionStorage.clear(); }"
_QUIET_MS = 800
# The admin's part is told by what it asks for, whatever the build calls its files.
_ADMIN = re.compile(r"/api/admin\b|features/admin\b")


@dataclass
class Usable:
    """What every screen and state was found to have."""

    looked: int = 0
    axe: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium, as the tests start it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise SystemExit("chromium is needed: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def _room(browser: Browser, script: str) -> BrowserContext:
    context = browser.new_context(
        locale="ru-RU", timezone_id="Europe/Moscow", reduced_motion="reduce", viewport=PHONE
    )
    context.add_init_script(script)
    return context


def usable(browser: Browser, product: Product, names: tuple[str, ...] = tuple(SCREENS)) -> Usable:
    """Every screen and state: axe in both themes and languages, and its sides at each width."""
    found = Usable()
    for language in LANGUAGES:
        met = people(product, language)
        context = _room(browser, _FRESH)
        for name in names:
            page = context.new_page()
            try:
                SCREENS[name](page, product, met, "light", language)
            except AssertionError as error:
                # What cannot be looked at is not known to be without fault, and the rest still is to be measured.
                found.axe.append(f"{name}, {language}: {str(error).partition(chr(10))[0]}")
            else:
                _look(page, met, name, language, found)
            let_go(page)
            context.set_offline(False)
        context.close()
    return found


def _look(page: Page, met: People, name: str, language: str, found: Usable) -> None:
    for theme in ("light", "dark"):
        put_on(page, met, name, theme)
        settle(page)
        found.axe += [f"{name}, {theme}, {language}: {line}" for line in violations(page)]
    for size in WIDTHS:
        page.set_viewport_size(size)
        settle(page)
        found.sideways += [f"{name}, {size['width']}, {language}: {line}" for line in sideways(page)]
    found.looked += 1


def at_hand(product: Product, met: People) -> dict[str, str]:
    """Every route, and where it is opened: a place in the talk is one where something was said."""
    said = product.mini_app(met.talking).turns()[0]["id"]
    places = {path: path.replace(GONE, said) for path in ROUTES}
    found = {
        path.replace(GONE, ":turn"): met.talking.launch(path=place)["url"] for path, place in places.items()
    }
    return found | {FIRST_STEPS: met.new.launch(path=FIRST_STEPS)["url"]}


def downloads(browser: Browser, routes: dict[str, str]) -> dict[str, dict[str, int]]:
    """By route, the scripts that somebody fetches who opens it first of all: names and gzip sizes."""
    found = {}
    for path, url in routes.items():
        context = _room(browser, _NOTHING_AHEAD)
        page = context.new_page()
        came = _scripts_of(page)
        page.goto(url)
        _stands(page, came)
        found[path] = {response.url.rpartition("/")[2]: _packed(response) for response in came}
        context.close()
    return found


def admin_bytes(browser: Browser, product: Product, person: Person) -> int:
    """What somebody who is no admin is sent of the admin's part, with all that is fetched ahead of time."""
    context = _room(browser, _FRESH)
    page = context.new_page()
    came = _scripts_of(page)
    page.goto(person.launch()["url"])
    for path in ("/", "/profile"):
        page.evaluate("path => history.pushState(null, '', path)", path)
        _stands(page, came)
    found = sum(_packed(response) for response in came if _ADMIN.search(response.text()))
    context.close()
    return found


def _scripts_of(page: Page) -> list[Response]:
    """Those that come from now on."""
    came: list[Response] = []

    def note(response: Response) -> None:
        if response.url.endswith(".js"):
            came.append(response)

    page.on("response", note)
    return came


def _stands(page: Page, came: list[Response]) -> None:
    """Until it shows what it is, and nothing has come for a while."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.locator("main .skeleton")).to_have_count(0)
    known = -1
    while known != len(came):
        known = len(came)
        page.wait_for_timeout(_QUIET_MS)


def _packed(response: Response) -> int:
    return len(gzip.compress(response.body(), 9))


def beyond_first(scripts: dict[str, dict[str, int]]) -> tuple[int, dict[str, int]]:
    """What all routes need, and what each needs beyond it, in bytes."""
    first = set.intersection(*(set(names) for names in scripts.values()))
    some = next(iter(scripts.values()))
    more = {
        path: sum(size for name, size in names.items() if name not in first)
        for path, names in scripts.items()
    }
    return sum(some[name] for name in first), more
