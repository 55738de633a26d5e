"""A call for help cut into pieces is heard as one; ordinary lines that stand beside each other are no danger."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Sequence

from relove.domains.conversations.crisis import assess
from relove.domains.conversations.lines import SHORTLY, danger_across, danger_in
from relove.domains.conversations.schemas import TurnView
from tests.evals import crisis

NOW = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


def turn(text: str, *, ago: datetime.timedelta = datetime.timedelta(), in_care: bool = False) -> TurnView:
    at = NOW - ago
    return TurnView(uuid.uuid4(), uuid.uuid4(), "person", text, at, "bot", None, [], in_care=in_care)


def cut(text: str, pieces: int, chance: random.Random) -> list[str]:
    words = text.split()
    places = sorted(chance.sample(range(1, len(words)), pieces - 1))
    return [" ".join(words[a:b]) for a, b in zip([0, *places], [*places, len(words)], strict=True)]


def short_pairs(count: int) -> list[tuple[str, str]]:
    """Two ordinary lines of one language that have nothing to do with each other."""
    chance = random.Random(7)
    lines = [text for text, _ in crisis.tabbed(crisis._HERE / "crisis_others" / "short.tsv")]
    pools = [[line for line in lines if crisis.language_of(line) == language] for language in ("ru", "en")]
    pairs = [tuple(chance.sample(pools[place % 2], 2)) for place in range(count)]
    return [(one, other) for one, other in pairs if not assess(one) and not assess(other)]


def test_what_is_seen_whole_is_seen_in_pieces() -> None:
    chance = random.Random(5)
    dangers = [
        line.text for line in crisis.lines("held_out") if line.dangerous and 3 <= len(line.text.split()) <= 14
    ]
    seen = [text for text in dangers if assess(text)]
    assert len(seen) > 100
    heard: list[bool] = []
    alone: list[bool] = []
    for place, text in enumerate(seen):
        pieces = cut(text, 2 + place % 2, chance)
        alone.append(danger_in(pieces) is not None)
        heard.append(danger_in(pieces, pieces) is not None)
    assert sum(heard) >= 0.98 * len(seen)
    # Line by line a good part of them would be missed.
    assert sum(alone) < 0.8 * len(seen)


def test_ordinary_lines_beside_each_other_are_seldom_taken_for_danger() -> None:
    pairs = short_pairs(200)
    assert sum(danger_in(pair, pair) is not None for pair in pairs) <= 0.02 * len(pairs)
    across = [danger_across(turn(one), [other], NOW) for one, other in pairs]
    assert sum(hit is not None for hit in across) <= 0.005 * len(pairs)


def test_across_an_answer_only_fresh_pieces_count() -> None:
    def heard(before: TurnView | None, *lines: str) -> bool:
        return danger_across(before, lines, NOW) is not None

    begun = "я больше не хочу"
    assert heard(turn(begun), "жить") and heard(turn(begun, ago=SHORTLY), "просто", "жить")
    assert not heard(None, "жить")
    assert not heard(turn(begun, ago=SHORTLY + datetime.timedelta(seconds=1)), "жить")
    assert not heard(turn(begun, in_care=True), "жить")
    assert not heard(turn("Не вижу смысла."), "жить")
    assert not heard(turn(begun), "жить с родителями, и поэтому ищу квартиру")
    # What was danger by itself was met when it was said.
    assert not heard(turn("я хочу умереть"), "да")


def test_more_lines_than_are_read_at_once_are_read_pair_by_pair() -> None:
    dull: Sequence[str] = ["мы пили чай и говорили о погоде " * 100] * 2
    lines = [*dull, "я больше не хочу", "жить", *dull]
    assert danger_in(lines, lines) is not None
    assert danger_in(dull, dull) is None
