"""What no statement about a person may hold that a model wrote: a diagnosis, a link, markup.

What a person wrote may ask a model for any of them. A word that the person used themselves is theirs and stays.
"""

from __future__ import annotations

import re

from relove.domains.conversations.links import foreign_link

_ILLNESS = re.compile(
    r"\b(?:расстройств|депресси|депрессивн|шизофрен|шизо(?:ид|типич)|психоз|психотическ|психопат|социопат|невроз|невротик"
    r"|биполярн|паранойя|параноид|аутизм|аутист|анорекси|булими|диагноз|погранич\w+ личност|клиническ)\w*"
    r"|\b(?:ПРЛ|БАР|ОКР|ПТСР|СДВГ|НРЛ)\b"
    r"|\b(?:disorder|depression|depressive|bipolar|schizo|psychosis|psychotic|psychopath|sociopath|neurosis|neurotic"
    r"|paranoia|paranoid|autis|anorexi|bulimi|diagnos|borderline personalit|clinical)\w*"
    r"|\b(?:BPD|OCD|PTSD|ADHD|NPD)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\b(?:https?|tg|javascript|ftp):|\]\([^)]*\)|</?[a-z!][^>]*>?", re.IGNORECASE)
_STEM = 6


def unfit(text: str, said: str = "") -> bool:
    """Does the text hold what a model may not say of a person? `said`: the words of theirs that it rests on."""
    own = said.casefold()
    return foreign_link(text, said) or any(
        _begin(match.group()) not in own
        for pattern in (_ILLNESS, _MARKUP)
        for match in pattern.finditer(text)
    )


def _begin(word: str) -> str:
    """An illness by its stem, whatever its ending; a link or a tag whole."""
    folded = word.casefold()
    return folded[:_STEM] if folded.isalpha() else folded
