"""Pure rules of the path: where a stage stands on the map, and whether a change of stage is well founded."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from relove.domains.journey.schemas import Evidence, Move, OwnWords, StageState

SURE = 0.6
"""What an assessment needs to move a person one or two stages on."""
VERY_SURE = 0.8
"""What it needs for a jump of more than two stages, or backwards."""
FAR = 2
TURNS = 2
"""Turns of the person that speak for a change of stage."""
_FOUNDED = ("assessment", "diagnostic", "journey")


def state_on_path(number: int, current: int | None, finished_at: datetime.datetime | None) -> StageState:
    """How a stage stands by where the person is: who came back from further on has that ahead again."""
    if current is None:
        return "done" if finished_at is not None else "ahead"
    if number == current:
        return "current"
    return "done" if number < current else "ahead"


def days_on_path(since: datetime.datetime | None, now: datetime.datetime) -> int:
    """Days on the path, the first day counted; 0 before it begins."""
    return 0 if since is None else max(0, (now - since).days) + 1


def progress_bar(states: list[StageState]) -> str:
    """The path as a text bar: done, here, ahead."""
    marks = {"done": "✅", "current": "🔥", "ahead": "⚪️"}
    return "".join(marks[state] for state in states)


def seconds_on_stage(
    started_at: datetime.datetime,
    finished_at: datetime.datetime | None,
    resumed_at: datetime.datetime | None,
    seconds_before: int,
    now: datetime.datetime,
) -> int:
    """Time spent on a stage, over all visits."""
    visit = (finished_at or now) - (resumed_at or started_at)
    return seconds_before + max(0, int(visit.total_seconds()))


def refusal_of(move: Move, before: str | None, numbers: Mapping[str, int]) -> str | None:
    """Why a change of stage is not made, as a code; None where it is."""
    if move.to not in numbers:
        return "no_such_stage"
    if move.to == before:
        return "stands_there"
    if move.cause not in _FOUNDED:
        return None
    if len(set(move.turn_ids)) < TURNS:
        return "too_few_turns"
    if move.cause != "assessment":
        return None
    step = numbers[move.to] - (numbers[before] if before else 0)
    needed = VERY_SURE if step < 0 or step > FAR else SURE
    return None if (move.confidence or 0.0) >= needed else "not_sure"


def evidenced(insights: Sequence[str], stage: str, evidence: Iterable[Evidence]) -> dict[str, Evidence]:
    """Which insights of a stage the person has evidenced, by the insight's key."""
    wanted = {f"{stage}.{key}": key for key in insights}
    return {wanted[one.key]: one for one in evidence if one.kind == "insight" and one.key in wanted}


def enough(evidenced_count: int, listed: int) -> bool:
    """Is a stage complete? All but one of its insights, and two at least."""
    return evidenced_count >= max(2, listed - 1)


ENOUGH_SAID = 3
"""Turns on a stage after which finding nothing there is a finding."""
QUOTES = 3
"""The person's own words under one element of their story: the surest ones."""
SAID = 5
"""What else they said on a stage: the newest of it."""
_SAID_ON_STAGE = ("element", "pattern", "core_issue", "fact")


def completion(evidenced_count: int, listed: int, said: int) -> float | None:
    """The share of a stage's insights that the person has evidenced; None where too little was said to tell."""
    if not evidenced_count and said < ENOUGH_SAID:
        return None
    return evidenced_count / listed


def said_under(element: str, evidence: Iterable[Evidence]) -> list[OwnWords]:
    """The person's own words for an element of their story, in the order they were said."""
    found = [one for one in evidence if one.kind == "element" and one.key == element and one.quote]
    surest = sorted(found, key=lambda one: one.confidence, reverse=True)[:QUOTES]
    return [OwnWords(one.quote, list(one.turn_ids)) for one in sorted(surest, key=lambda one: one.at)]


def said_on(stage: str, evidence: Iterable[Evidence], told: Iterable[str]) -> list[OwnWords]:
    """What else the person said on a stage that is remembered, each once, in the order they said it."""
    known = set(told)
    newest: list[OwnWords] = []
    for one in sorted(evidence, key=lambda one: one.at, reverse=True):
        if one.stage == stage and one.kind in _SAID_ON_STAGE and one.quote and one.quote not in known:
            known.add(one.quote)
            newest.append(OwnWords(one.quote, list(one.turn_ids)))
    return newest[:SAID][::-1]
