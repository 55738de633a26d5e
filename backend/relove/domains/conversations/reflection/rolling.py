"""Sums up the older part of a long session in the person's own words, where no model does. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from relove.domains.conversations.memory.words import stems
from relove.domains.conversations.quoting import quote_of
from relove.domains.conversations.reflection.schemas import Said

KEPT_TURNS = 8
"""The last turns are not summed up. A prompt holds twenty as they are, and ten more come before the next look."""
ROLL_AT = 3
PORTION = 40
"""Turns that are summed up at once."""
MOST_TURNS = 240
_CHARS = 900
_EACH_TIME = 6


def due(rolled_upto: int, turn_count: int) -> int:
    """Up to which number the older part is to be summed up now; 0 for not yet."""
    upto = turn_count - KEPT_TURNS
    return min(upto, rolled_upto + MOST_TURNS) if upto - rolled_upto >= ROLL_AT else 0


def rolled(previous: str | None, turns: Sequence[Said]) -> str | None:
    """Quotations, one a line: of the new ones those that add the most. Grown too long, it loses what others say too."""
    lines = [line for line in (previous or "").splitlines() if line]
    new = [quote for quote in (quote_of(turn.text) for turn in turns if turn.usable) if quote]
    told: set[str] = set().union(*(stems(line) for line in lines))
    chosen: set[str] = set()
    for _ in range(min(_EACH_TIME, len(set(new)))):
        best = max((one for one in new if one not in chosen), key=lambda one: len(stems(one) - told))
        if not stems(best) - told:
            break
        chosen.add(best)
        told |= stems(best)
    lines += [quote for quote in dict.fromkeys(new) if quote in chosen]
    while sum(map(len, lines)) > _CHARS and len(lines) > 1:
        lines.remove(min(lines, key=lambda line: _alone(line, lines)))
    return "\n".join(lines) or None


def _alone(line: str, lines: Sequence[str]) -> int:
    """How many words only this line holds."""
    others: set[str] = set().union(*(stems(other) for other in lines if other is not line))
    return len(stems(line) - others)
