"""Identifiers: UUIDv7 (RFC 9562, section 5.7), so that keys grow with time and index pages stay warm."""

from __future__ import annotations

import datetime
import os
import time
import uuid


def new_id() -> uuid.UUID:
    """A new UUIDv7: 48 bits of Unix milliseconds, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = milliseconds << 80
    value |= 0x7 << 76
    value |= (random >> 68) << 64
    value |= 0b10 << 62
    value |= random & ((1 << 62) - 1)
    return uuid.UUID(int=value)


def first_id_at(moment: datetime.datetime) -> uuid.UUID:
    """The least id that `new_id` could have made at that moment: ids of later ones are greater."""
    milliseconds = int(moment.timestamp() * 1000)
    return uuid.UUID(int=(milliseconds << 80) | (0x7 << 76) | (0b10 << 62))
