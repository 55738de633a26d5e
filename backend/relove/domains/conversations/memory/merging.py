"""Joins what a reflection found with what is remembered: nothing twice, nothing that was taken out. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import msgspec

from relove.domains.conversations.memory.marks import KeptOut
from relove.domains.conversations.memory.schemas import JOIN, Candidate, Remembered
from relove.domains.conversations.memory.words import overlap, stems

_ALIKE = 0.7
_TURNS = 12
"""Sources that a row names; more say nothing new."""
MOST = {"fact": 200, "element": 120, "pattern": 100, "contradiction": 60}
"""Rows of a kind. Where there are as many, a new one takes the place of the oldest of the least certain."""
_SURER = 0.05


class Merged(msgspec.Struct):
    """What to write: new rows, rows that changed, and rows that gave way to new ones."""

    new: list[Candidate]
    changed: list[Remembered]
    gone: list[Remembered]


def merged(
    rows: Sequence[Remembered], found: Sequence[Candidate], out: KeptOut, session_id: uuid.UUID
) -> Merged:
    """Each thing once. A row that the person corrected takes on sources, never other words, and never gives way."""
    result = Merged([], [], [])
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.kind] = counts.get(row.kind, 0) + 1
    for one in found:
        if out.forbids(one.turn_ids, *one.quote.split(JOIN), one.text):
            continue
        there = (row for row in rows if row not in result.gone)
        known = next((row for row in there if _same(row, one, session_id)), None)
        if known is not None:
            if _joined(known, one) and known not in result.changed:
                result.changed.append(known)
            continue
        twin = next((other for other in result.new if _twins(other, one)), None)
        if twin is not None:
            _join(twin, one)
        else:
            result.new.append(msgspec.structs.replace(one, turn_ids=list(one.turn_ids)[:_TURNS]))
            counts[one.kind] = counts.get(one.kind, 0) + 1
            if counts[one.kind] > MOST.get(one.kind, 1000):
                counts[one.kind] -= 1
                _give_way(rows, one, result)
    return result


def _give_way(rows: Sequence[Remembered], one: Candidate, result: Merged) -> None:
    """Room for the last of the new ones; where the person decided on every row of its kind, there is none."""
    may_go = [
        row
        for row in rows
        if row.kind == one.kind
        and row.status == "active"
        and row not in result.changed
        and row not in result.gone
    ]
    if may_go:
        result.gone.append(min(may_go, key=lambda row: (row.confidence, row.at, row.id)))
    else:
        result.new.pop()


def _same(row: Remembered, one: Candidate, session_id: uuid.UUID) -> bool:
    if row.kind != one.kind or row.key != one.key:
        return False
    if row.kind in ("insight", "core_issue"):
        return True
    if row.kind == "pattern":
        return row.session_id == session_id
    return _alike(row.quote, one.quote) or _alike(row.text, one.text)


def _twins(one: Candidate, other: Candidate) -> bool:
    if one.kind != other.kind or one.key != other.key:
        return False
    return one.kind in ("insight", "core_issue", "pattern") or _alike(one.quote, other.quote)


def _alike(one: str, other: str) -> bool:
    return one == other or overlap(stems(one), stems(other)) >= _ALIKE


def _joined(row: Remembered, one: Candidate) -> bool:
    before = (list(row.turn_ids), row.quote, row.confidence)
    added = [turn for turn in one.turn_ids if turn not in row.turn_ids]
    # A core issue that shows more clearly elsewhere is told by those words.
    better = (
        row.status == "active" and row.kind in ("insight", "core_issue") and one.confidence > row.confidence
    )
    if better:
        row.text, row.quote, row.vector = one.text, one.quote, one.vector
        # The quotation's own turn stands first.
        row.turn_ids = [*one.turn_ids, *(turn for turn in row.turn_ids if turn not in one.turn_ids)][:_TURNS]
    else:
        row.turn_ids = [*row.turn_ids, *added][:_TURNS]
    if added:
        row.confidence = min(0.99, max(row.confidence, one.confidence) + _SURER)
    return before != (row.turn_ids, row.quote, row.confidence)


def _join(twin: Candidate, one: Candidate) -> None:
    turns = [*twin.turn_ids, *(turn for turn in one.turn_ids if turn not in twin.turn_ids)]
    if one.confidence > twin.confidence:
        twin.text, twin.quote, twin.vector = one.text, one.quote, one.vector
        turns = [*one.turn_ids, *(turn for turn in twin.turn_ids if turn not in one.turn_ids)]
    if len(turns) > len(twin.turn_ids):
        twin.confidence = min(0.99, max(twin.confidence, one.confidence) + _SURER)
    twin.turn_ids = turns[:_TURNS]
