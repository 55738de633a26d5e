"""What the people domain needs from the world."""

from __future__ import annotations

import uuid
from typing import Protocol


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
