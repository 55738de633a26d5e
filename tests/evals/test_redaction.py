"""The gate: how much personal data a model would see, and how much is taken out of a text without need."""

from pathlib import Path

import pytest

from tests.evals.redaction_lines import outcome, read_lines

FILES = [Path(__file__).with_name(f"redaction_{language}.txt") for language in ("ru", "en")]
LEAST_RECALL = 0.95
MOST_NEEDLESS = 0.03


def test_the_set_is_large_enough_to_say_anything() -> None:
    lines = [line for path in FILES for line in read_lines(path)]
    assert len(lines) >= 200
    assert sum(not line.pieces for line in lines) >= 60
    assert {line.language for line in lines} == {"ru", "en"}


def test_personal_data_is_replaced_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for path in FILES for line in read_lines(path)]
    outcomes = [(line, outcome(line)) for line in lines]
    negatives = sum(not line.pieces for line in lines)
    pieces = sum(len(line.pieces) for line in lines)
    passed = [(piece, line.text) for line, made in outcomes for piece in made.passed]
    needless = [(places, line.text) for line, made in outcomes if (places := made.needless)]
    # Against the lines that hold nothing only: the stricter way to count.
    recall, false_rate = 1 - len(passed) / pieces, len(needless) / negatives
    with capsys.disabled():
        print(f"\nredaction: {len(lines)} lines ({negatives} without data), {pieces} pieces:", end=" ")
        print(f"recall {recall:.1%}, needless {false_rate:.1%}")
    assert recall >= LEAST_RECALL, passed
    assert false_rate <= MOST_NEEDLESS, needless
    assert all(made.restored for _, made in outcomes)
