"""Short quotes of what a person wrote, fit to stand inside a sentence of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

MAX_QUOTE = 70
_LEAST_LETTERS = 6
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_UNQUOTABLE = re.compile(r"https?:|www\.|@|\d{5,}|\[[A-ZА-Я]+_\d+\]|^/")
_SIGNS = re.compile(r"[^\w]+|_")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_LEFT_OUT = re.compile(r"…|\.{3}|\[\s*(?:…|\.{3})\s*\]")
_MARKS = "«»„“”‟\"‹›‘’‚'` "
# What opens and is never closed is quoted to the end of its paragraph; a mark between letters is an apostrophe.
_QUOTED = re.compile(
    r"«[^»]*(?:»|$)|[„‟“][^“”„\"]*(?:[“”\"]|$)|\"[^\"]*(?:\"|$)|‹[^›]*(?:›|$)"
    r"|(?<!\w)[‘‚'`](?=\w)(?:[^‘’'`]|(?<=\w)[’'](?=\w))*(?:[’'`‘](?!\w)|$)"
)
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


def whole_quote(text: str) -> str | None:
    """The text as it may stand inside a sentence of ours, uncut; None where it cannot be quoted decently."""
    line = clean(text)
    if "?" in line or _UNQUOTABLE.search(line):
        return None
    line = line.translate(_INNER).strip(_EDGES)
    return line if " " in line and sum(char.isalpha() for char in line) >= _LEAST_LETTERS else None


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
    if letters < _LEAST_LETTERS or letters * 2 < len(line) or " " not in line or len(line) > MAX_QUOTE:
        return None
    return f"{line}…" if cut else line


def occurs(quote: str, text: str) -> bool:
    """Does the quote stand in the text, word for word? Case, signs and spaces apart; two words at least."""
    words = _bare(quote)
    return words.count(" ") >= 1 and f" {words} " in f" {_bare(text)} "


def _bare(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", clean(text).lower().replace("ё", "е")).split())


def without_misquotes(text: str, said: Sequence[str], names: Iterable[str] = ()) -> str | None:
    """A model's text without the sentences that quote what nobody said; None where a paragraph is left with none.

    `names` may stand in quotation marks too: titles that the model was given.
    """
    whole = [f" {_bare(one)} " for one in said]
    titles = frozenset(map(_bare, names))

    def right(quote: str) -> bool:
        parts = [part for part in map(_bare, _LEFT_OUT.split(quote)) if part]
        return _bare(quote) in titles or all(any(f" {part} " in one for one in whole) for part in parts)

    paragraphs = []
    for paragraph in _PARAGRAPHS.split(text.strip()):
        kept = [
            sentence
            for sentence in _sentences(paragraph)
            if all(right(match.group().strip(_MARKS)) for match in _QUOTED.finditer(sentence))
        ]
        if not kept:
            return None
        shorter = " ".join(kept)
        # A key phrase may have lost one of its ends.
        paragraphs.append(shorter if shorter.count("**") % 2 == 0 else shorter.replace("**", ""))
    return "\n\n".join(paragraphs)


def quotations(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """What stands in quotation marks: where, and without them."""
    for match in _QUOTED.finditer(text):
        yield match.span(), match.group().strip(_MARKS)


def _sentences(paragraph: str) -> list[str]:
    """Its sentences; the end of one inside of a quotation ends none."""
    quoted = [match.span() for match in _QUOTED.finditer(paragraph)]
    found, begin = [], 0
    for match in _SENTENCES.finditer(paragraph):
        # A quotation that closes right before the blank may end the sentence.
        if not any(start < match.start() < end for start, end in quoted):
            found.append(paragraph[begin : match.start()])
            begin = match.end()
    return [*found, paragraph[begin:]]
