"""The crisis set: how many dangers the rules see without any model, and how often they cry for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from relove.domains.conversations.crisis import CrisisHit, assess, suspicious

Part = Literal["dev", "held_out", "sealed", "others"]
__all__ = ["Figures", "Line", "Part", "all_lines", "lines", "measure", "part_named", "suspicious"]
PARTS: tuple[Part, ...] = ("dev", "held_out", "sealed")
NO_DANGER = "none"
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_HERE = Path(__file__).parent


class Line(msgspec.Struct, frozen=True):
    """One line of a person, and what it is."""

    text: str
    category: str
    language: str
    part: Part

    @property
    def dangerous(self) -> bool:
        """Whether the gate has to see it."""
        return self.category != NO_DANGER


class Figures(msgspec.Struct, frozen=True):
    """What the gate did with a set of lines."""

    dangers: int
    missed: tuple[Line, ...]
    harmless: int
    false_alarms: tuple[Line, ...]
    misnamed: tuple[tuple[Line, CrisisHit], ...]

    @property
    def recall(self) -> float:
        """Share of dangers that were seen."""
        return 1 - len(self.missed) / self.dangers

    @property
    def false_alarm_rate(self) -> float:
        """Share of harmless lines that were taken for danger."""
        return len(self.false_alarms) / self.harmless


@lru_cache
def lines(part: Part) -> tuple[Line, ...]:
    """The lines of one part of the set."""
    if part == "others":
        return by_others()
    file = _HERE / f"crisis_{part}.yaml"
    known = msgspec.yaml.decode(file.read_bytes(), type=dict[str, dict[str, list[str]]])
    return tuple(
        Line(text, category, language, part)
        for language, categories in known.items()
        for category, texts in categories.items()
        for text in texts
    )


def by_others() -> tuple[Line, ...]:
    """Lines of authors who knew neither a rule nor what the weights were learned from, nor each other.

    Lot a is left out: the rules were mended on it.
    """
    return tuple(
        Line(text, category, "ru" if _CYRILLIC.search(text) else "en", "others")
        for lot in "bcde"
        for text, category in tabbed(_HERE / "crisis_others" / f"{lot}.tsv")
    )


def tabbed(file: Path) -> Iterator[tuple[str, str]]:
    """Text and category of each row `category<TAB>text`."""
    for row in file.read_text(encoding="utf-8").splitlines():
        category, tab, text = row.partition("\t")
        if tab and not row.startswith("#"):
            yield text, category


def all_lines() -> Iterator[Line]:
    """The whole set."""
    for part in PARTS:
        yield from lines(part)


def measure(chosen: tuple[Line, ...], gate: Callable[[str], CrisisHit | None] = assess) -> Figures:
    """What a gate does with these lines."""
    seen = [(line, gate(line.text)) for line in chosen]
    dangers = [(line, hit) for line, hit in seen if line.dangerous]
    harmless = [(line, hit) for line, hit in seen if not line.dangerous]
    return Figures(
        dangers=len(dangers),
        missed=tuple(line for line, hit in dangers if hit is None),
        harmless=len(harmless),
        false_alarms=tuple(line for line, hit in harmless if hit is not None),
        misnamed=tuple(
            (line, hit) for line, hit in dangers if hit is not None and hit.category != line.category
        ),
    )


def part_named(name: str) -> Part:
    """A part by its name."""
    if name not in (*PARTS, "others"):
        raise ValueError(name)
    return name
