"""One running product per way of answering; each test brings people of its own. What was measured is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.integration.product.product import Product, running_product

Note = Callable[[str], None]
_figures: list[str] = []


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Answers come from the templates, updates by polling."""
    with running_product(tmp_path_factory.mktemp("product"), "--model", "templates") as running:
        yield running


@pytest.fixture(scope="session")
def modelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Answers come from the sandbox's model, updates by polling."""
    with running_product(tmp_path_factory.mktemp("modelled"), "--model", "sandbox") as running:
        yield running


@pytest.fixture
def measured() -> Note:
    """Takes a figure for the summary."""
    return _figures.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _figures:
        terminalreporter.section("figures of relove up")
        for figure in _figures:
            terminalreporter.write_line(figure)
