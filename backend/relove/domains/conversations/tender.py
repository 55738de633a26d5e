"""Does a line tell of fear, pain or tiredness? Who shows a sore spot may be challenged, but never mocked."""

from __future__ import annotations

import re

_RUSSIAN = (
    r"страшн|страх|боюсь|боял|пуга|тревож|паник|устал|усталост|выгор|нет сил|без сил|сил нет|больно|боль\b|болит"
    r"|плач|плак|слез|слёз|тоск|горе\b|умер|умира|потерял|похорон|развод|бросил|предал|измен|одинок|одиночеств"
    r"|стыд|винова|вина\b|не справля|тяжело|трудно дыш|невыносим|отчаян|обид|унижа|бил[аи]?\b|болен|больн|рак\b|долг"
    r"|детей|ребен|ребён|ненавижу себя"
)
_ENGLISH = (
    r"afraid|scared|fear|terrif|anxious|anxiety|panic|tired|exhaust|burn(?:t|ed)? out|no strength|hurt|pain|cry|cried"
    r"|tears|grief|griev|died|dying|lost (?:my|him|her)|funeral|divorce|left me|betray|cheat|lonely|alone|asham|shame"
    r"|guilt|can.?t cope|hard to breathe|unbearable|despair|humiliat|cancer|debt|my (?:kids|children|child)|hate myself"
)
_TENDER = re.compile(rf"(?:^|[^а-яёa-z])(?:{_RUSSIAN}|{_ENGLISH})", re.IGNORECASE)


def tender(text: str) -> bool:
    """By the words alone: better too often than too seldom."""
    return _TENDER.search(text) is not None
