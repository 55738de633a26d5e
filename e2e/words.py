"""The words of the Mini App, read from its own catalogues: a test looks for what a person sees, whoever polishes it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_SOURCES = Path(__file__).parents[1] / "frontend" / "src"
_ENTRY = re.compile(r'^msgid "(?P<id>[^"]+)"\nmsgstr "(?P<text>(?:[^"\\]|\\.)*)"', re.MULTILINE)


@cache
def words(language: str) -> dict[str, str]:
    """Every text of a language by its id."""
    found: dict[str, str] = {}
    for catalogue in sorted(_SOURCES.rglob(f"locales/{language}.po")):
        found |= {match["id"]: match["text"] for match in _ENTRY.finditer(catalogue.read_text("utf-8"))}
    assert found, f"no catalogue of {language}"
    return found
