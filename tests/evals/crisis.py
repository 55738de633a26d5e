"""The crisis set: how many dangers the rules see without any model, and how often they cry for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from relove.domains.conversations.crisis import CrisisHit, assess, suspicious
from relove.domains.conversations.second_look import pieces_of

Part = Literal["dev", "held_out", "sealed", "others", "long"]
__all__ = ["Figures", "Line", "Part", "all_lines", "lines", "measure", "part_named", "suspicious"]
PARTS: tuple[Part, ...] = ("dev", "held_out", "sealed")
# Lot a is left out: the rules were mended on it. Those of f and g are long: a day is told, and one thing in it.
LOTS: dict[Part, str] = {"others": "bcde", "long": "fg"}
NO_DANGER = "none"
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_SENTENCES = re.compile(r"(?<=[.!?…]) ")
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
    if part in LOTS:
        return by_others(part)
    file = _HERE / f"crisis_{part}.yaml"
    known = msgspec.yaml.decode(file.read_bytes(), type=dict[str, dict[str, list[str]]])
    return tuple(
        Line(text, category, language, part)
        for language, categories in known.items()
        for category, texts in categories.items()
        for text in texts
    )


def by_others(part: Part) -> tuple[Line, ...]:
    """Lines of authors who knew neither a rule nor what the weights were learned from, nor each other."""
    return tuple(
        Line(text, category, language_of(text), part)
        for lot in LOTS[part]
        for text, category in tabbed(_HERE / "crisis_others" / f"{lot}.tsv")
    )


def among_ordinary_words() -> tuple[Line, ...]:
    """Ordinary messages, long and of a few words; and short plain signs before, in and after the long ones."""
    told: dict[str, list[str]] = {"ru": [], "en": []}
    for text, _ in tabbed(_HERE / "crisis_others" / "ordinary.tsv"):
        told[language_of(text)].append(text)
    short = [text for text, _ in tabbed(_HERE / "crisis_others" / "short.tsv")]
    found = [
        Line(text, NO_DANGER, language_of(text), "others") for text in (*told["ru"], *told["en"], *short)
    ]
    for number, (sign, category) in enumerate(tabbed(_HERE / "crisis_others" / "explicit.tsv")):
        language = language_of(sign)
        plain = sign.rstrip(" .")
        for step in range(3):
            message = told[language][(number + 29 * step) % len(told[language])]
            said = _SENTENCES.split(message)
            middle = len(said) // 2
            placed = (
                f"{plain}. {message}",
                " ".join([*said[:middle], f"{plain}.", *said[middle:]]),
                f"{message} {plain}.",
            )
            found += [Line(text, category, language, "others") for text in placed]
    return tuple(found)


def looked_at_again(lot: Literal["ordinary", "short"]) -> tuple[int, int]:
    """Of the ordinary messages (long ones, or of a few words) those with a reason for a second look, and all.

    Their reply is held back until a model has looked.
    """
    texts = [text for text, _ in tabbed(_HERE / "crisis_others" / f"{lot}.tsv")]
    held = [text for text in texts if assess(text) is None and any(map(suspicious, pieces_of(text)))]
    return len(held), len(texts)


def language_of(text: str) -> str:
    """By its letters."""
    return "ru" if _CYRILLIC.search(text) else "en"


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
    if name not in (*PARTS, *LOTS):
        raise ValueError(name)
    return name
