"""Vectors of meaning, compared in memory: a person has a few hundred at most.

They are folded to 256 numbers (a count sketch: each number of the model is added to a fixed place under a fixed
sign), which keeps angles to about 0.06 and makes a comparison, and what is decrypted for it, six times smaller.
"""

from __future__ import annotations

import math
import random
from array import array
from collections.abc import Sequence
from functools import lru_cache
from operator import mul

SIZE = 256


def packed(vector: Sequence[float]) -> bytes:
    """As a row keeps it: folded, and brought to length 1."""
    if len(vector) > SIZE:
        folded = [0.0] * SIZE
        for place, value in enumerate(map(mul, vector, _signs(len(vector)))):
            folded[place % SIZE] += value
        vector = folded
    length = math.sqrt(math.fsum(value * value for value in vector)) or 1.0
    return array("f", (value / length for value in vector)).tobytes()


def nearness(query: bytes | None, stored: bytes | None) -> float:
    """The cosine of two that the same model made; 0 where there is none to compare."""
    if query is None or stored is None or len(query) != len(stored):
        return 0.0
    return float(sum(map(mul, array("f", query), array("f", stored))))


@lru_cache(maxsize=4)
def _signs(size: int) -> tuple[float, ...]:
    # The seed is part of the format of what is stored.
    signs = random.Random(256)
    return tuple(1.0 if signs.getrandbits(1) else -1.0 for _ in range(size))
