"""A message as bare words, for telling what it asks for."""

from __future__ import annotations

import re

from relove.domains.conversations.quoting import clean

_PUNCTUATION = re.compile(r"[^\w\s]+")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")


def lowered(text: str) -> str:
    """One line in small letters, stretched words shortened, its signs kept."""
    return _REPEATED.sub(r"\1", clean(text).lower().replace("ё", "е"))


def plain(text: str) -> str:
    """The same without signs."""
    return " ".join(_PUNCTUATION.sub(" ", lowered(text)).split())
