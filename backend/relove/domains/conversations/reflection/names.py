"""Names of the jobs of reflection, which those who hint at them and those who run them agree on."""

from __future__ import annotations

from datetime import timedelta

REFLECT = "reflect"
"""Event: look at a session anew. Argument: its id. Hinted after each fifth turn of the person, at the end,
and after the first ones of a newcomer."""
REFLECT_EVERY = 5
"""Turns of the person."""
FIRST_LOOKS = 3
"""Turns of a newcomer after each of which something is looked for that can be said to them already."""
_NEW = timedelta(days=1)
REFLECT_MISSED = "reflect_missed"
"""Schedule: look at sessions whose hint was lost."""


def due(before: int, now: int, known_for: timedelta) -> bool:
    """Is there to be a look after so many turns of the person, with so many of them answered before?"""
    return before // REFLECT_EVERY != now // REFLECT_EVERY or (now <= FIRST_LOOKS and known_for < _NEW)
