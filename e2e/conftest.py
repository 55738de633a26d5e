"""A browser on the running product: the sandbox's page, and the Mini App in its frame or alone."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, expect

from e2e.app_screens import AppScreens
from tests.integration.product.product import Product, running_product
from tests.integration.product.sandbox import Person

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What is drawn does not depend on the screen that the machine has.
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--hide-scrollbars",
    "--disable-skia-runtime-opts",
]
# A request that fails on purpose, in a test that looks at what comes of it.
EXPECTED = ("Failed to load resource", "TypeError: Failed to fetch dynamically imported module")

OpenApp = Callable[..., AppScreens]

expect.set_options(timeout=12_000)


def pytest_collection_finish() -> None:
    """Nothing of what was imported is garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    return {"executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "locale": "ru-RU",
        "timezone_id": "Europe/Moscow",
        "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 860},
    }


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Answers come from the templates."""
    with running_product(tmp_path_factory.mktemp("product"), "--model", "templates") as running:
        yield running


@pytest.fixture(scope="session")
def modelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Answers come from the sandbox's model, word by word."""
    with running_product(tmp_path_factory.mktemp("modelled"), "--model", "sandbox") as running:
        yield running


@pytest.fixture
def plain_model(modelled: Product) -> Iterator[Product]:
    """The same, with no script left behind."""
    yield modelled
    modelled.sandbox.script()


class Troubles:
    """What the browser complained of."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.on("weberror", lambda error: self.found.append(str(error.error)))
        context.on("console", self._note)

    @contextmanager
    def watching(self, page: Page) -> Iterator[None]:
        """A page that was there before, and is there after it."""
        page.on("pageerror", self._threw)
        page.on("console", self._note)
        yield
        page.remove_listener("pageerror", self._threw)
        page.remove_listener("console", self._note)

    def _threw(self, error: Error) -> None:
        self.found.append(str(error))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.found.append(message.text)


@pytest.fixture(autouse=True)
def troubles(request: pytest.FixtureRequest) -> Iterator[Troubles]:
    """No page may throw or complain while a test runs."""
    seen = Troubles()
    if "context" in request.fixturenames:
        seen.watch(request.getfixturevalue("context"))
    yield seen
    assert seen.found == []


@pytest.fixture
def open_alone(page: Page) -> OpenApp:
    """Opens the Mini App by a signed launch, with no sandbox page around it, so that the window is the app's."""

    def open_app(
        product: Product, person: Person, path: str = "/", *, theme: str = "light", language: str = "ru"
    ) -> AppScreens:
        page.goto("about:blank")
        page.goto(person.launch(path=path, theme=theme)["url"])
        return AppScreens(page, language)

    return open_app
