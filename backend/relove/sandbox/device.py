"""The phone that frames the Mini App: what covers its edges, its keyboard, its size."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from relove.sandbox.errors import ControlError

_MOST = 2000


class Insets(Struct, frozen=True, forbid_unknown_fields=True):
    """What is covered, in pixels from each edge."""

    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0


class Device(Struct, forbid_unknown_fields=True):
    """How the host frames the app, as long as nothing else is said: all of it, with nothing in the way."""

    width: int | None = None
    height: int | None = None
    keyboard: int = 0
    safe_area: Insets = Insets()
    content_safe_area: Insets = Insets()
    fullscreen: bool = False
    silent: bool = False
    """Requests for the insets stay unanswered, as in Telegram Web K; what changes is told all the same."""


class DeviceChange(Struct, forbid_unknown_fields=True):
    """What changes of it; null gives a size back to the window."""

    width: int | UnsetType | None = UNSET
    height: int | UnsetType | None = UNSET
    keyboard: int | UnsetType = UNSET
    safe_area: Insets | UnsetType = UNSET
    content_safe_area: Insets | UnsetType = UNSET
    fullscreen: bool | UnsetType = UNSET
    silent: bool | UnsetType = UNSET

    def check(self) -> None:
        insets = [area for area in (self.safe_area, self.content_safe_area) if isinstance(area, Insets)]
        sides = [side for area in insets for side in (area.top, area.bottom, area.left, area.right)]
        given = [size for size in (self.width, self.height, self.keyboard) if isinstance(size, int)]
        if not all(0 <= size <= _MOST for size in (*sides, *given)):
            raise ControlError(400, f"sizes are pixels from 0 to {_MOST}")
