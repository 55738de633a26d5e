"""The figures to hold, one row each: what is held, what was measured, whether it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.support.template import Template

KILO = 1000
Beside = Mapping[str, str]
"""The same figure of the prototype and of the official template."""
NOTHING: Beside = {}


@dataclass(frozen=True)
class Row:
    """One figure of the design's table."""

    what: str
    hold: str
    measured: str
    kept: bool
    prototype: str = "-"
    template: str = "-"


def at_most(what: str, figure: float, limit: float, unit: str, digits: int, beside: Beside = NOTHING) -> Row:
    """A figure with an upper limit, in its unit."""

    def said(value: float) -> str:
        return f"{value:.{digits}f}{unit}"

    return Row(what, said(limit), said(figure), figure <= limit, **beside)


def kilobytes(what: str, size: int, limit: int, beside: Beside = NOTHING) -> Row:
    """Bytes, as kB to one place."""
    row = at_most(what, size / KILO, limit / KILO, " kB", 1, beside)
    return Row(row.what, f"{limit / KILO:.0f} kB", row.measured, size <= limit, row.prototype, row.template)


def at_least(what: str, figure: float, limit: float, beside: Beside = NOTHING) -> Row:
    """A score with a lower limit."""
    return Row(what, f"{limit:.0f}", f"{figure:.0f}", figure >= limit, **beside)


def of_template(template: Template) -> dict[str, dict[str, str]]:
    """What stands beside our own: the template's figures where it was built, the quoted ones where not."""
    built = not template.missing
    return {
        "js": {"prototype": "95 kB", "template": f"{template.js / KILO:.0f} kB" if built else "202 kB"},
        "css": {"prototype": "6.6 kB", "template": f"{template.css / KILO:.1f} kB" if built else "10.8 kB"},
        "fonts": {"prototype": "59 kB"},
        "lazy": {"prototype": "2.8 kB"},
        "performance": {"prototype": "96", "template": "90"},
        "accessibility": {"prototype": "100", "template": "71"},
        "practices": {"prototype": "100", "template": "96"},
        "lcp": {"prototype": "2.05 s", "template": "3.42 s"},
        "cls": {"prototype": "0.001", "template": "0"},
        "tbt": {"prototype": "191 ms", "template": "86 ms"},
        "axe": {"prototype": "0"},
        "sideways": {"prototype": "0"},
        "stranger": {"prototype": "0 kB"},
    }


def told(template: Template) -> str:
    """Where the figures beside ours come from."""
    quoted = "The prototype's figures are quoted from the design"
    if template.missing:
        return f"{quoted}, and so are the official template's: it could not be built in this run ({template.missing})."
    return (
        f"{quoted}, and so is the official template's Lighthouse; its sizes are those of a build in this run."
    )


def markdown(head: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    """A table."""
    return [f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *lines)]


def table(rows: Sequence[Row]) -> list[str]:
    """One line for each figure."""
    return markdown(
        ("what", "hold", "measured", "kept", "prototype", "official template"),
        [
            (row.what, row.hold, row.measured, "yes" if row.kept else "**no**", row.prototype, row.template)
            for row in rows
        ],
    )
