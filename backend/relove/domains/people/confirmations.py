"""One press of a button in the person's own chat, before something that cannot be taken back.

`ask` gives the button's data; `confirm` answers it once, to its person only, within ten minutes. What was asked for is
done in the same unit of work as `confirm`, so that both happen or neither.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import secrets
import uuid

import msgspec

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ids import new_id
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people.confirmation_repository import ConfirmationRepository

LIFETIME = datetime.timedelta(minutes=10)
_KEPT = datetime.timedelta(days=1)
PREFIX = "confirm:"
DECLINE = "decline:"
_DATA = re.compile(r"(?:confirm|decline):(?P<token>[A-Za-z0-9_-]{32})")


class Asked(msgspec.Struct, frozen=True):
    """A question that waits: the data of its two buttons, and until when they work."""

    id: uuid.UUID
    confirm: str
    decline: str
    expires_at: datetime.datetime


class Confirmed(msgspec.Struct, frozen=True):
    """What was confirmed just now."""

    id: uuid.UUID
    act: str
    payload: bytes | None


class Confirmations:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._repository = ConfirmationRepository(work.session)
        self._clock = clock

    async def ask(self, user_id: uuid.UUID, act: str, payload: bytes | None = None) -> Asked:
        """Open a question. Whoever asks shows it in the person's own chat, nowhere else."""
        token = secrets.token_urlsafe(24)
        now = self._clock.now()
        await self._repository.drop_expired(user_id, now - _KEPT)
        question_id = new_id()
        await self._repository.add(
            id=question_id,
            user_id=user_id,
            act=act,
            payload=payload,
            token_hash=_hash(token),
            created_at=now,
            expires_at=now + LIFETIME,
        )
        return Asked(question_id, f"{PREFIX}{token}", f"{DECLINE}{token}", now + LIFETIME)

    async def confirm(self, data: str, user_id: uuid.UUID) -> Confirmed:
        """The act, once. ReloveError confirmation_unknown, confirmation_used, confirmation_expired."""
        found = _DATA.fullmatch(data)
        row = await self._repository.lock(_hash(found["token"]), user_id) if found else None
        if row is None:
            raise ReloveError("confirmation_unknown", kind="not_found")
        if row.used_at is not None:
            raise ReloveError("confirmation_used", kind="conflict")
        now = self._clock.now()
        if row.expires_at <= now:
            raise ReloveError("confirmation_expired", kind="conflict")
        confirmed = Confirmed(row.id, row.act, row.payload)
        row.used_at, row.payload = now, None
        return confirmed

    async def decline(self, data: str, user_id: uuid.UUID) -> Confirmed:
        """The person thought better of it: the button is used up, and nothing is done."""
        return await self.confirm(data, user_id)


def _hash(token: str) -> bytes:
    """SHA-256 is enough: the token is 192 random bits."""
    return hashlib.sha256(token.encode()).digest()
