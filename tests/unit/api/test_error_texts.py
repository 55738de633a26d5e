"""Every error that the code can raise has its text in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import relove
from relove.integrations.i18n.fluent import FluentTranslator

INIT_DATA = ("missing", "malformed", "duplicate_field", "bad_hash", "expired", "future", "too_large")
# What the framework's own errors become, and what is made from parts.
MADE = {"not_found", "method_not_allowed", "too_large", "too_many", "validation", "internal"} | {
    f"init_data_{what}" for what in INIT_DATA
}


def codes() -> Iterator[str]:
    """First arguments of `ReloveError(...)`, wherever they are written out."""
    for path in Path(relove.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("ReloveError", "_refused"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_code_has_its_text(language: str) -> None:
    keys = FluentTranslator().keys(language)
    found = set(codes())
    assert len(found) > 10
    missing = {code for code in found | MADE if f"error-{code.replace('_', '-')}" not in keys}
    assert not missing
