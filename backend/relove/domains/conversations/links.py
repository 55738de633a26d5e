"""Links that a model made up never reach a person as links.

Telegram makes links by itself out of plain text: schemes, bare hosts, @names, addresses. So what looks like one is
taken out of a model's words, unless the person wrote it in this session or it stands in our content. What may be a
host and may be a full stop without its space gets the space: that is no link in any window, and reads as meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from relove.domains.conversations.redaction_contacts import PLAIN_ZONES, RUSSIAN_ZONES

_LOOKALIKES = str.maketrans(
    {0xFF01 + step: 0x21 + step for step in range(94)}
    | {ord(dot): "." for dot in "\u3002\uff61\u2024\u0701\u0702\ufe52"}
    | {
        "\ufe6b": "@",
        "\ufe55": ":",
        "\ua789": ":",
        "\u2236": ":",
        "\u2044": "/",
        "\u2215": "/",
        "\u29f8": "/",
    }
)
"""One sign for one sign, so that places stay places."""
_FILES = "css csv doc docx exe gif html jpeg jpg js json mp3 mp4 pdf png ppt pptx txt xls xlsx"
_NO_ZONES = frozenset(_FILES.split())
_REST = r"[^\s<>\"«»“”]*"
_LINK = re.compile(
    rf"(?P<sure>(?<![a-z0-9])(?:[a-z][a-z0-9+-]{{1,20}}://|www\.|(?:mailto|tel|sms|tg|ton|tonsite|javascript|vbscript|data):"
    rf"(?=[^\s]))[^\s<>\"«»“”]{_REST}"
    r"|[\w.+-]{1,64}@(?:[\w-]+\.)+[\w-]{2,}"
    r"|(?<![\w@])@[a-z0-9_]{2,32}(?!\w)"
    rf"|(?<![\w.])(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?![\w.])(?:[:/?#]{_REST})?)"
    r"|(?P<host>(?<![\w@~-])(?<![\w~-]\.)(?:[\w~-]+\.)+(?P<zone>xn--[a-z0-9-]+|[^\W\d_]{2,24}))"
    rf"(?P<rest>(?::\d{{1,5}})?(?:[/?#]{_REST})?)",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"!?\[(?P<text>[^\[\]\n]{0,300})\]\(\s*<?(?P<target>[^()\s<>]*)>?[^()\n]{0,200}\)")
_OPENED = re.compile(r"!?\[[^\[\]\n]{0,300}(?:\](?:\([^()\n]{0,500})?)?$")
_TRAILING = ".,;:!?)…’”'*_`~"
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+-]*:)?(?://)?(?:www\.)?")
_JOINER = "\u200d"
_LONGEST = 1000


class Flow(Protocol):
    """What a stream of text goes through."""

    def feed(self, chunk: str) -> str: ...

    def flush(self) -> str: ...


def visible(text: str) -> str:
    """Without invisible characters: they split a link before us and join it before a person. Emoji keep theirs."""
    if text.isascii():
        return text
    kept = []
    for place, char in enumerate(text):
        if unicodedata.category(char) == "Cf":
            inside = (
                char == _JOINER and place and not text[place - 1].isalnum() and text[place - 1] not in ".:/@"
            )
            if not inside:
                continue
        kept.append(char)
    return "".join(kept)


def links_in(texts: Iterable[str]) -> frozenset[str]:
    """What stands in these texts as a link, in one spelling."""
    return frozenset(_key(text[start:end]) for text in map(visible, texts) for start, end, _ in _found(text))


def foreign_link(text: str, said: str) -> bool:
    """Does a text hold a link that is not in what was said?"""
    text = visible(text)
    known = links_in([said])
    return any(
        (sure or text[start:end].isascii()) and _key(text[start:end]) not in known
        for start, end, sure in _found(text)
    )


def without_links(text: str, known: Collection[str], word: str) -> str:
    """The text with `word` in the place of every link that is not among the known ones."""

    def unmarked(match: re.Match[str]) -> str:
        label, target = match["text"].strip(), match["target"]
        if not target or _key(target) not in known:
            return f"{label} {word}".strip()
        return f"{label} {target}".strip()

    text = _MARKDOWN.sub(unmarked, visible(text))
    pieces, at = [], 0
    for start, end, sure in _found(text):
        if _key(text[start:end]) in known:
            continue
        pieces += [text[at:start], word if sure else re.sub(r"\.(?=\w)", ". ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


class LinkGuard:
    """Takes made-up links out of a stream. Holds back the word that is being written, for it may become one."""

    def __init__(self, inner: Flow, known: Collection[str], word: str) -> None:
        self._inner = inner
        self._known = known
        self._word = word
        self._held = ""

    def feed(self, chunk: str) -> str:
        """What can be shown now."""
        self._held += self._inner.feed(chunk)
        held = self._held
        cut = len(held) if len(held) > _LONGEST else _safe_cut(held)
        self._held = held[cut:]
        return without_links(held[:cut], self._known, self._word)

    def flush(self) -> str:
        """The rest, at the end of the stream."""
        rest, self._held = self._held + self._inner.flush(), ""
        return without_links(rest, self._known, self._word)


def _safe_cut(held: str) -> int:
    """Up to where nothing can become another thing by what follows."""
    cut = next((place for place in range(len(held), 0, -1) if held[place - 1].isspace()), 0)
    for match in _MARKDOWN.finditer(held):
        if match.start() < cut < match.end():
            cut = match.start()
    opened = _OPENED.search(held)
    return min(cut, opened.start()) if opened else cut


def _found(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where links stand, and whether each is one for sure."""
    for match in _LINK.finditer(text.translate(_LOOKALIKES)):
        sure = match["sure"] is not None or _is_host(match["zone"], match["rest"])
        if not sure and match["zone"].lower() in _NO_ZONES:
            continue
        found = match.group() if sure else match["host"]
        yield match.start(), match.start() + len(found.rstrip(_TRAILING)), sure


def _is_host(zone: str, rest: str) -> bool:
    zone = zone.lower()
    known = zone in PLAIN_ZONES or zone in RUSSIAN_ZONES or zone.startswith("xn--")
    return known or (zone.isascii() and rest[:1] in ("/", ":", "?", "#") and len(rest) > 1)


def _key(link: str) -> str:
    return _SCHEME.sub("", link.translate(_LOOKALIKES).casefold()).rstrip(_TRAILING + "/")
