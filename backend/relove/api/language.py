"""In which language a stranger is answered: before the database knows the person there are only hints."""

from __future__ import annotations

import re

from relove.core.actor import Language
from relove.domains.people.rules import interface_language

_LONGEST = 200
_IN_INIT_DATA = re.compile(r"language_code%22%3A%22([A-Za-z]{2})")


def from_header(accept_language: str | None) -> Language:
    """The language of an Accept-Language header; Russian where there is none."""
    best, best_weight = None, 0.0
    for part in (accept_language or "")[:_LONGEST].split(","):
        tag, _, parameters = part.strip().partition(";")
        weight = _weight(parameters)
        if tag and tag != "*" and weight > best_weight:
            best, best_weight = tag, weight
    return interface_language(best)


def from_init_data(init_data: str) -> Language | None:
    """The language that initData names, believed for the text of an error only."""
    found = _IN_INIT_DATA.search(init_data)
    return interface_language(found[1]) if found else None


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
