"""Where a person stands on the path, by what they said. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from relove.domains.content.schemas import Stage
from relove.domains.conversations.memory.schemas import Candidate, Remembered
from relove.domains.conversations.reflection.schemas import Assessment, StageAnswer
from relove.domains.journey.rules import TURNS, enough

Turns = dict[str, set[uuid.UUID]]
"""Of one stage: each insight that was evidenced, and the turns behind it."""


def by_stage(
    found: Sequence[Candidate],
    remembered: Sequence[Remembered] = (),
    only: frozenset[uuid.UUID] | None = None,
) -> dict[str, Turns]:
    """Insights by stage; `only` those said in these turns."""
    result: dict[str, Turns] = {}
    everything: list[Candidate | Remembered] = [*found, *remembered]
    for one in everything:
        if one.kind != "insight" or not one.key:
            continue
        turns = {turn for turn in one.turn_ids if only is None or turn in only}
        if turns:
            stage, _, key = one.key.partition(".")
            result.setdefault(stage, {}).setdefault(key, set()).update(turns)
    return result


def ripe(stages: Sequence[Stage], here: str, seen: Assessment | None) -> frozenset[str]:
    """Stages whose insights count: up to one beyond where the person stands, or is seen to stand now."""
    numbers = {stage.key: stage.number for stage in stages}
    reached = max(numbers[here], numbers[seen.stage] if seen else 0)
    return frozenset(key for key, number in numbers.items() if number <= reached + 1)


def by_rules(
    stages: Sequence[Stage], here: str, ever: Mapping[str, Turns], lately: Mapping[str, Turns]
) -> Assessment | None:
    """The stage that follows from the evidence; None where the person stays, or there is too little to say.

    Two ways lead on: the stage is complete (all but one of its insights), or what was said lately speaks clearly of
    another stage and less of this one.
    """
    numbers = {stage.key: stage.number for stage in stages}
    elsewhere = _elsewhere(numbers, here, lately)
    onward = _onward(stages, numbers[here], ever)
    if elsewhere and onward and numbers[elsewhere.stage] <= numbers[onward.stage]:
        return onward
    return elsewhere or onward


def _onward(stages: Sequence[Stage], number: int, ever: Mapping[str, Turns]) -> Assessment | None:
    turns: dict[uuid.UUID, None] = {}
    reached = number
    seen = 0
    # Two stages at once at most: the next look sees to the rest.
    for stage in stages[number - 1 : number + 1]:
        shown = ever.get(stage.key, {})
        if stage.number == len(stages) or not enough(len(shown), len(stage.completes_by)):
            break
        turns |= dict.fromkeys(turn for those in shown.values() for turn in sorted(those))
        reached, seen = stage.number + 1, len(shown)
    if reached == number or len(turns) < TURNS:
        return None
    return Assessment(stages[reached - 1].key, tuple(turns), min(0.9, 0.5 + 0.1 * seen), "rules")


def _elsewhere(numbers: Mapping[str, int], here: str, lately: Mapping[str, Turns]) -> Assessment | None:
    def weight(key: str) -> tuple[int, int]:
        shown = lately.get(key, {})
        return len(shown), len({turn for turns in shown.values() for turn in turns})

    if not lately:
        return None
    # Of two that are alike the nearer one.
    best = max(lately, key=lambda key: (*weight(key), -abs(numbers[key] - numbers[here])))
    insights, turns = weight(best)
    if best == here or insights < 2 or turns < TURNS or weight(here) >= (insights, turns):
        return None
    ids = dict.fromkeys(turn for those in lately[best].values() for turn in sorted(those))
    confidence = min(0.95, 0.45 + 0.1 * insights + 0.05 * turns)
    return Assessment(best, tuple(ids), confidence, "rules")


def from_model(
    answer: StageAnswer, labels: Mapping[str, uuid.UUID], numbers: Mapping[str, int]
) -> Assessment | None:
    """A model's answer, where it names a stage and turns of the person that exist."""
    turns = dict.fromkeys(labels[label] for label in map(str.strip, answer.evidence) if label in labels)
    if answer.stage not in numbers or len(turns) < TURNS or not 0.0 <= answer.confidence <= 1.0:
        return None
    return Assessment(answer.stage, tuple(turns), answer.confidence, "model")
