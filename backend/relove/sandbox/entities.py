"""The text of a message as Telegram stores it: trimmed, its entities checked, links and commands found."""

from __future__ import annotations

import re
from typing import Any

from relove.sandbox.errors import bad_request
from relove.sandbox.html_entities import Entity, parse_html, utf16_length

MAX_TEXT = 4096
_FIXED = {"code", "pre", "text_link", "text_mention", "custom_emoji"}
_FOUND = re.compile(
    r"(?P<url>(?:https?|ftp|tg|ton)://[^\s<>\"«»]+[^\s<>\"«».,:;!?)\]]"
    # Bare hosts too; Telegram knows every zone, these are the ones that are met.
    r"|(?<![\w@./#-])(?:[\w-]+\.)+(?:com|net|org|info|io|me|ru|su|рф|app|ph|online|site|xyz)(?![\w@-]|\.\w)"
    r"(?:[/?#:][^\s<>\"«»]*[^\s<>\"«».,:;!?)\]])?)"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,})"
    r"|(?P<bot_command>(?<![\w/<>@])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)

# Control characters become blanks; carriage returns, separators and bidi overrides vanish.
_CLEANED = {code: " " for code in range(32) if chr(code) not in "\n\r"}
_CLEANED |= dict.fromkeys((13, *range(8232, 8239)), "")


def cleaned(text: str) -> str:
    """A text as Telegram lets it through."""
    return text.translate(_CLEANED)


def formatted(
    text: str, parse_mode: str | None, given: list[dict[str, Any]] | None
) -> tuple[str, list[Entity]]:
    """What a bot sent, as (text, entities) ready to store; the caller decides whether it may be empty."""
    entities: list[Entity] = []
    if parse_mode:
        if parse_mode.lower() != "html":
            raise bad_request("unsupported parse_mode")
        text, entities = parse_html(cleaned(text))
    elif given:
        # Offsets count the text as it was sent: only what keeps its length may be replaced.
        text = "".join(_CLEANED.get(ord(c)) or c for c in text)
        entities = _checked(text, given)
    else:
        text = cleaned(text)
    text, entities = _trimmed(text, entities)
    return text, with_found(text, entities)


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Adds the entities that Telegram finds by itself: links, commands, mentions, hashtags, addresses."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _FIXED]
    found = list(entities)
    for match in _FOUND.finditer(text):
        start = utf16_length(text[: match.start()])
        end = start + utf16_length(match.group())
        if not any(start < b and a < end for a, b in taken):
            found.append({"type": match.lastgroup, "offset": start, "length": end - start})
    return sorted(found, key=lambda e: (e["offset"], -e["length"]))


def _checked(text: str, given: list[dict[str, Any]]) -> list[Entity]:
    length = utf16_length(text)
    kept: list[Entity] = []
    for entity in given:
        offset, size = entity["offset"], entity["length"]
        if offset < 0 or size <= 0:
            continue
        if offset + size > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset "
                f"{offset + size}"
            )
        kept.append({k: v for k, v in entity.items() if v is not None})
    return sorted(kept, key=lambda e: (e["offset"], -e["length"]))


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram cuts white space at both ends, and the entities with it."""
    lead = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    length = utf16_length(text)
    kept: list[Entity] = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, length)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return text, kept
