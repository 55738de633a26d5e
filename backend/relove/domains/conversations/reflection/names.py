"""Names of the jobs of reflection, which those who hint at them and those who run them agree on."""

from __future__ import annotations

REFLECT = "reflect"
"""Event: look at a session anew. Argument: its id. Hinted after each fifth turn of the person and at the end."""
REFLECT_EVERY = 5
"""Turns of the person."""
REFLECT_MISSED = "reflect_missed"
"""Schedule: look at sessions whose hint was lost."""
