"""Personal data out of a text before a model sees it, and back into the reply.

Placeholders are numbered: the same value always gets the same one within a `mapping`, so a conversation stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal

import msgspec

from relove.domains.conversations.redaction_addresses import ADDRESS
from relove.domains.conversations.redaction_contacts import replace_emails, replace_handles, replace_links
from relove.domains.conversations.redaction_documents import replace_documents
from relove.domains.conversations.redaction_names import KnownNames, replace_names
from relove.domains.conversations.redaction_numbers import replace_numbers

__all__ = [
    "PLACEHOLDER",
    "KnownNames",
    "Redacted",
    "StreamRestorer",
    "redact",
    "redact_all",
    "restore",
]

Kind = Literal["name", "phone", "email", "link", "card", "address", "document", "account"]
WORDS: dict[str, dict[Kind, str]] = {
    "ru": {
        "name": "ИМЯ",
        "phone": "ТЕЛЕФОН",
        "email": "ПОЧТА",
        "link": "ССЫЛКА",
        "card": "КАРТА",
        "address": "АДРЕС",
        "document": "ДОКУМЕНТ",
        "account": "СЧЕТ",
    },
    "en": {
        "name": "NAME",
        "phone": "PHONE",
        "email": "EMAIL",
        "link": "LINK",
        "card": "CARD",
        "address": "ADDRESS",
        "document": "DOCUMENT",
        "account": "ACCOUNT",
    },
}
_ANY_WORD = "|".join(word for words in WORDS.values() for word in words.values())
PLACEHOLDER = re.compile(rf"\[(?:{_ANY_WORD})_\d{{1,4}}\]")
_LONGEST = max(len(word) for words in WORDS.values() for word in words.values()) + len("[_9999]")
_PREFIX = re.compile(r"\[(?:[A-ZА-Я]{0,12}|[A-ZА-Я]{2,12}_\d{0,4})$")


class Redacted(msgspec.Struct, frozen=True):
    """The text as a model may see it, and what stands behind each placeholder."""

    text: str
    mapping: dict[str, str]


def redact(
    text: str,
    person: KnownNames,
    *,
    language: str = "ru",
    mapping: Mapping[str, str] | None = None,
    reserved: Collection[str] = (),
) -> Redacted:
    """Replace the person's names, and any e-mail, link, @name, card, phone, postal address, number of a document or an
    account by placeholders.

    `mapping` of an earlier text goes on: pass it along for each text of one prompt. `reserved` are placeholders
    that are not to be made, since a person typed them somewhere in the same prompt.
    """
    words = WORDS["en" if language == "en" else "ru"]
    book = dict(mapping or {})
    known = {value: key for key, value in book.items()}
    # What looks like a placeholder although nobody made it is the person's own text: it must come back as it was.
    taken = {match for match in PLACEHOLDER.findall(text) if match not in book} | set(book) | set(reserved)

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

    name, card, phone, address = (placeholder(kind) for kind in ("name", "card", "phone", "address"))
    document, account = placeholder("document"), placeholder("account")
    text = _outside(text, lambda piece: replace_emails(piece, placeholder("email")))
    text = _outside(text, lambda piece: replace_links(piece, placeholder("link")))
    text = _outside(text, lambda piece: replace_handles(piece, name))
    text = _outside(text, lambda piece: ADDRESS.sub(lambda match: address(match.group()), piece))
    text = _outside(text, lambda piece: replace_documents(piece, document, account))
    text = _outside(text, lambda piece: replace_numbers(piece, card, phone))
    text = _outside(text, lambda piece: replace_names(piece, person, name))
    return Redacted(text=text, mapping=book)


def redact_all(texts: Sequence[str], person: KnownNames, language: str) -> tuple[list[str], StreamRestorer]:
    """Several texts of one prompt, with one numbering for all, and what restores the answer to them."""
    mapping: Mapping[str, str] = {}
    typed = {match for text in texts for match in PLACEHOLDER.findall(text)}
    redacted = []
    for text in texts:
        result = redact(text, person, language=language, mapping=mapping, reserved=typed)
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

    @property
    def mapping(self) -> Mapping[str, str]:
        """What stands behind each placeholder."""
        return self._mapping

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
