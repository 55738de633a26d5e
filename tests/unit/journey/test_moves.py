"""Whether a change of stage is well founded: two turns that say so, and more certainty for a leap or a way back."""

from __future__ import annotations

import uuid

import pytest

from relove.domains.content.schemas import STAGE_KEYS as STAGES
from relove.domains.journey.rules import SURE, VERY_SURE, refusal_of
from relove.domains.journey.schemas import Cause, Move

TWO = (uuid.UUID(int=1), uuid.UUID(int=2))
NUMBERS = {key: number for number, key in enumerate(STAGES, start=1)}


def refused(
    to: int, before: int, confidence: float, cause: Cause = "assessment", turns: int = 2
) -> str | None:
    move = Move(STAGES[to - 1], cause, "model", TWO[:turns], confidence, uuid.UUID(int=3))
    return refusal_of(move, STAGES[before - 1], NUMBERS)


@pytest.mark.parametrize("step", [1, 2])
def test_one_or_two_stages_on_need_to_be_sure(step: int) -> None:
    assert refused(3 + step, 3, SURE) is None
    assert refused(3 + step, 3, SURE - 0.01) == "not_sure"


@pytest.mark.parametrize("to", [6, 9, 12, 2, 1])
def test_a_leap_and_a_way_back_need_to_be_very_sure(to: int) -> None:
    assert SURE < VERY_SURE
    assert refused(to, 3, VERY_SURE) is None
    assert refused(to, 3, VERY_SURE - 0.01) == "not_sure"


@pytest.mark.parametrize("cause", ["assessment", "diagnostic", "journey"])
def test_one_turn_moves_nobody(cause: Cause) -> None:
    assert refused(4, 3, 1.0, cause, turns=1) == "too_few_turns"


def test_the_persons_own_word_is_enough() -> None:
    assert refused(9, 3, 0.1, "person", turns=0) is None
