"""Keeps out what a person took out, without keeping the words: keyed fingerprints of stems, and the turns behind them.

The key is made for each mark and kept inside the encrypted column, so a mark tells nothing without the database's keys.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from relove.domains.conversations.memory.words import sentences, stems

_PRINT = 8
_SAME_TURN = 0.34
_ELSEWHERE = 0.6
_RETOLD = 0.5


class _Stored(msgspec.Struct, array_like=True):
    """As a row keeps it: one list of fingerprints for the quotation, one for what was understood."""

    key: bytes
    prints: list[list[bytes]]


class Mark(msgspec.Struct, frozen=True):
    """One thing that is kept out."""

    turn_ids: frozenset[uuid.UUID]
    key: bytes
    prints: tuple[frozenset[bytes], ...]


def made(*texts: str, without: str = "") -> bytes:
    """Fingerprints of these texts, but for what the other one says too."""
    key = os.urandom(16)
    left = stems(without)
    each = [{_print(key, stem) for stem in stems(text) - left} for text in texts]
    return msgspec.msgpack.encode(_Stored(key, [sorted(one) for one in each if one]))


def added(old: bytes | None, new: bytes) -> bytes:
    """A row that was corrected more than once keeps out each of its former wordings."""
    kept = msgspec.msgpack.decode(old, type=list[_Stored]) if old else []
    return msgspec.msgpack.encode([*kept, msgspec.msgpack.decode(new, type=_Stored)])


def read(stored: bytes, turn_ids: Iterable[uuid.UUID]) -> list[Mark]:
    """Back from a row."""
    return [
        Mark(frozenset(turn_ids), one.key, tuple(frozenset(prints) for prints in one.prints))
        for one in msgspec.msgpack.decode(stored, type=list[_Stored])
    ]


class KeptOut:
    """Everything that one person took out."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = tuple(marks)

    def __bool__(self) -> bool:
        return bool(self._marks)

    def forbids(self, turn_ids: Iterable[uuid.UUID], *texts: str) -> bool:
        """Is this what was taken out, perhaps in other words? From the same turn a third of the words is enough."""
        turns = frozenset(turn_ids)
        return any(
            _alike(mark, prints, stems(text), same_turn=bool(turns & mark.turn_ids))
            for mark in self._marks
            for prints in mark.prints
            for text in texts
        )

    def tells(self, *texts: str) -> bool:
        """Does one of the texts hold most of the words of what was taken out?"""
        return any(
            _tells(mark, prints, stems(text))
            for mark in self._marks
            for prints in mark.prints
            for text in texts
        )

    def without(self, text: str) -> str:
        """The text without the sentences that tell it."""
        if not self._marks:
            return text
        for sentence in sentences(text):
            if self.tells(sentence.text):
                text = text.replace(sentence.text, "")
        return "\n".join(line for line in map(_tidy, text.splitlines()) if line)


def _tidy(line: str) -> str:
    """Without the gaps, and without the half of a pair of marks, that a sentence left behind."""
    whole = line if line.count("**") % 2 == 0 else line.replace("**", "")
    return " ".join(whole.split())


def _alike(mark: Mark, prints: frozenset[bytes], said: frozenset[str], *, same_turn: bool) -> bool:
    hits = sum(_print(mark.key, stem) in prints for stem in said)
    if not hits:
        return False
    cover, share = hits / len(prints), hits / len(said)
    if same_turn:
        return max(cover, share) >= _SAME_TURN
    return (hits > 1 or len(prints) == 1) and (cover >= _ELSEWHERE or (hits > 1 and share >= _ELSEWHERE))


def _tells(mark: Mark, prints: frozenset[bytes], said: frozenset[str]) -> bool:
    hits = sum(_print(mark.key, stem) in prints for stem in said)
    return hits > 0 and hits / len(prints) >= _RETOLD


def _print(key: bytes, stem: str) -> bytes:
    return blake2b(stem.encode(), key=key, digest_size=_PRINT).digest()
