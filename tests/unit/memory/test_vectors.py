"""Vectors keep their angles when they are folded."""

import math
import random

from relove.domains.conversations.memory.vectors import SIZE, nearness, packed


def drawn(seed: int, size: int = 1536) -> list[float]:
    made = random.Random(seed)
    return [made.gauss(0, 1) for _ in range(size)]


def cosine(one: list[float], other: list[float]) -> float:
    product = math.fsum(a * b for a, b in zip(one, other, strict=True))
    return product / math.sqrt(math.fsum(a * a for a in one) * math.fsum(b * b for b in other))


def test_angles_stay() -> None:
    base = drawn(0)
    for share in (0.0, 0.3, 0.6, 0.9, 1.0):
        other = [share * a + (1 - share) * b for a, b in zip(base, drawn(1), strict=True)]
        assert abs(nearness(packed(base), packed(other)) - cosine(base, other)) < 0.2


def test_what_is_kept_is_small_and_of_length_one() -> None:
    assert len(packed(drawn(0))) == 4 * SIZE
    assert abs(nearness(packed(drawn(0)), packed(drawn(0))) - 1.0) < 1e-5
    assert len(packed([3.0, 4.0])) == 8


def test_of_another_model_there_is_nothing_to_compare() -> None:
    assert nearness(packed(drawn(0, 64)), packed(drawn(0, 128))) == 0.0
    assert nearness(None, packed(drawn(0))) == nearness(packed([0.0]), None) == 0.0


def test_the_same_on_every_machine() -> None:
    assert packed(drawn(7)) == packed(drawn(7))
