"""Reads the rules of the crisis gate: sections of text become folded patterns."""

from __future__ import annotations

import re
from typing import NamedTuple

from relove.domains.content.schemas import CareCategory
from relove.domains.conversations.folding import fold_english, fold_russian

_GAP = r"(?: \w+){0,3}? "
CYRILLIC_RUN = re.compile(r"[а-яё]+")
_LATIN_RUN = re.compile(r"(?<!\\)[a-z]+")
_HEADING = re.compile(r"^\[(\w*)\]$", re.MULTILINE)
_SHARED_PIECE = re.compile(r"<([A-Z_]+)>")


class Rule(NamedTuple):
    """One sign."""

    category: CareCategory
    code: str
    pattern: re.Pattern[str]


class Meeting(NamedTuple):
    """Signs that have to stand in one sentence, and what speaks against them."""

    category: CareCategory
    code: str
    signs: tuple[re.Pattern[str], ...]
    against: re.Pattern[str] | None


class RuleCompiler:
    """Reads the rules of one language."""

    def __init__(self, shared: str, russian: bool) -> None:
        self._fold = fold_russian if russian else fold_english
        self._runs = CYRILLIC_RUN if russian else _LATIN_RUN
        self._shared: dict[str, str] = {}
        for name, piece in entries(shared):
            self._shared[name] = self._spelled_out(piece)

    def rules(self, category: CareCategory, *texts: str) -> list[Rule]:
        """Every rule of these texts, compiled."""
        return [Rule(category, code, self.pattern(rule)) for text in texts for code, rule in entries(text)]

    def masks(self, text: str) -> tuple[re.Pattern[str], ...]:
        """Each mask by itself, in the order of the text."""
        return tuple(self.pattern(mask) for _, mask in entries(text))

    def words(self, text: str) -> re.Pattern[str]:
        """One list of words."""
        return self.pattern("|".join(entry for _, entry in entries(text)))

    def meetings(
        self, signs: str, meetings: tuple[tuple[CareCategory, str, tuple[str, ...], str | None], ...]
    ) -> tuple[Meeting, ...]:
        """Signs by name, compiled once, and which of them have to meet."""
        known = {name: self.pattern(sign) for name, sign in entries(signs)}
        return tuple(
            Meeting(category, code, tuple(known[name] for name in names), known[against] if against else None)
            for category, code, names, against in meetings
        )

    def pattern(self, rule: str) -> re.Pattern[str]:
        """A rule as it is matched: whole words of folded text."""
        spelled = self._spelled_out(rule)
        folded = self._runs.sub(lambda run: self._fold(run.group()), spelled).replace("~", _GAP)
        return re.compile(rf"(?<!\w)(?:{folded})(?!\w)")

    def _spelled_out(self, rule: str) -> str:
        return _SHARED_PIECE.sub(lambda piece: self._shared[piece.group(1)], rule)


def entries(text: str) -> list[tuple[str, str]]:
    """Sections of a text: the heading, and what stands under it."""
    parts = _HEADING.split(text)[1:]
    return [(code, rule.replace("\n", "")) for code, rule in zip(parts[::2], parts[1::2], strict=True)]
