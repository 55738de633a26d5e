"""Signed names of a person and a stream, as JWT of a kind that signs nobody in."""

from __future__ import annotations

import uuid

import jwt

from relove.core.clock import Clock
from relove.domains.streams.ports import Purpose

_AUDIENCE = "relove-streams"
_ALGORITHM = "HS256"
_DAY_S = 24 * 60 * 60
_LIFETIMES_S: dict[Purpose, int] = {"go": 30 * _DAY_S, "ref": 180 * _DAY_S, "map": 15 * 60}
_LONGEST = 512


class JwtPersonalLinks:
    """Issues and reads them with one secret. Age is business time, by the clock port."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock

    def issue(self, purpose: Purpose, user_id: uuid.UUID, slug: str) -> str:
        expires = int(self._clock.now().timestamp()) + _LIFETIMES_S[purpose]
        claims = {"sub": str(user_id), "aud": _AUDIENCE, "type": purpose, "for": slug, "exp": expires}
        return jwt.encode(claims, self._secret, algorithm=_ALGORITHM)

    def read(self, purpose: Purpose, code: str, slug: str) -> uuid.UUID | None:
        if len(code) > _LONGEST:
            return None
        try:
            claims = jwt.decode(
                code,
                self._secret,
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                options={"require": ["sub", "aud", "exp"], "strict_aud": True, "verify_exp": False},
            )
            user_id = uuid.UUID(claims["sub"])
        except (jwt.InvalidTokenError, ValueError):
            return None
        expires = claims["exp"]
        if (
            claims.get("type") != purpose
            or claims.get("for") != slug
            or type(expires) is not int
            or expires <= self._clock.now().timestamp()
        ):
            return None
        return user_id
