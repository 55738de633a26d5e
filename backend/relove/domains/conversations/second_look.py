"""The second look at a text in which the deterministic rules saw no danger: where a model is at hand."""

from __future__ import annotations

from typing import Protocol

from relove.domains.conversations.crisis import CrisisHit
from relove.domains.people.schemas import Person


class CrisisSecondLook(Protocol):
    """Asked before a reply is written, outside of any unit of work. It never raises and never takes long."""

    async def look(self, text: str, person: Person) -> CrisisHit | None:
        """A danger that the rules did not see; None where there is none, or nobody could look."""
        ...


class NoSecondLook:
    """The rules stand alone."""

    async def look(self, _text: str, _person: Person) -> CrisisHit | None:
        """Nothing more."""
        return None
