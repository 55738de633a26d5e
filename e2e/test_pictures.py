"""Screens against their pictures in docs/screens: what looks different from yesterday is seen before people see it.

After a change that was meant, `make screens` takes the pictures anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from e2e import still
from e2e.alike import difference
from e2e.conftest import Troubles
from e2e.people import People
from e2e.pictures import LANGUAGES, put_on, sitters
from e2e.screens import SCREENS
from e2e.states import let_go
from tests.integration.product.product import Product

PHONE, SMALL, TABLET = still.SIZES

PICKED: dict[str, tuple[tuple[str, str], ...]] = {
    "ru": (
        ("outside", PHONE),
        ("third step", SMALL),
        ("map", PHONE),
        ("another stage", PHONE),
        ("map, failed", PHONE),
        ("care", PHONE),
        ("talk", PHONE),
        ("talk, offline", PHONE),
        ("readiness, scores", TABLET),
        ("a programme", PHONE),
        ("portrait", PHONE),
        ("help", PHONE),
    ),
    "en": (
        ("first step", PHONE),
        ("map", TABLET),
        ("back after a week", PHONE),
        ("talk, half a reply", PHONE),
        ("summary", PHONE),
        ("readiness, scores", PHONE),
        ("readiness, loading", PHONE),
        ("profile", PHONE),
        ("memory, correcting", SMALL),
    ),
}
"""Each in both themes."""
# What a slip in a style sheet would do: to the page, and to what is said more quietly.
PAINT = """rule => {
    const sheet = window.paint ??= new CSSStyleSheet();
    sheet.replaceSync(rule && `:root, :root[data-theme] { ${rule} }`);
    document.adoptedStyleSheets = [...new Set([...document.adoptedStyleSheets, sheet])];
}"""
TINT = "--page: color-mix(in srgb, var(--page0) 70%, #fff6f0)"
MUTED = "--muted: color-mix(in srgb, var(--text) 58%, var(--card))"


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
    seen = still.shot(page)
    found = difference(picture.read_bytes(), seen)
    if not found.said:
        return ""
    Image.open(picture).save(tmp / "picture.png")
    (tmp / "now.png").write_bytes(seen)
    if found.seen:
        found.seen.save(tmp / "difference.png")
    return f"{picture.name}: {found.said}; see {tmp}. Meant? Then: make screens"


@pytest.mark.parametrize(
    ("language", "screen", "size"),
    [(language, *one) for language, picked in PICKED.items() for one in picked],
)
def test_it_looks_as_in_its_picture(
    sight: Sight, tmp_path: Path, language: str, screen: str, size: str
) -> None:
    page = sight.open(screen, "light", language, size)
    light = compared(page, still.file_of(screen, "light", language, size), tmp_path)
    assert light == ""
    sight.change(page, screen, "dark", language)
    assert compared(page, still.file_of(screen, "dark", language, size), tmp_path) == ""


def test_another_colour_theme_and_place_are_seen(sight: Sight, tmp_path: Path) -> None:
    picture = still.file_of("profile", "light", "en")
    page = sight.open("profile", "light", "en")
    page.locator("main a").first.evaluate("row => { row.style.transform = 'translateX(4px)' }")
    assert "looks different" in compared(page, picture, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"picture.png", "now.png", "difference.png"}
    page.locator("main a").first.evaluate("row => { row.style.transform = '' }")
    for rule, said in ((TINT, "grounds"), (MUTED, "letters")):
        page.evaluate(PAINT, rule)
        assert said in compared(page, picture, tmp_path)
    page.evaluate(PAINT, "")
    assert compared(page, picture, tmp_path) == ""
    sight.change(page, "profile", "dark", "en")
    assert "looks different" in compared(page, picture, tmp_path)


def test_every_screen_has_its_pictures() -> None:
    wanted = {
        still.file_of(name, theme, language, size)
        for name in SCREENS
        for theme in ("light", "dark")
        for language in LANGUAGES
        for size in still.SIZES
    }
    there = set(still.FOLDER.rglob("*.webp"))
    assert (sorted(wanted - there), sorted(there - wanted)) == ([], []), "make screens"
