"""The geometry of the map, in the units of its 380 x 380 drawing: the same as in the Mini App."""

from __future__ import annotations

import math

CENTRE = 190
STAGES = 12
_RADIUS = 138
_FIRST_ANGLE = -105

# How deep the night is on each stage: dusk on the way down, dawn on the way home.
_NIGHT = (0.0, 0.18, 0.4, 0.65, 0.85, 1.0, 1.0, 1.0, 0.95, 0.7, 0.35, 0.05)

Point = tuple[float, float]


def node_at(index: int) -> Point:
    """Where a stage stands: in and out by turns, so that the road winds."""
    angle = math.radians(_FIRST_ANGLE + index * (360 / STAGES))
    radius = _RADIUS + (-5 if index % 2 == 0 else 7)
    return CENTRE + radius * math.cos(angle), CENTRE + radius * math.sin(angle)


def road(start: int, end: int) -> str:
    """A smooth road (Catmull-Rom) through the stages from one to another, as a path."""
    x, y = node_at(start)
    path = [f"M{x:.1f} {y:.1f}"]
    for index in range(start, end):
        (bx, by), (hx, hy), (nx, ny), (ax, ay) = (node_at(index + step) for step in (-1, 0, 1, 2))
        first = (hx + (nx - bx) / 6, hy + (ny - by) / 6)
        second = (nx - (ax - hx) / 6, ny - (ay - hy) / 6)
        path.append("C" + " ".join(f"{value:.1f}" for value in (*first, *second, nx, ny)))
    return "".join(path)


def night_at(number: int) -> float:
    """0 is day, 1 is night, by the number of the stage."""
    return _NIGHT[number - 1] if 1 <= number <= STAGES else 0.0


def mixed(first: str, second: str, share: float) -> str:
    """A colour between two, `share` of the second; colours are `#rrggbb`."""
    pairs = zip(
        *(tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in (first, second)), strict=True
    )
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)
