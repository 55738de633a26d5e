"""What the people domain needs from the world."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Protocol

from relove.domains.people.schemas import ErasureEntry


class AccessTokens(Protocol):
    """Short-lived proof of who is signed in. Says nothing of rights: those are in the database."""

    @property
    def lifetime_s(self) -> int:
        """Seconds that a new token lives."""
        ...

    def issue(self, user_id: uuid.UUID) -> str:
        """A new token for that person."""
        ...

    def verify(self, token: str) -> uuid.UUID:
        """Whose token it is; ReloveError `token_expired` or `token_invalid` otherwise."""
        ...


class ErasureLedger(Protocol):
    """The list of erasures outside the database: what a restored backup must have done to it again."""

    def fingerprint(self, telegram_id: int) -> bytes:
        """A keyed hash: tells a person again, and tells nobody without the key who it was."""
        ...

    def receipt(self, seed: bytes) -> str:
        """A receipt's number, the same for the same seed: a second try is the same erasure."""
        ...

    async def append(self, entry: ErasureEntry) -> None:
        """Write down, and return once the disk has it."""
        ...

    def renew(self) -> bool:
        """Close the ledger's own key with the newest encryption key; False where nothing was to be done."""
        ...

    def entries(self) -> Sequence[ErasureEntry]:
        """Everything that was written down."""
        ...


class Traces(Protocol):
    """What is kept of a person outside the database: caches, limits, flags."""

    async def forget(self, user_id: uuid.UUID | None, chat_id: int) -> None:
        """Drop it all. Best effort: all of it ends by itself."""
        ...
