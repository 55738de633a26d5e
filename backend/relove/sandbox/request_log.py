"""The log of Bot API calls: complete for a long run, small in memory, and never in the way while it is read."""

from __future__ import annotations

import asyncio
import json
import time
import zlib
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

# Calls are kept as the JSON that they are asked for as; so many at a time are packed.
_BLOCK = 256
_BLOCKS_KEPT = 800


@dataclass(frozen=True)
class _Line:
    number: int
    method: str
    text: bytes


@dataclass(frozen=True)
class _Packed:
    """Lines in order, compressed: JSON of this kind shrinks to a tenth."""

    last: int
    lines: tuple[tuple[int, str], ...]
    texts: bytes

    def has(self, method: str) -> bool:
        """Is there a call of this method in it?"""
        return any(name == method for _, name in self.lines)

    def unpacked(self) -> list[_Line]:
        texts = zlib.decompress(self.texts).split(b"\n")
        return [_Line(number, method, text) for (number, method), text in zip(self.lines, texts, strict=True)]


def _chosen(lines: list[_Line], method: str | None, after: int) -> bytes:
    return b",".join(
        line.text for line in lines if line.number > after and (not method or line.method == method)
    )


class RequestLog:
    """The newest calls, some 200,000 of them."""

    def __init__(self, first: int = 1) -> None:
        self._next = first
        self._packed: deque[_Packed] = deque(maxlen=_BLOCKS_KEPT)
        self._open: list[_Line] = []

    @property
    def next_number(self) -> int:
        """The number that the next call gets."""
        return self._next

    def add(
        self, method: str, params: dict[str, Any], status: int, answer: Any, **extra: Any
    ) -> dict[str, Any]:
        """Note a call, in the order of the answers."""
        entry = {
            "n": self._next,
            "at": time.time(),
            "method": method,
            "params": params,
            "status": status,
            "answer": answer,
            **extra,
        }
        # Escaped to ASCII: a lone surrogate stays readable, and no line holds a line break.
        text = json.dumps(entry, default=str, separators=(",", ":")).encode()
        self._open.append(_Line(self._next, method.lower(), text))
        self._next += 1
        if len(self._open) >= _BLOCK:
            lines, self._open = self._open, []
            packed = zlib.compress(b"\n".join(line.text for line in lines), 1)
            self._packed.append(
                _Packed(lines[-1].number, tuple((line.number, line.method) for line in lines), packed)
            )
        return entry

    async def as_json(self, method: str | None, after: int) -> AsyncIterator[bytes]:
        """`{"items": [...]}` in pieces, with room for other work between them."""
        wanted = method.lower() if method else None
        separator = b'{"items":['
        # What comes while it is read is for the next reading.
        packed, newest = list(self._packed), list(self._open)
        for block in packed:
            if block.last > after and (not wanted or block.has(wanted)):
                if texts := _chosen(block.unpacked(), wanted, after):
                    yield separator + texts
                    separator = b","
                await asyncio.sleep(0)
        if texts := _chosen(newest, wanted, after):
            yield separator + texts
            separator = b","
        yield b"]}" if separator == b"," else separator + b"]}"
