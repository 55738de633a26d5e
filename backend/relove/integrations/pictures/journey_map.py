"""Draws the journey map as a picture, in the look of the Mini App."""

from __future__ import annotations

import asyncio
import json
from functools import cache
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape

import msgspec

from relove.core.ports import MapPicture, MapStage
from relove.integrations.pictures.ring import STAGES, mixed, night_at, node_at, road

_FOLDER = Path(__file__).parent
_FONTS = [str(_FOLDER / "fonts" / name) for name in ("display.ttf", "text.ttf", "text-medium.ttf")]
_ICONS = (
    *("house", "bell-ring", "hourglass", "user-round", "door-open", "swords"),
    *("mountain", "flame", "gem", "route", "sunrise", "heart"),
)
_ZOOM = 2.4
_ROW = 27
_MAP_HEIGHT = 458
_HERE_HEIGHT = 112
_METER = 348


class _Palette(msgspec.Struct, frozen=True):
    """The Mini App's tokens, with Telegram's own colours mixed in."""

    page: str
    card: str
    text: str
    muted: str
    line: str
    brand: str
    amber: str
    rose: str
    violet: str


_LIGHT = _Palette(
    *("#f9f3f0", "#ffffff", "#17141a", "#65636a", "#e8e4e6", "#a8285f", "#f0a24b", "#d6487e", "#6a4bd6")
)
_DARK = _Palette(
    *("#171829", "#212736", "#f5f5f5", "#b4b6bd", "#3a4050", "#ff8fb5", "#ffc075", "#ff6f9f", "#9b7bff")
)


class SvgMapPainter:
    """The MapPainter port: an SVG, drawn by resvg with fonts of our own, outside of the event loop."""

    async def paint(self, picture: MapPicture) -> bytes:
        """The picture as PNG, 1008 pixels wide."""
        return await asyncio.to_thread(_render, drawn(picture))


def _render(svg: str) -> bytes:
    # Imported where it is used: most processes never draw.
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg, zoom=_ZOOM, skip_system_fonts=True, font_files=_FONTS))


@cache
def _icons() -> dict[str, str]:
    found: dict[str, str] = json.loads((_FOLDER / "icons.json").read_text("utf-8"))
    return found


@cache
def _shape(name: str) -> Template:
    return Template((_FOLDER / "svg" / f"{name}.svg").read_text("utf-8"))


def drawn(picture: MapPicture) -> str:
    """The picture as SVG."""
    colours = _DARK if picture.dark else _LIGHT
    paint = msgspec.structs.asdict(colours)
    texts = {
        name: escape(getattr(picture, name)) for name in ("title", "accent", "above", "below", "of_twelve")
    }
    reached = picture.number or 1
    night = night_at(reached)
    cards, height = _cards(picture, paint)
    return _shape("map").substitute(
        paint,
        **texts,
        height=height,
        night=night,
        stars=0.25 + night * 0.65,
        sun=236 + night * 22,
        whole=road(0, STAGES - 1),
        walked=road(0, reached - 1),
        number=reached,
        nodes="".join(_node(stage, colours) for stage in picture.stages),
        cards=cards,
    )


def _node(stage: MapStage, colours: _Palette) -> str:
    x, y = node_at(stage.number - 1)
    radius, size, ink, name, glow = 16, 16, colours.muted, _ICONS[stage.number - 1], 0
    fill, ring = colours.card, colours.line
    if stage.state == "current":
        radius, size, ink, fill, ring, glow = 23, 22, "#ffffff", "url(#here)", "none", 31
    elif stage.state == "done":
        share = min(1.0, (stage.number - 1) * 0.26)
        ink, fill, ring, name = "#3a0a22", mixed(colours.amber, colours.rose, share), "none", "check"
    return _shape("node").substitute(
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        rose=colours.rose,
        page=colours.page,
        glow=glow,
        edge=radius + 4,
        radius=radius,
        fill=fill,
        ring=ring,
        ink=ink,
        left=f"{x - size / 2:.1f}",
        upper=f"{y - size / 2:.1f}",
        scale=f"{size / 24:.3f}",
        icon=_icons()[name],
    )


def _cards(picture: MapPicture, paint: dict[str, str]) -> tuple[str, int]:
    """What stands under the ring, and the height of it all."""
    parts, top = [], _MAP_HEIGHT
    if picture.here:
        share = picture.share
        parts.append(
            _shape("here").substitute(
                paint,
                top=top,
                here_label=escape(picture.here_label),
                here=escape(picture.here),
                completion=escape(picture.completion),
                size=f"{min(23.0, 620 / len(picture.here)):.1f}",
                metered=0 if share is None else 1,
                filled=0 if share is None else round(_METER * share),
            )
        )
        top += _HERE_HEIGHT
    timed = [stage for stage in picture.stages if stage.time]
    if timed:
        rows = "".join(
            _shape("row").substitute(
                paint, y=78 + _ROW * place, name=escape(stage.name), time=escape(stage.time)
            )
            for place, stage in enumerate(timed)
        )
        height = 66 + _ROW * len(timed)
        heading, note = escape(picture.times_heading), escape(picture.times_note)
        parts.append(
            _shape("times").substitute(paint, top=top, height=height, heading=heading, note=note, rows=rows)
        )
        top += height + 16
    return "".join(parts), top
