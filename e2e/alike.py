"""Do two pictures look alike? What has moved is seen by its pixels, another colour by what larger parts are on average.

A kept picture is what was drawn but for a shade here and there (see `still.packed`): the limits stand well above that.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops

# A pixel counts that is further apart than so many of 255 steps in any channel, and so many may be.
STEP, PIXELS = 16, 0.0015
# Parts as large as a few letters, for text in another colour; parts four times as large, for what text stands on.
LETTERS_SIDE, LETTERS_STEP, LETTERS = 16, 3, 0.004
GROUNDS_SIDE, GROUNDS_STEP, GROUNDS = 32, 2, 0.03


@dataclass(frozen=True)
class Difference:
    """How far two pictures are apart, as shares of the whole."""

    pixels: float
    letters: float
    grounds: float
    seen: Image.Image | None = None
    """White where they differ."""

    @property
    def said(self) -> str:
        """Empty where they look alike."""
        found = [
            f"{share:.2%} {what}"
            for share, most, what in (
                (self.pixels, PIXELS, "of it looks different"),
                (self.letters, LETTERS, "of its letters have another colour"),
                (self.grounds, GROUNDS, "of its grounds have another colour"),
            )
            if share > most
        ]
        return ", ".join(found)


def difference(kept: bytes, drawn: bytes) -> Difference:
    """A kept picture, and what is drawn now."""
    first, second = (Image.open(io.BytesIO(data)).convert("RGB") for data in (kept, drawn))
    if first.size != second.size:
        return Difference(1.0, 1.0, 1.0)
    pixels, seen = apart(first, second, STEP)
    letters, _ = apart(_parts(first, LETTERS_SIDE), _parts(second, LETTERS_SIDE), LETTERS_STEP)
    grounds, _ = apart(_parts(first, GROUNDS_SIDE), _parts(second, GROUNDS_SIDE), GROUNDS_STEP)
    return Difference(pixels, letters, grounds, seen)


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
