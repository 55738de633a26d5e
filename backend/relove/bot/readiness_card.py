"""What somebody is ready for, as one message of the chat."""

from __future__ import annotations

import html

from relove.bot.speech import Speech
from relove.core.ports import Button, OutgoingMessage
from relove.domains.streams.catalogue import MOST_OFFERS
from relove.domains.streams.schemas import ReadinessItem, ReadinessView

_MOST_REASONS = 2


def readiness_message(view: ReadinessView, speech: Speech, *, like: str, contest: str) -> OutgoingMessage:
    """The three best; at most two of them as offers, and none where the path comes first."""
    best = [item for item in view.items if item.stream in view.best]
    if not best:
        raises = next((item.would_raise[0] for item in view.items if item.would_raise), "")
        text = speech.text("readiness-little", **{"raise": _e(raises)})
        return OutgoingMessage(text, keyboard=speech.menu)
    offered = [item for item in best if not item.low][:MOST_OFFERS]
    parts = [speech.text("readiness-heading"), *(_item(item, speech) for item in best)]
    if not offered:
        parts.append(speech.text("readiness-path"))
    parts.append(speech.text("readiness-note"))
    rows: list[tuple[Button, ...]] = [
        (Button(speech.text("readiness-like", name=item.name), data=f"{like}:{item.stream}"),)
        for item in offered
    ]
    rows += [
        (Button(speech.text("readiness-no", name=item.name), data=f"{contest}:{item.stream}"),)
        for item in best
        if not item.contested
    ]
    if app := speech.app_button("readiness"):
        rows.append(app)
    return OutgoingMessage("\n\n".join(parts), buttons=tuple(rows))


def _item(item: ReadinessItem, speech: Speech) -> str:
    change = ""
    if item.trend:
        key = "readiness-up" if item.trend > 0 else "readiness-down"
        change = speech.text(key, points=abs(item.trend))
    lines = [speech.text("readiness-item", name=_e(item.name), score=item.score, change=change)]
    lines += [f"• {_e(reason.text)}" for reason in item.reasons[:_MOST_REASONS]]
    if item.would_raise:
        lines.append(f"<i>{speech.text('readiness-raise', **{'raise': _e(item.would_raise[0])})}</i>")
    if item.contested:
        lines.append(speech.text("readiness-contested"))
    return "\n".join(lines)


def _e(text: str) -> str:
    return html.escape(text, quote=False)
