"""For what the rules have no words: a message is weighed by its pieces, as thousands of written ones taught.

Nothing here learns: `python -m tests.evals.teaching` makes the weights. The same text always weighs the same.
A linear classifier over TF-IDF of words and of letters within words (Joachims 1998; scikit-learn's LinearSVC).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from math import sqrt
from typing import NamedTuple

from relove.domains.content.schemas import CareCategory
from relove.domains.conversations.folding import Folded

CATEGORIES: tuple[CareCategory, ...] = ("self_harm", "harm_to_others", "abuse", "psychosis", "minor")
FILE = "crisis_weights.tsv"
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
# What one of the languages has in nearly every line; the Russian words as they are typed in Latin letters.
_ENGLISH = re.compile(r"\b(?:the|im|to|and|my|is|it|of|in|you|me|he|she|not|for|that|was|with|at|so|just)\b")
_RUSSIAN = re.compile(
    r"\b(?:ya|ja|ne|na|chto|shto|ona|menya|mne|mnya|kak|vse|vsyo|eto|tak|uzhe|moy|moya|po)\b"
)
_WORDS = range(1, 4)
_LETTERS = range(2, 6)
# Fewer words are left to the rules: a single one would weigh too much.
_LEAST_WORDS = 5
# About one ordinary message in twenty weighs as much: a second look at it costs a model's call.
_DOUBT = 0.2


class Weights(NamedTuple):
    """Of each piece: its rarity, that times its weight for danger, and its weights for the categories."""

    bias: float
    alarm: float
    """From here on a message is a danger."""
    pieces: dict[str, tuple[float, float, tuple[tuple[int, float], ...]]]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """What was learned, from the file beside this one."""
    head, *rows = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8").splitlines()
    bias, alarm = (float(field) for field in head.split("\t")[1:])
    known = {}
    for row in rows:
        piece, rarity, weight, *categories = row.split("\t")
        named = tuple((int(field[0]), float(field[1:])) for field in categories)
        known[piece] = (float(rarity), float(rarity) * float(weight), named)
    return Weights(bias, alarm, known)


def danger(folded: Folded, text: str) -> CareCategory | None:
    """What the whole message most probably tells of, where it weighs enough."""
    line = view(folded, text)
    learned = weights()
    if len(line.split()) < _LEAST_WORDS:
        return None
    return _category(line, learned) if weigh(line, learned) >= learned.alarm else None


def doubtful(folded: Folded, text: str) -> bool:
    """Whether it weighs like a danger, be it too little for an alarm."""
    line = view(folded, text)
    return len(line.split()) >= _LEAST_WORDS and weigh(line, weights()) >= _DOUBT


def view(folded: Folded, text: str) -> str:
    """The message in the one language that it is written in."""
    if _CYRILLIC.search(text):
        return folded.russian
    as_typed = len(_RUSSIAN.findall(folded.english)) - len(_ENGLISH.findall(folded.english))
    return folded.russian if as_typed > 0 else folded.english


def pieces(line: str) -> Iterator[str]:
    """One to three words in a row, and two to five letters in a row within a word and its edges."""
    words = line.split()
    for size in _WORDS:
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])
    for word in set(words):
        edged = f"<{word}>"
        for size in _LETTERS:
            for start in range(len(edged) - size + 1):
                yield f"~{edged[start : start + size]}"


def weigh(line: str, learned: Weights) -> float:
    """How far from harmless (below 0) or into danger (above 0) the line is."""
    total, square = 0.0, 0.0
    for piece in set(pieces(line)):
        if (found := learned.pieces.get(piece)) is not None:
            rarity, weight, _ = found
            total += weight
            square += rarity * rarity
    return (total / sqrt(square) if square else 0.0) + learned.bias


def _category(line: str, learned: Weights) -> CareCategory:
    sums = [0.0] * len(CATEGORIES)
    for piece in set(pieces(line)):
        if (found := learned.pieces.get(piece)) is not None:
            for place, weight in found[2]:
                sums[place] += found[0] * weight
    return CATEGORIES[sums.index(max(sums))]
