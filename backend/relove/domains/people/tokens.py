"""Refresh tokens: random, kept as a hash, used once.

A token used again within a minute is two windows or a lost answer, and gets another successor. Used again later it
is a theft, or looks like one: the whole family (one login and its successors) is revoked.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
import uuid

import msgspec

from relove.core.actor import Language
from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ids import new_id
from relove.db.unit_of_work import UnitOfWork
from relove.domains.people import rules
from relove.domains.people.models import RefreshToken
from relove.domains.people.repository import UserRepository
from relove.domains.people.token_repository import RefreshTokenRepository

LIFETIME = datetime.timedelta(days=30)
GRACE = datetime.timedelta(seconds=60)
_RANDOM_BYTES = 32
_LONGEST = 256


class Rotated(msgspec.Struct, frozen=True):
    """The successor of a refresh token, and whose it is."""

    user_id: uuid.UUID
    token: str


class RefreshTokens:
    """Issues, rotates and revokes refresh tokens inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._repository = RefreshTokenRepository(work.session)
        self._users = UserRepository(session=work.session)
        self._clock = clock

    async def issue(self, user_id: uuid.UUID) -> str:
        """The first token of a new family: somebody logged in."""
        return self._add(user_id, family_id=new_id())

    async def rotate(self, token: str) -> Rotated | ReloveError:
        """The successor of a token.

        An error is returned, not raised: a detected reuse revokes the family, and that must be committed.
        """
        token_hash = _hash(token)
        family_id = await self._repository.family_of(token_hash)
        if family_id is None:
            return _refused("refresh_invalid")
        await self._repository.lock_family(family_id)
        found = await self._repository.get(token_hash)
        now = self._clock.now()
        if found is None or found.revoked_at is not None or not await self._users.hold(found.user_id):
            return _refused("refresh_invalid")
        if found.expires_at <= now:
            return _refused("token_expired")
        if found.used_at is not None and now - found.used_at > GRACE:
            await self._repository.revoke_family(family_id, now)
            return _refused("refresh_reused")
        if found.used_at is None:
            found.used_at = now
        return Rotated(user_id=found.user_id, token=self._add(found.user_id, family_id))

    async def language_of(self, token: str) -> Language | None:
        """In which language to tell the token's person that it is refused; None where nobody knows the token."""
        found = await self._repository.language_of(_hash(token))
        return None if found is None else rules.checked_language(found)

    async def revoke(self, token: str) -> None:
        """Log out: the family of the token ends. An unknown token is no error, it is worth nothing already."""
        family_id = await self._repository.family_of(_hash(token))
        if family_id is not None:
            await self._repository.lock_family(family_id)
            await self._repository.revoke_family(family_id, self._clock.now())

    def _add(self, user_id: uuid.UUID, family_id: uuid.UUID) -> str:
        token = secrets.token_urlsafe(_RANDOM_BYTES)
        now = self._clock.now()
        self._repository.add(
            RefreshToken(
                user_id=user_id,
                family_id=family_id,
                token_hash=_hash(token),
                created_at=now,
                expires_at=now + LIFETIME,
            )
        )
        return token


def _hash(token: str) -> bytes:
    """SHA-256 is enough: the token is 256 random bits, there is nothing to guess. Too long means unknown."""
    return hashlib.sha256(token[:_LONGEST].encode("utf-8", "replace")).digest()


def _refused(code: str) -> ReloveError:
    return ReloveError(code, kind="unauthorized")
