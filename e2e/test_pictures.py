"""Screens against their pictures in docs/screens: what looks different from yesterday is seen before people see it.

After a change that was meant, `make screens` takes the pictures anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from e2e import still
from e2e.conftest import Troubles
from e2e.people import People
from e2e.pictures import put_on, sitters
from e2e.screens import SCREENS
from e2e.states import let_go
from tests.integration.product.product import Product

PHONE, SMALL, TABLET = still.SIZES

PICKED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "ru": (
        ("outside", "light", PHONE),
        ("third step", "light", SMALL),
        ("map", "light", PHONE),
        ("another stage", "dark", PHONE),
        ("map, failed", "dark", PHONE),
        ("care", "light", PHONE),
        ("talk", "dark", PHONE),
        ("talk, offline", "light", PHONE),
        ("readiness, scores", "light", TABLET),
        ("a programme", "light", PHONE),
        ("portrait", "dark", PHONE),
        ("help", "light", PHONE),
    ),
    "en": (
        ("first step", "dark", PHONE),
        ("map", "dark", TABLET),
        ("back after a week", "light", PHONE),
        ("talk, half a reply", "light", PHONE),
        ("summary", "dark", PHONE),
        ("readiness, scores", "dark", PHONE),
        ("readiness, loading", "light", PHONE),
        ("profile", "light", PHONE),
        ("memory, correcting", "dark", SMALL),
    ),
}


@pytest.fixture(scope="module")
def met(product: Product) -> Iterator[dict[str, People]]:
    """The people of the pictures, on their day."""
    yield {language: sitters(product, language) for language in PICKED}
    product.sandbox.post("clock", reset=True)


@pytest.fixture
def sight(browser: Browser, product: Product, met: dict[str, People], troubles: Troubles) -> Iterator[Sight]:
    """Opens a screen as the pictures were taken."""
    found = Sight(browser, product, met, troubles)
    yield found
    found.close()


class Sight:
    """One screen in a window of its own."""

    def __init__(
        self, browser: Browser, product: Product, met: dict[str, People], troubles: Troubles
    ) -> None:
        self._browser, self._product, self._met, self._troubles = browser, product, met, troubles
        self._pages: list[Page] = []

    def open(self, screen: str, theme: str, language: str, size: str = PHONE) -> Page:
        context = still.still(self._browser, language)
        self._troubles.watch(context)
        page = context.new_page()
        self._pages.append(page)
        SCREENS[screen](page, self._product, self._met[language], "light", language)
        self.change(page, screen, theme, language)
        still.resize(page, size)
        return page

    def change(self, page: Page, screen: str, theme: str, language: str) -> None:
        put_on(page, self._met[language], screen, theme)

    def close(self) -> None:
        for page in self._pages:
            let_go(page)
            page.context.close()


def compared(page: Page, picture: Path, tmp: Path) -> str:
    """Empty where the page looks like its picture; else how much differs, and where to look at it."""
    seen = still.packed(still.shot(page))
    found = still.difference(picture.read_bytes(), seen)
    if found.same:
        return ""
    Image.open(picture).save(tmp / "picture.png")
    Image.open(io.BytesIO(seen)).save(tmp / "now.png")
    if found.seen:
        found.seen.save(tmp / "difference.png")
    return f"{picture.name}: {found.share:.2%} of it looks different; see {tmp}. Meant? Then: make screens"


@pytest.mark.parametrize(
    ("language", "screen", "theme", "size"),
    [(language, *one) for language, picked in PICKED.items() for one in picked],
)
def test_it_looks_as_in_its_picture(
    sight: Sight, tmp_path: Path, language: str, screen: str, theme: str, size: str
) -> None:
    page = sight.open(screen, theme, language, size)
    assert compared(page, still.file_of(screen, theme, language, size), tmp_path) == ""


def test_another_theme_and_a_moved_button_are_seen(sight: Sight, tmp_path: Path) -> None:
    picture = still.file_of("profile", "light", "en")
    page = sight.open("profile", "light", "en")
    page.locator("main a").first.evaluate("row => { row.style.transform = 'translateX(4px)' }")
    assert "looks different" in compared(page, picture, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"picture.png", "now.png", "difference.png"}
    page.locator("main a").first.evaluate("row => { row.style.transform = '' }")
    assert compared(page, picture, tmp_path) == ""
    sight.change(page, "profile", "dark", "en")
    assert "looks different" in compared(page, picture, tmp_path)
