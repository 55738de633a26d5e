"""The words that a made file carries in its metadata, and what kind of file any bytes are."""

from __future__ import annotations

import base64
import binascii
import re
import struct

_MARK = b"RELOVE_TEXT="
_CARRIED = re.compile(re.escape(_MARK) + rb"([A-Za-z0-9_-]*=*);")

_STARTS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\x1a\x45\xdf\xa3": "video/webm",
}
# Frames of a JPEG that tell its size.
_SIZES = {0xC0, 0xC1, 0xC2}


def note_of(text: str) -> bytes:
    """The words as a comment that any container can hold."""
    packed = base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass"))
    return _MARK + packed + b";"


def carried_by(content: bytes) -> str | None:
    """The words that a file of ours carries; None in all others."""
    found = _CARRIED.search(content)
    if found is None:
        return None
    try:
        return base64.urlsafe_b64decode(found.group(1)).decode("utf-8", "surrogatepass")
    except (binascii.Error, ValueError):
        return None


def kind_of(content: bytes) -> str | None:
    """The media type by a file's first bytes."""
    if content[:4] == b"RIFF" and content[8:12] in (b"WAVE", b"WEBP"):
        return "audio/wav" if content[8:12] == b"WAVE" else "image/webp"
    if content[4:8] == b"ftyp":
        return "video/mp4"
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG."""
    if kind_of(content) == "image/png" and len(content) >= 24:
        width, height = struct.unpack_from(">II", content, 16)
        return int(width), int(height)
    if kind_of(content) != "image/jpeg":
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in _SIZES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return int(width), int(height)
        at += 2 + int(struct.unpack_from(">H", content, at + 2)[0])
    return None
