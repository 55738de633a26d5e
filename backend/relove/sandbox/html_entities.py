"""Telegram's HTML into plain text with entities, counted in UTF-16 units, refused with Telegram's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from relove.sandbox.errors import bad_request

Entity = dict[str, Any]

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
_TAGS = {*_SIMPLE, "a", "span", "tg-emoji"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_OPENING = re.compile(r"<\s*([a-zA-Z][a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_CLOSING = re.compile(r"</\s*([a-zA-Z][a-zA-Z0-9-]*)?\s*>")
_ATTRIBUTE = re.compile(r"([a-zA-Z][a-zA-Z0-9-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


@dataclass
class _Open:
    tag: str
    entity: Entity | None
    start: int


def utf16_length(text: str) -> int:
    """How long Telegram counts a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text and its entities, outermost first; refuses what Telegram refuses."""
    out: list[str] = []
    length = position = 0
    stack: list[_Open] = []
    entities: list[Entity] = []
    while position < len(source):
        if source[position] == "&" and (reference := _REFERENCE.match(source, position)):
            piece = _decode(reference)
            position = reference.end()
        elif source.startswith("</", position):
            position = _close(source, position, stack, entities, length)
            continue
        elif source[position] == "<":
            position, opened = _open(source, position, length, stack)
            stack.append(opened)
            continue
        else:
            piece = source[position]
            position += 1
        out.append(piece)
        length += utf16_length(piece)
    if stack:
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{stack[-1].tag}\""
        )
    entities.sort(key=lambda e: (e["offset"], -e["length"]))
    return "".join(out), entities


def _bytes_before(source: str, position: int) -> int:
    return len(source[:position].encode())


def _decode(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if valid else reference.group()


def _open(source: str, position: int, length: int, stack: list[_Open]) -> tuple[int, _Open]:
    at = _bytes_before(source, position)
    found = _OPENING.match(source, position)
    if found is None:
        if not re.match(r"<\s*[a-zA-Z]", source[position:]):
            name = re.match(r"<([^\s>]*)", source[position:])
            raise bad_request(
                f'can\'t parse entities: Unsupported start tag "{name.group(1) if name else ""}" at byte offset {at}'
            )
        raise bad_request(f"can't parse entities: Unclosed start tag at byte offset {at}")
    tag = found.group(1).lower()
    if tag not in _TAGS:
        raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {at}')
    attributes = {
        m.group(1).lower(): _unescape(next((g for g in m.groups()[1:] if g is not None), ""))
        for m in _ATTRIBUTE.finditer(found.group(2))
    }
    return found.end(), _Open(tag, _entity(tag, attributes, stack, at), length)


def _unescape(value: str) -> str:
    return _REFERENCE.sub(_decode, value)


def _entity(tag: str, attributes: dict[str, str], stack: list[_Open], at: int) -> Entity | None:
    if tag == "a":
        return {"type": "text_link", "url": attributes.get("href", "")}
    if tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    if tag == "span":
        if attributes.get("class") != "tg-spoiler":
            raise bad_request(
                f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {at}'
            )
        return {"type": "spoiler"}
    if tag == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    language = attributes.get("class", "")
    if tag == "code" and stack and stack[-1].tag == "pre" and stack[-1].entity is not None:
        # <pre><code class="language-x"> is one entity, and its language sits on the outer one.
        if language.startswith("language-"):
            stack[-1].entity["language"] = language.removeprefix("language-")
        return None
    return {"type": _SIMPLE[tag]}


def _close(source: str, position: int, stack: list[_Open], entities: list[Entity], length: int) -> int:
    at = _bytes_before(source, position)
    if not stack:
        raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {at}")
    found = _CLOSING.match(source, position)
    if found is None:
        raise bad_request(f"can't parse entities: Unclosed end tag at byte offset {at}")
    opened = stack.pop()
    closing = (found.group(1) or "").lower()
    if closing and closing != opened.tag:
        raise bad_request(
            f'can\'t parse entities: Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", '
            f'found "</{closing}>"'
        )
    entity = opened.entity
    if entity is not None and length > opened.start and _is_link(entity.get("url", "t.me")):
        entities.append({**entity, "offset": opened.start, "length": length - opened.start})
    return found.end()


def _is_link(url: str) -> bool:
    # Telegram drops a link that leads nowhere and keeps its text.
    return bool(re.match(r"^(https?://|tg://|mailto:|tel:)?[^\s.]+\.?[^\s]*$", url, re.IGNORECASE))
