"""What profiles need from above and from the world. Bootstrap fills these."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

import msgspec

from relove.db.unit_of_work import UnitOfWork
from relove.domains.journey.schemas import Evidence
from relove.domains.people.schemas import Person

Pause = Callable[[float], Awaitable[None]]
"""Waits so many seconds of business time."""

OneAtATime = Callable[[], AbstractAsyncContextManager[bool]]
"""Holds a place that only one process in all can hold; False where another one does."""


class Words(msgspec.Struct, frozen=True):
    """What the person said in one turn."""

    turn_id: uuid.UUID
    text: str


class EvidenceSource(Protocol):
    """What the conversations know. Reads in the caller's unit of work."""

    async def evidence(self, work: UnitOfWork, user_id: uuid.UUID) -> Sequence[Evidence]:
        """What was found in the person's own words, and was not vetoed."""
        ...

    async def words(
        self, work: UnitOfWork, user_id: uuid.UUID, inbox_ids: Sequence[uuid.UUID]
    ) -> Mapping[uuid.UUID, Words]:
        """The person's turns that came by these inbox rows; none of those written in need."""
        ...


class Discretion(Protocol):
    """What may go to a model, and what may come back from one."""

    def hide(self, person: Person, texts: Sequence[str]) -> tuple[list[str], Callable[[str], str]]:
        """The texts without personal data, and what puts it back."""
        ...

    def mark(self, language: str) -> str:
        """A line for the instructions by which their being recited is seen."""
        ...

    def fault(self, text: str) -> str | None:
        """Why a model's text must not be used, as a code."""
        ...

    def unfit(self, text: str, said: str) -> bool:
        """Does it hold what is not said of anybody: a diagnosis, a link? `said`: the person's own words."""
        ...


class NotReadable(Exception):
    """Something of a person in Telegram cannot be read. `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PublicSelf(msgspec.Struct, frozen=True):
    """What a person shows of themselves in Telegram: the bio, and the name of their own public channel."""

    bio: str | None = None
    channel: str | None = None


class PublicSelves(Protocol):
    """Reads what people show of themselves."""

    async def of(self, person: Person) -> PublicSelf:
        """The person's bio and linked channel. NotReadable."""
        ...


class PublicChannels(Protocol):
    """Reads public channels."""

    async def posts(self, channel: str, count: int) -> Sequence[str]:
        """The texts of the newest posts, newest first. NotReadable, for one where nothing is set up too."""
        ...


class StreamNames(Protocol):
    """The catalogue, as far as a profile needs it."""

    def __call__(self, language: str) -> Mapping[str, str]:
        """Names by slug."""
        ...
