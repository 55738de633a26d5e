"""Makes the files that people send here: real ones, silent or of one picture, with the words in their metadata."""

from __future__ import annotations

import functools
import struct
from pathlib import Path

from relove.sandbox.media.carried import note_of

_FOLDER = Path(__file__).parent
_LETTERS_A_SECOND = 14
_LONGEST_S = 600

# 20 ms of silence in Opus, and how many such packets make a page.
_SILENCE = b"\xf8\xff\xfe"
_PACKETS_A_PAGE = 50
_SAMPLES = 960
_SERIAL = 0x72654C6F


def seconds_of(text: str) -> int:
    """About how long it takes to say."""
    return min(_LONGEST_S, 1 + len(text) // _LETTERS_A_SECOND)


def voice(text: str) -> bytes:
    """A voice message: OGG with Opus, as Telegram has it; silent, as long as the words would take."""
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 312, 48_000, 0, 0)
    vendor, comment = b"relove sandbox", note_of(text)
    tags = (
        b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<II", 1, len(comment)) + comment
    )
    pages = [_page([head], 0, 0, 2), _page([tags], 1, 0, 0)]
    seconds = seconds_of(text)
    for second in range(seconds):
        last = 4 if second == seconds - 1 else 0
        samples = (second + 1) * _PACKETS_A_PAGE * _SAMPLES
        pages.append(_page([_SILENCE] * _PACKETS_A_PAGE, second + 2, samples, last))
    return b"".join(pages)


def picture(text: str, *, small: bool = False) -> bytes:
    """A photo: JPEG, as Telegram makes of whatever is sent."""
    plain = _photo(small)
    note = note_of(text)
    return plain[:2] + b"\xff\xfe" + struct.pack(">H", len(note) + 2) + note + plain[2:]


def video_note(text: str) -> bytes:
    """A round video: MP4 with no track, as long as the words would take."""
    seconds = seconds_of(text)
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    times = struct.pack(">IIIIII", 0, 0, 0, 1000, seconds * 1000, 0x10000)
    movie_head = _box(
        b"mvhd", times + struct.pack(">H", 0x100) + b"\0" * 10 + matrix + b"\0" * 24 + b"\0\0\0\2"
    )
    movie = _box(b"moov", movie_head + _box(b"udta", _box(b"cmt ", note_of(text))))
    return _box(b"ftyp", b"isom\0\0\2\0isommp42") + movie + _box(b"mdat", b"")


@functools.cache
def _photo(small: bool) -> bytes:
    return (_FOLDER / ("photo_small.jpg" if small else "photo.jpg")).read_bytes()


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def _page(packets: list[bytes], number: int, samples: int, flags: int) -> bytes:
    """A page of OGG; its packets end with it."""
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, samples, _SERIAL, number, 0, len(lacing))
    page = bytearray(head + lacing + b"".join(packets))
    struct.pack_into("<I", page, 22, _checksum(page))
    return bytes(page)


@functools.cache
def _table() -> tuple[int, ...]:
    made = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = ((value << 1) ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        made.append(value)
    return tuple(made)


def _checksum(page: bytearray) -> int:
    table, value = _table(), 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ table[(value >> 24) ^ byte]
    return value
