"""How much of a conversation goes into one prompt. What does not fit is told in pieces, not left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

_CHARS_A_TOKEN = 2.5
"""Russian costs about that; English less."""
LOOK_BACK_TOKENS = 16_000
"""Of a prompt that looks back at a talk: an eighth of what the smallest of today's models read at once."""

T = TypeVar("T")


def tokens(text: str) -> int:
    """About so many tokens, rather too many than too few: each model counts its own way."""
    return int(len(text) / _CHARS_A_TOKEN) + 1


def fitting(items: Iterable[T], size: Callable[[T], int], limit: int) -> list[T]:
    """The first ones that fit; one always."""
    kept: list[T] = []
    for item in items:
        limit -= size(item)
        if kept and limit < 0:
            break
        kept.append(item)
    return kept


def newest_fitting(items: Sequence[T], size: Callable[[T], int], limit: int) -> list[T]:
    """The last ones that fit, in order; one always."""
    return fitting(reversed(items), size, limit)[::-1]


def portions(items: Sequence[T], size: Callable[[T], int], limit: int, most: int) -> Iterator[list[T]]:
    """All of them, in order, as many at once as fit."""
    at = 0
    while at < len(items):
        portion = fitting(items[at : at + most], size, limit)
        yield portion
        at += len(portion)
