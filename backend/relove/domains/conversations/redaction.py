"""Personal data out of a text before a model sees it, and back into the reply.

Placeholders are numbered: the same value always gets the same one within a `mapping`, so a conversation stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from relove.domains.conversations.redaction_names import MIN_NAME, name_forms

Kind = Literal["name", "phone", "email", "link", "card"]
WORDS: dict[str, dict[Kind, str]] = {
    "ru": {"name": "ИМЯ", "phone": "ТЕЛЕФОН", "email": "ПОЧТА", "link": "ССЫЛКА", "card": "КАРТА"},
    "en": {"name": "NAME", "phone": "PHONE", "email": "EMAIL", "link": "LINK", "card": "CARD"},
}
_ANY_WORD = "|".join(word for words in WORDS.values() for word in words.values())
PLACEHOLDER = re.compile(rf"\[(?:{_ANY_WORD})_\d{{1,4}}\]")
_LONGEST = max(len(word) for words in WORDS.values() for word in words.values()) + len("[_9999]")
_PREFIX = re.compile(r"\[(?:[A-ZА-Я]{0,12}|[A-ZА-Я]{2,12}_\d{0,4})$")

_GAP = r"[\s\u00a0().–-]"
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]+(?:\.[\w-]+)+")
_SITES = r"www\.|t\.me/|telegram\.me/|vk\.com/|wa\.me/|instagram\.com/|facebook\.com/"
_ZONES = (
    r"ru|com|net|org|io|me|рф|su|info|biz|dev|app|online|site|pro|club|uk|de|kz|by|ua|eu|us|ai|co|tv|cc|shop"
)
_REST = r"[^\s<>\"«»\[\]]"
_LINK = re.compile(
    rf"(?:https?|ftp|tg)://{_REST}+|(?<![\w@.])(?:{_SITES}){_REST}+"
    rf"|(?<![\w@.-])(?:[a-zа-яё0-9-]+\.)+(?:{_ZONES})(?![\w-])(?:/{_REST}*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z][A-Za-z0-9_]{2,31}(?![\w@])")
_CARD = re.compile(r"(?<![\d+])(?:\d[ \u00a0-]?){12,18}\d(?!\d)")
_PHONE = re.compile(
    rf"(?<![\w\[])(?:\+\s?\d(?:{_GAP}|\d){{7,20}}\d"
    rf"|[87]{_GAP}{{0,2}}\d{{3}}{_GAP}{{0,2}}\d{{3}}{_GAP}?\d{{2}}{_GAP}?\d{{2}}"
    rf"|\(\d{{3,5}}\){_GAP}?\d{{1,3}}{_GAP}?\d{{2}}{_GAP}?\d{{2}}"
    rf"|9\d{{2}}{_GAP}?\d{{3}}{_GAP}?\d{{2}}{_GAP}?\d{{2}}"
    rf"|\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}|\d{{3}}[–-]\d{{2}}[–-]\d{{2}})(?!\d)"
)
# Emergency and help lines are no personal data, and the guide may well have to name them.
_PUBLIC = re.compile(
    r"8\D?800\D?(?:2000\D?122|\d{3}\D?\d{2}\D?\d{2}|\d{4}\D?\d{3})"
    r"|(?:8|\+7)\D{0,2}495\D{0,2}989\D?50\D?50|116\D?123"
)
_TRAILING = ".,;:!?)…"


class KnownNames(msgspec.Struct, frozen=True):
    """What the person is called, as Telegram or the person said it."""

    first_name: str = ""
    last_name: str | None = None
    username: str | None = None


class Redacted(msgspec.Struct, frozen=True):
    """The text as a model may see it, and what stands behind each placeholder."""

    text: str
    mapping: dict[str, str]


def redact(
    text: str, person: KnownNames, *, language: str = "ru", mapping: Mapping[str, str] | None = None
) -> Redacted:
    """Replace names, phones, e-mails, links, @names and cards by placeholders.

    `mapping` of an earlier text goes on: pass it along for each text of one prompt.
    """
    words = WORDS["en" if language == "en" else "ru"]
    book = dict(mapping or {})
    known = {value: key for key, value in book.items()}
    # What looks like a placeholder although nobody made it is the person's own text: it must come back as it was.
    taken = {match for match in PLACEHOLDER.findall(text) if match not in book} | set(book)

    def placeholder(kind: Kind) -> Callable[[str], str]:
        def give(value: str) -> str:
            if value not in known:
                number = 1
                while f"[{words[kind]}_{number}]" in taken:
                    number += 1
                made = f"[{words[kind]}_{number}]"
                taken.add(made)
                known[value] = made
                book[made] = value
            return known[value]

        return give

    text = _outside(text, lambda piece: _replace(piece, _EMAIL, placeholder("email")))
    text = _outside(text, lambda piece: _replace(piece, _LINK, placeholder("link"), trim=_TRAILING))
    text = _outside(text, lambda piece: _replace(piece, _HANDLE, placeholder("name")))
    text = _outside(text, lambda piece: _replace(piece, _PHONE, placeholder("phone"), keep=_not_a_phone))
    text = _outside(text, lambda piece: _replace(piece, _CARD, placeholder("card"), keep=_not_a_card))
    names = _names_pattern(person)
    if names is not None:
        text = _outside(text, lambda piece: _replace(piece, names, placeholder("name")))
    return Redacted(text=text, mapping=book)


def redact_all(texts: Sequence[str], person: KnownNames, language: str) -> tuple[list[str], StreamRestorer]:
    """Several texts of one prompt, with one numbering for all, and what restores the answer to them."""
    mapping: Mapping[str, str] = {}
    redacted = []
    for text in texts:
        result = redact(text, person, language=language, mapping=mapping)
        mapping = result.mapping
        redacted.append(result.text)
    return redacted, StreamRestorer(mapping)


def restore(text: str, mapping: Mapping[str, str]) -> str:
    """Put back what stands behind the placeholders; an unknown one stays."""
    return PLACEHOLDER.sub(lambda match: mapping.get(match.group(), match.group()), text)


class StreamRestorer:
    """Restores text that arrives in chunks: holds back only what could be the beginning of a placeholder."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self._mapping = mapping
        self._held = ""

    def feed(self, chunk: str) -> str:
        """What can be shown now."""
        text = self._held + chunk
        opened = text.rfind("[")
        held = opened >= 0 and len(text) - opened < _LONGEST and _PREFIX.match(text, opened) is not None
        self._held = text[opened:] if held else ""
        return restore(text[:opened] if held else text, self._mapping)

    def flush(self) -> str:
        """The rest, at the end of the stream."""
        rest, self._held = self._held, ""
        return restore(rest, self._mapping)


def _outside(text: str, change: Callable[[str], str]) -> str:
    """Apply to what lies between placeholders: what was replaced is never looked at again."""
    pieces, at = [], 0
    for match in PLACEHOLDER.finditer(text):
        pieces += [change(text[at : match.start()]), match.group()]
        at = match.end()
    pieces.append(change(text[at:]))
    return "".join(pieces)


def _replace(
    text: str,
    pattern: re.Pattern[str],
    give: Callable[[str], str],
    trim: str = "",
    keep: Callable[[str], bool] = lambda value: False,
) -> str:
    def one(match: re.Match[str]) -> str:
        found = match.group()
        value = found.rstrip(trim) if trim else found
        return found if not value or keep(value) else give(value) + found[len(value) :]

    return pattern.sub(one, text)


def _digits(value: str) -> str:
    return re.sub(r"\D", "", value)


def _not_a_phone(value: str) -> bool:
    return _PUBLIC.fullmatch(value) is not None or not 7 <= len(_digits(value)) <= 15


def _not_a_card(value: str) -> bool:
    digits = _digits(value)
    if len(digits) < 13:
        return True
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    # Sixteen digits in a row are a card to the person who typed them, right or wrong.
    return total % 10 != 0 and len(digits) != 16


@lru_cache(maxsize=4096)
def _names_pattern(person: KnownNames) -> re.Pattern[str] | None:
    forms: set[str] = set()
    for name in (person.first_name, person.last_name):
        forms |= name_forms(name or "")
    username = (person.username or "").lstrip("@")
    if len(username) >= MIN_NAME:
        forms.add(re.escape(username.lower()))
    if not forms:
        return None
    joined = "|".join(sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w@])(?:{joined})(?!\w)", re.IGNORECASE)
