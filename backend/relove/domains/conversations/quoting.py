"""Short quotes of what a person wrote, fit to stand inside a sentence of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_QUOTE = 70
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_UNQUOTABLE = re.compile(r"https?:|www\.|@|\d{5,}|\[[A-ZА-Я]+_\d+\]|^/")
_SIGNS = re.compile(r"[^\w]+|_")
_EDGES = " \t.,;:!…-—–«»\"'“”„‘’()*_`~>#"
_INNER = str.maketrans({"«": "„", "»": "“", '"': "'", "*": "", "_": " ", "`": "'"})


def clean(text: str) -> str:
    """One line without control, format and direction characters."""
    kept = (" " if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Zs") else char for char in text)
    visible = (char for char in kept if unicodedata.category(char) not in ("Cf", "Co", "Cs", "Cn"))
    return " ".join("".join(visible).split())


def quote_of(text: str) -> str | None:
    """The most telling short piece of the text, or None where nothing can be quoted decently.

    Questions are left out: our sentence around the quote holds the only question mark.
    """
    pieces = [piece for piece in _pieces(text) if piece]
    return max(pieces, key=lambda piece: min(len(piece), MAX_QUOTE)) if pieces else None


def quotes_of(texts: Iterable[str], limit: int) -> list[str]:
    """Quotes from several texts, the fullest first chosen, in the order in which they were said."""
    found = list(dict.fromkeys(quote for quote in map(quote_of, texts) if quote))
    chosen = sorted(found, key=len, reverse=True)[:limit]
    return [quote for quote in found if quote in chosen]


def _pieces(text: str) -> Iterable[str | None]:
    for sentence in _SENTENCES.split(text):
        if "?" in sentence:
            continue
        line = clean(sentence)
        if _UNQUOTABLE.search(line):
            continue
        yield _trimmed(line)


def _trimmed(line: str) -> str | None:
    line = line.translate(_INNER).strip(_EDGES)
    cut = len(line) > MAX_QUOTE
    if cut:
        line = line[:MAX_QUOTE].rsplit(" ", 1)[0].rstrip(_EDGES)
    letters = sum(char.isalpha() for char in line)
    if letters < 6 or letters * 2 < len(line) or " " not in line or len(line) > MAX_QUOTE:
        return None
    return f"{line}…" if cut else line


def occurs(quote: str, text: str) -> bool:
    """Does the quote stand in the text, word for word? Case, signs and spaces apart; two words at least."""
    words = _bare(quote)
    return words.count(" ") >= 1 and f" {words} " in f" {_bare(text)} "


def _bare(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", clean(text).lower().replace("ё", "е")).split())
