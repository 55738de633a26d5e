"""Pure rules of profiles: when one is old, what is the same statement, what a version is made of."""

from __future__ import annotations

import datetime
import hashlib
import re
import sys
import uuid
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from relove.domains.profiles.schemas import Cause

AGE = datetime.timedelta(days=7)
"""An older profile is refreshed."""
SEEN_WITHIN = datetime.timedelta(days=30)
RETRY = datetime.timedelta(hours=1)
"""After a try that failed."""
ENTRIES = 50
ENOUGH_WORDS = 3
"""Fewer messages say too little for a profile."""
FOLLOWS_AFTER: Mapping[str, int] = {"talk": 10, "session": 0}
"""So many new messages, while a talk goes on and when it has ended: the profile follows, however young it is.

What is found at an end may come from words that stood there when the profile was last refreshed."""
MAX_STATEMENTS = 12
MAX_STATEMENT = 300
MAX_SUMMARY = 1500

_ALIKE = 0.6
_WORD = re.compile(r"\w{4,}")
_STEM = 5
# Written in either way.
_ONE_LETTER = {0x451: 0x435}

Fingerprint = frozenset[str]


def is_old(updated_at: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Is it time for another look?"""
    return updated_at is None or updated_at < now - AGE


def may_try(
    cause: Cause,
    updated_at: datetime.datetime | None,
    tried_at: datetime.datetime | None,
    now: datetime.datetime,
    new_words: int,
) -> bool:
    """By hand always; by itself when the profile is old or much was said, and not at once after a try that failed."""
    if cause in ("command", "admin"):
        return True
    failed_lately = (
        tried_at is not None and tried_at > now - RETRY and (not updated_at or updated_at < tried_at)
    )
    if failed_lately:
        return False
    if is_old(updated_at, now):
        return True
    return new_words >= FOLLOWS_AFTER.get(cause, sys.maxsize)


def fingerprint(user_id: uuid.UUID, text: str) -> Fingerprint:
    """Hashes of the words, cut to their stems: tells the statement again in other endings and another order."""
    words = {word[:_STEM] for word in _WORD.findall(text.lower().translate(_ONE_LETTER))}
    words = words or {text.strip().lower()}
    return frozenset(
        hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8, key=user_id.bytes).hexdigest()
        for word in words
    )


def closed(mark: Fingerprint) -> bytes:
    """As the column holds it."""
    return msgspec.json.encode(sorted(mark))


def opened(stored: bytes) -> Fingerprint:
    """Back from `closed`."""
    return frozenset(msgspec.json.decode(stored, type=list[str]))


def alike(one: Fingerprint, other: Fingerprint) -> bool:
    """Do two statements say the same, as far as words tell?"""
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= _ALIKE


def comes_back(mark: Fingerprint, vetoed: Iterable[Fingerprint]) -> bool:
    """Is it one that the person has vetoed?"""
    return any(alike(mark, one) for one in vetoed)


def state_hash(summary: str | None, statements: Sequence[tuple[str, str, str]]) -> bytes:
    """A fingerprint of a whole profile: tells whether something changed, and nothing of what."""
    return hashlib.sha256(msgspec.json.encode([summary, sorted(statements)])).digest()


def plain_summary(texts: Sequence[str]) -> str | None:
    """A summary that no model wrote: the statements as they are."""
    kept: list[str] = []
    for text in texts:
        if sum(map(len, kept)) + len(text) + 2 * len(kept) > MAX_SUMMARY:
            break
        kept.append(text)
    return "\n".join(kept) or None
