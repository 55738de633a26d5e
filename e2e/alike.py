"""Do two pictures look alike? What has moved is seen by its pixels, another colour by what larger parts are on average.

A picture that is kept is not quite what was drawn: true to a shade where few colours did (see `still.packed`), a
photograph elsewhere. So each kind has limits of its own, well above what packing does to it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops


@dataclass(frozen=True)
class Limits:
    """What may differ: a share of the picture, by more than so many of 255 steps of any channel."""

    step: int
    pixels: float
    letters: float
    """Of parts as large as a few letters, by more than three steps: text in another colour."""
    grounds: float
    """Of parts four times as large, by more than two steps: what text stands on."""


TRUE = Limits(step=24, pixels=0.0015, letters=0.004, grounds=0.03)
PHOTOGRAPH = Limits(step=48, pixels=0.0015, letters=0.06, grounds=0.06)
_LETTERS, _GROUNDS = (16, 3), (32, 2)


@dataclass(frozen=True)
class Difference:
    """How far two pictures are apart, as shares of the whole."""

    pixels: float
    letters: float
    grounds: float
    limits: Limits
    seen: Image.Image | None = None
    """White where they differ."""

    @property
    def said(self) -> str:
        """Empty where they look alike."""
        found = [
            f"{share:.2%} {what}"
            for share, most, what in (
                (self.pixels, self.limits.pixels, "of it looks different"),
                (self.letters, self.limits.letters, "of its letters have another colour"),
                (self.grounds, self.limits.grounds, "of its grounds have another colour"),
            )
            if share > most
        ]
        return ", ".join(found)


def difference(kept: bytes, drawn: bytes) -> Difference:
    """A kept picture, and what is drawn now."""
    limits = TRUE if kept[12:16] == b"VP8L" else PHOTOGRAPH
    first, second = (Image.open(io.BytesIO(data)).convert("RGB") for data in (kept, drawn))
    if first.size != second.size:
        return Difference(1.0, 1.0, 1.0, limits)
    pixels, seen = apart(first, second, limits.step)
    letters, grounds = (
        apart(_parts(first, side), _parts(second, side), step)[0] for side, step in (_LETTERS, _GROUNDS)
    )
    return Difference(pixels, letters, grounds, limits, seen)


def apart(one: Image.Image, other: Image.Image, step: int) -> tuple[float, Image.Image]:
    """The share of pixels that are further apart than the step, and these in white."""
    bands = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    seen = most.point([255 if value > step else 0 for value in range(256)])
    histogram: list[Any] = seen.histogram()
    return histogram[255] / (one.width * one.height), seen


def _parts(picture: Image.Image, side: int) -> Image.Image:
    """The mean colour of each square."""
    across, down = picture.width // side, picture.height // side
    box = (0, 0, across * side, down * side)
    return picture.resize((across, down), Image.Resampling.BOX, box=box)
