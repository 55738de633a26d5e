"""python -m e2e.pictures: a picture of every screen and state of the Mini App, into docs/screens/.

On a phone in both themes and languages; on a small phone and on a tablet in one of each, for what changes there is
the width alone.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from e2e.conftest import FLAGS
from e2e.screens import SCREENS, people
from tests.integration.product.product import Product, running_product

FOLDER = Path(__file__).parents[1] / "docs" / "screens"
PHONE: ViewportSize = {"width": 390, "height": 844}
OTHERS: dict[str, ViewportSize] = {
    "320x568": {"width": 320, "height": 568},
    "1024x768": {"width": 1024, "height": 768},
}
_QUALITY = 72


def take(browser: Browser, product: Product, language: str) -> int:
    """All pictures in one language; how many."""
    met = people(product, language)
    count = 0
    for name, go in SCREENS.items():
        for theme in ("light", "dark"):
            # A window of its own for each: the app remembers where somebody was.
            page = browser.new_page(
                locale=f"{language}-RU",
                timezone_id="Europe/Moscow",
                reduced_motion="reduce",
                viewport=PHONE,
            )
            go(page, product, met, theme, language)
            page.evaluate("document.fonts.ready.then(() => 0)")
            count += shot(page, f"390x844/{slug(name)}-{theme}-{language}.jpg")
            if (theme, language) == ("light", "ru"):
                for size, view in OTHERS.items():
                    page.set_viewport_size(view)
                    count += shot(page, f"{size}/{slug(name)}.jpg")
            page.close()
    return count


def slug(name: str) -> str:
    """A screen's name as a file's."""
    return name.replace(" ", "-")


def shot(page: Page, name: str) -> int:
    """One picture, once everything has its place."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, type="jpeg", quality=_QUALITY, animations="disabled", caret="hide")
    return 1


def main() -> int:
    """Start the product, take them all."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        with running_product(Path(folder), "--model", "templates") as product:
            count = 0
            for language in ("ru", "en"):
                count += take(browser, product, language)
        browser.close()
    print(f"{count} pictures in {FOLDER.relative_to(FOLDER.parents[1])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
