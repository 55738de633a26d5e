"""The crisis gate over several lines: a call for help may be cut into pieces, none of which says anything by itself."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence

from relove.domains.conversations.crisis import CrisisHit, assess
from relove.domains.conversations.folding import MAX_CHARS
from relove.domains.conversations.schemas import TurnView

SHORTLY = datetime.timedelta(minutes=2)
"""Who goes on after so long begins something new."""
_LAST_WORDS, _FIRST_WORDS = 4, 8
"""So short are the end and the beginning of a sentence that an answer came between."""
_WEIGHED = "weighed"


def danger_in(texts: Iterable[str], together: Sequence[str] = ()) -> CrisisHit | None:
    """The first danger sign in a text by itself, else in the lines that were said together, as one.

    As one sentence: where people mean a full stop they write it.
    """
    alone = next((hit for text in texts if (hit := assess(text))), None)
    if alone is not None or len(together) < 2:
        return alone
    return next((hit for text in _joined(together) if (hit := assess(text))), None)


def danger_across(before: TurnView | None, lines: Sequence[str], now: datetime.datetime) -> CrisisHit | None:
    """A sign in what ends what the person said just before, though an answer came between.

    Only where both are pieces, and by the rules alone: over two answers of one talk anything can be read.
    """
    if before is None or before.in_care or now - before.created_at > SHORTLY:
        return None
    begun, rest = before.text.rstrip(), " ".join(lines)
    pieces = len(begun.split()) <= _FIRST_WORDS and len(rest.split()) <= _LAST_WORDS
    if not pieces or begun.endswith((".", "!", "?", "…", ")")) or assess(begun) is not None:
        return None
    hit = assess(f"{begun} {rest}")
    return None if hit is None or hit.code == _WEIGHED else hit


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """All as one; where that is more than is ever read at once, each with the next."""
    whole = " ".join(lines)
    if len(whole) <= MAX_CHARS:
        yield whole
        return
    for one, other in itertools.pairwise(lines):
        yield f"{one[-MAX_CHARS // 2 :]} {other[: MAX_CHARS // 2]}"
