"""Sentences of a reply: whole, and while it is being written. None ends inside of a quotation."""

from __future__ import annotations

import re

from relove.domains.conversations.quoting import quotations

_END = re.compile(r"(?:[.!?…]+[\"»”'’)\]*_]*\s+|\n+)")
LONGEST = 400
"""Of a sentence that does not end so much is waited for, and of a quotation that is not closed."""


def sentences(text: str) -> list[str]:
    """All of them, none empty."""
    found = []
    while text:
        cut = ended(text) or len(text)
        found.append(text[:cut])
        text = text[cut:]
    return [one for one in found if one.strip()]


def ended(text: str) -> int:
    """Where the first sentence is over for sure, with the space behind it; 0 where that is not known yet."""
    quoted = [place for place, _ in quotations(text)]
    for match in _END.finditer(text):
        inside = any(start < match.start() and match.end() <= end for start, end in quoted)
        if text[: match.end()].strip() and (not inside or "\n\n" in match.group() or match.start() > LONGEST):
            return match.end()
    if len(text) <= LONGEST:
        return 0
    return text.rfind(" ", 0, LONGEST) + 1 or LONGEST
