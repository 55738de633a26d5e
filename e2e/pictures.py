"""python -m e2e.pictures [name ...]: every screen and state of the Mini App, as pictures in docs/screens/.

On a small phone, a phone and a tablet, in the day and the night of Telegram's apps, in Russian and English. One page
serves all six pictures of a screen in one language: its window and its theme change while it is open. With names only
those screens are taken.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from e2e import still
from e2e.conftest import FLAGS
from e2e.people import People, people
from e2e.screens import OWNERS, SCREENS
from e2e.states import let_go
from tests.integration.product.product import Product, running_product

LANGUAGES = ("ru", "en")
# Telegram's own ids: what the guide says depends on them, so the same people come each time.
FIRST_IDS = {"ru": 555_100, "en": 555_200}


def sitters(product: Product, language: str) -> People:
    """The people in the pictures."""
    return people(product, language, long=False, today=still.NOON, ids=FIRST_IDS[language])


def take(
    browser: Browser, product: Product, language: str, names: list[str], desk: ThreadPoolExecutor
) -> int:
    """The pictures in one language; how many."""
    met = sitters(product, language)
    written: list[Future[None]] = []
    for name in names:
        context = still.still(browser, language)
        page = context.new_page()
        SCREENS[name](page, product, met, "light", language)
        for theme in ("light", "dark"):
            put_on(page, met, name, theme)
            for size in still.SIZES:
                still.resize(page, size)
                path = still.file_of(name, theme, language, size)
                written.append(desk.submit(_write, path, still.shot(page)))
            page.set_viewport_size(still.PHONE)
        let_go(page)
        context.close()
        print(f"{language} {name}", flush=True)
    for one in written:
        one.result()
    return len(written)


def put_on(page: Page, met: People, screen: str, theme: str) -> None:
    """The theme, on an open page."""
    if screen in OWNERS:
        still.change_theme(page, getattr(met, OWNERS[screen]), theme)
    else:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")


def _write(path: Path, png: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(still.packed(png))


def main() -> int:
    """Start the product, take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help="only these screens")
    parser.add_argument("--language", choices=LANGUAGES, action="append", help="only this one")
    asked = parser.parse_args()
    wanted: list[str] = asked.names
    names = [name for name in SCREENS if name in wanted or not wanted]
    if not wanted and not asked.language:
        for size in still.SIZES:
            shutil.rmtree(still.FOLDER / size, ignore_errors=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    count = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        ThreadPoolExecutor(2) as desk,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        with running_product(Path(folder), "--model", "templates") as product:
            for language in asked.language or LANGUAGES:
                count += take(browser, product, language, names, desk)
        browser.close()
    print(f"{count} pictures in {still.FOLDER.relative_to(still.FOLDER.parents[1])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
