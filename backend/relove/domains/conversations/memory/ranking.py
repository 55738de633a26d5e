"""What to recall before a reply: by nearness in meaning, shared words and recency. Pure."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence

from relove.domains.conversations.memory.schemas import (
    JOIN,
    Contradiction,
    PatternSeen,
    Recollection,
    Remembered,
)
from relove.domains.conversations.memory.vectors import nearness
from relove.domains.conversations.memory.words import shortened, stems

LINE_CHARS = 140
_HALF_LIFE_DAYS = 14.0
_CONTRADICTIONS, _PATTERNS = 2, 3
_PRIOR = {"fact": 0.2, "element": 0.08, "insight": 0.05}
"""What somebody told of their life is asked for in more situations than what they saw in one."""


def recollected(
    rows: Sequence[Remembered],
    text: str,
    vector: bytes | None,
    now: datetime.datetime,
    limit: int,
) -> Recollection:
    """The best lines, the newest contradictions that were not named yet, the newest patterns, and the core issue."""
    newest = sorted(rows, key=lambda row: (row.at, row.id), reverse=True)
    core = next((row for row in newest if row.kind == "core_issue"), None)
    patterns: dict[str, str] = {}
    for row in newest:
        if row.kind == "pattern" and row.key:
            patterns.setdefault(row.key, shortened(row.quote, LINE_CHARS))
    return Recollection(
        lines=_lines([row for row in newest if row.kind in _PRIOR], text, vector, now, limit),
        contradictions=unnamed(newest)[:_CONTRADICTIONS],
        patterns=tuple(PatternSeen(code, quote) for code, quote in patterns.items())[:_PATTERNS],
        core_issue=shortened(core.quote, LINE_CHARS) if core else None,
        named_at=max((row.named_at for row in rows if row.named_at is not None), default=None),
    )


def unnamed(rows: Iterable[Remembered]) -> tuple[Contradiction, ...]:
    """Those of the rows that are contradictions and were not named to the person, in their order."""
    return tuple(
        _contradiction(row)
        for row in rows
        if row.kind == "contradiction" and row.named_at is None and JOIN in row.quote
    )


def _lines(
    rows: Sequence[Remembered], text: str, vector: bytes | None, now: datetime.datetime, limit: int
) -> tuple[str, ...]:
    wanted = stems(text)
    known = [(row, stems(f"{row.quote} {row.text}")) for row in rows]
    # A word that stands in every line tells nothing.
    frequency: dict[str, int] = {}
    for _, said in known:
        for stem in said & wanted:
            frequency[stem] = frequency.get(stem, 0) + 1
    weight = {stem: math.log(1 + len(known) / count) for stem, count in frequency.items()}
    most = sum(sorted(weight.values(), reverse=True)[:3]) or 1.0

    def score(row: Remembered, said: frozenset[str]) -> float:
        shared = min(1.0, sum(weight[stem] for stem in said & wanted) / most)
        days = max(0.0, (now - row.at).total_seconds() / 86400)
        return (
            max(nearness(vector, row.vector), shared)
            + 0.25 * math.exp2(-days / _HALF_LIFE_DAYS)
            + _PRIOR[row.kind]
        )

    chosen: dict[str, None] = {}
    for row, _ in sorted(known, key=lambda pair: score(*pair), reverse=True):
        chosen.setdefault(shortened(row.quote, LINE_CHARS))
        if len(chosen) == limit:
            break
    return tuple(chosen)


def _contradiction(row: Remembered) -> Contradiction:
    earlier, _, later = row.quote.partition(JOIN)
    return Contradiction(shortened(earlier, LINE_CHARS), shortened(later, LINE_CHARS), row.id)
