"""Vectors of meaning: kept as four bytes a number, compared in memory. A person has a few hundred at most."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from operator import mul


def packed(vector: Sequence[float]) -> bytes:
    """As a row keeps it, brought to length 1."""
    length = math.sqrt(math.fsum(value * value for value in vector)) or 1.0
    return array("f", (value / length for value in vector)).tobytes()


def nearness(query: bytes | None, stored: bytes | None) -> float:
    """The cosine of two that the same model made; 0 where there is none to compare."""
    if query is None or stored is None or len(query) != len(stored):
        return 0.0
    return float(sum(map(mul, array("f", query), array("f", stored))))
