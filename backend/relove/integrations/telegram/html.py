"""From Telegram's HTML to plain text, for the one fallback that needs it."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def plain(markup: str) -> str:
    """The text without its tags."""
    return html.unescape(_TAG.sub("", markup))
