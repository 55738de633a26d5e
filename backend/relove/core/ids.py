"""Identifiers: UUIDv7 (RFC 9562, section 5.7), so that keys grow with time and index pages stay warm."""

from __future__ import annotations

import datetime
import os
import threading
import time
import uuid

_FRACTION_BITS = 12


def new_id() -> uuid.UUID:
    """A new UUIDv7: 48 bits of Unix milliseconds, 12 of their fraction (method 3 of section 6.2), 62 random bits.

    Greater than the one before it in this process: what is written in one go keeps its order.
    """
    global _last
    ticks = (time.time_ns() << _FRACTION_BITS) // 1_000_000
    with _lock:
        _last = ticks = max(ticks, _last + 1)
    value = (ticks >> _FRACTION_BITS) << 80
    value |= 0x7 << 76
    value |= (ticks & ((1 << _FRACTION_BITS) - 1)) << 64
    value |= 0b10 << 62
    value |= int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return uuid.UUID(int=value)


_last = 0
_lock = threading.Lock()


def first_id_at(moment: datetime.datetime) -> uuid.UUID:
    """The least id that `new_id` could have made at that moment: ids of later ones are greater."""
    milliseconds = int(moment.timestamp() * 1000)
    return uuid.UUID(int=(milliseconds << 80) | (0x7 << 76) | (0b10 << 62))
