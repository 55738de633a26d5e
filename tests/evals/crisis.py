"""The crisis set: how many dangers the rules see without any model, and how often they cry for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from relove.domains.conversations.crisis import CrisisHit, assess, suspicious

Part = Literal["dev", "held_out", "sealed"]
__all__ = ["Figures", "Line", "Part", "all_lines", "lines", "measure", "part_named", "suspicious"]
PARTS: tuple[Part, ...] = ("dev", "held_out", "sealed")
NO_DANGER = "none"
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
    file = _HERE / f"crisis_{part}.yaml"
    known = msgspec.yaml.decode(file.read_bytes(), type=dict[str, dict[str, list[str]]])
    return tuple(
        Line(text, category, language, part)
        for language, categories in known.items()
        for category, texts in categories.items()
        for text in texts
    )


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
    if name not in PARTS:
        raise ValueError(name)
    return name
