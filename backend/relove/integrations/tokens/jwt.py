"""Access tokens as JWT, HS256 alone.

Expiry is compared with the clock port and not by the library, which knows the machine's time only: a token's age is
business time, so that the sandbox and the tests can let it pass.
"""

from __future__ import annotations

import uuid

import jwt

from relove.core.clock import Clock
from relove.core.errors import ReloveError

AUDIENCE = "relove-mini-app"
TOKEN_TYPE = "access"
LIFETIME_S = 30 * 60
_ALGORITHM = "HS256"
_LONGEST = 512


class JwtAccessTokens:
    """Issues and checks access tokens with one secret."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock

    @property
    def lifetime_s(self) -> int:
        return LIFETIME_S

    def issue(self, user_id: uuid.UUID) -> str:
        now = int(self._clock.now().timestamp())
        claims = {
            "sub": str(user_id),
            "aud": AUDIENCE,
            "type": TOKEN_TYPE,
            "iat": now,
            "exp": now + LIFETIME_S,
        }
        return jwt.encode(claims, self._secret, algorithm=_ALGORITHM)

    def verify(self, token: str) -> uuid.UUID:
        if len(token) > _LONGEST:
            raise _invalid()
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=[_ALGORITHM],
                audience=AUDIENCE,
                options={
                    "require": ["sub", "aud", "exp", "iat"],
                    "strict_aud": True,
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
            user_id = uuid.UUID(claims["sub"])
        except (jwt.InvalidTokenError, ValueError):
            raise _invalid() from None
        expires = claims["exp"]
        if claims.get("type") != TOKEN_TYPE or type(expires) is not int:
            raise _invalid()
        if expires <= self._clock.now().timestamp():
            raise ReloveError("token_expired", kind="unauthorized")
        return user_id


def _invalid() -> ReloveError:
    return ReloveError("token_invalid", kind="unauthorized")
