"""Finds a statement and its denial, by words. Pure; only plain cases, for a wrong "you said otherwise" hurts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import msgspec

from relove.domains.conversations.memory.lexicon import (
    ABSOLUTE,
    CLAUSES,
    NEGATIONS,
    OPPOSITES,
    OTHER_TIMES,
)
from relove.domains.conversations.memory.schemas import JOIN, Candidate, Remembered
from relove.domains.conversations.memory.words import (
    overlap,
    plain_words,
    sentences,
    shortened,
    speaks_of_self,
    stem,
    stems,
)
from relove.domains.conversations.reflection.schemas import Said

CONFIDENCE = 0.6
_ALIKE = 0.75


class _Statement(msgspec.Struct, frozen=True):
    turn_id: uuid.UUID
    quote: str
    said: frozenset[str]
    denies: bool
    absolute: bool


def contradictions(turns: Sequence[Said], remembered: Sequence[Remembered], stage: str) -> list[Candidate]:
    """Pairs of a new statement with an earlier one, of another turn."""
    earlier = [
        statement
        for row in remembered
        if row.kind in ("fact", "element", "insight") and row.status == "active" and row.turn_ids
        for statement in _statements(row.turn_ids[0], row.quote)
    ]
    found = []
    for turn in turns:
        here = _statements(turn.id, turn.text)
        for later in here:
            against = next((one for one in earlier if _deny(one, later)), None)
            if against is not None:
                quote = f"{against.quote}{JOIN}{later.quote}"
                found.append(
                    Candidate(
                        "contradiction",
                        None,
                        stage,
                        quote,
                        quote,
                        [against.turn_id, later.turn_id],
                        CONFIDENCE,
                        "rules",
                    )
                )
        earlier += here
    return found


def _deny(one: _Statement, other: _Statement) -> bool:
    if one.turn_id == other.turn_id or one.denies == other.denies:
        return False
    shared = overlap(one.said, other.said)
    if one.absolute or other.absolute:
        return shared == 1.0
    return len(one.said & other.said) >= 2 and shared >= _ALIKE


def _statements(turn_id: uuid.UUID, text: str) -> list[_Statement]:
    found = []
    for sentence in sentences(text):
        if sentence.asks:
            continue
        for clause in CLAUSES.split(sentence.text):
            statement = _statement(turn_id, clause)
            if statement is not None:
                found.append(statement)
    return found


def _statement(turn_id: uuid.UUID, clause: str) -> _Statement | None:
    words = plain_words(clause)
    if not speaks_of_self(words) or OTHER_TIMES & set(words):
        return None
    # A double "never ... not" is one denial.
    denies = any(word in NEGATIONS for word in words)
    said = set(stems(" ".join(word for word in words if word not in NEGATIONS and word not in ABSOLUTE)))
    for plain, opposite in _opposites():
        if opposite in said:
            said.remove(opposite)
            said.add(plain)
            denies = not denies
            break
    if not said:
        return None
    absolute = any(word in ABSOLUTE for word in words)
    return _Statement(turn_id, shortened(clause), frozenset(said), denies, absolute)


def _opposites() -> list[tuple[str, str]]:
    return [(stem(plain), stem(opposite)) for plain, opposite in OPPOSITES]
