"""Sums up the older part of a long session in the person's own words, where no model does. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from relove.domains.conversations.quoting import quotes_of
from relove.domains.conversations.reflection.schemas import Said

KEPT_TURNS = 20
"""The last turns go into a prompt as they are."""
ROLL_AT = 12
"""So many turns more, and they are summed up."""
MOST_TURNS = 40
"""Summed up at once."""
_CHARS = 900
_EACH_TIME = 6


def wait_to_be_rolled(rolled_upto: int, turn_count: int) -> int:
    """Up to which number the older part is to be summed up now; 0 for not yet."""
    upto = turn_count - KEPT_TURNS
    return min(upto, rolled_upto + MOST_TURNS) if upto - rolled_upto >= ROLL_AT else 0


def rolled(previous: str | None, turns: Sequence[Said]) -> str | None:
    """Quotations, one a line, the fullest of each part; grown too long, every second of the older ones goes."""
    lines = [line for line in (previous or "").splitlines() if line]
    lines += quotes_of((turn.text for turn in turns if turn.usable), _EACH_TIME)
    while sum(map(len, lines)) > _CHARS and len(lines) > 2:
        half = len(lines) // 2
        lines = [*lines[:half:2], *lines[half:]] if half > 1 else lines[1:]
    return "\n".join(lines) or None
