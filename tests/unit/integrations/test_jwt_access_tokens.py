"""Access tokens: one algorithm, one audience, one type, and the clock port decides their age."""

import base64
import json
import uuid
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest

from relove.core.clock import FixedClock
from relove.core.errors import ReloveError
from relove.integrations.tokens.jwt import AUDIENCE, LIFETIME_S, JwtAccessTokens

SECRET = "a secret of more than thirty-two characters"
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PERSON = uuid.UUID("01890000-0000-7000-8000-000000000001")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def tokens(clock: FixedClock) -> JwtAccessTokens:
    return JwtAccessTokens(SECRET, clock)


def claims(**changed: Any) -> dict[str, Any]:
    whole = {
        "sub": str(PERSON),
        "aud": AUDIENCE,
        "type": "access",
        "iat": int(START.timestamp()),
        "exp": int(START.timestamp()) + 60,
        **changed,
    }
    return {key: value for key, value in whole.items() if value is not None}


def signed(secret: str = SECRET, algorithm: str = "HS256", **changed: Any) -> str:
    return jwt.encode(claims(**changed), secret, algorithm=algorithm)


def unsigned(header: dict[str, Any]) -> str:
    parts = (json.dumps(header), json.dumps(claims()), "")
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts)


def refused(tokens: JwtAccessTokens, token: str) -> str:
    with pytest.raises(ReloveError) as caught:
        tokens.verify(token)
    assert caught.value.kind == "unauthorized"
    return caught.value.code


class TestIssue:
    def test_is_verified_until_it_ends(self, tokens: JwtAccessTokens, clock: FixedClock) -> None:
        token = tokens.issue(PERSON)
        clock.advance(tokens.lifetime_s - 1)
        assert tokens.verify(token) == PERSON
        assert tokens.lifetime_s == LIFETIME_S == 1800

    def test_holds_no_rights(self, tokens: JwtAccessTokens) -> None:
        held = jwt.decode(tokens.issue(PERSON), options={"verify_signature": False})
        assert set(held) == {"sub", "aud", "type", "iat", "exp"}


class TestVerify:
    def test_expired_by_business_time(self, tokens: JwtAccessTokens, clock: FixedClock) -> None:
        token = tokens.issue(PERSON)
        clock.advance(LIFETIME_S)
        assert refused(tokens, token) == "token_expired"

    def test_machine_time_does_not_matter(self, clock: FixedClock) -> None:
        clock.advance(-10 * 365 * 86400)
        assert JwtAccessTokens(SECRET, clock).verify(JwtAccessTokens(SECRET, clock).issue(PERSON)) == PERSON

    @pytest.mark.parametrize(
        "changed",
        [
            {"aud": "somebody-else"},
            {"aud": [AUDIENCE, "somebody-else"]},
            {"aud": None},
            {"type": "refresh"},
            {"type": None},
            {"exp": None},
            {"iat": None},
            {"sub": None},
            {"sub": "not-a-uuid"},
            {"exp": "9999999999"},
            {"exp": 9999999999.5},
            {"exp": True},
        ],
    )
    def test_wrong_claims(self, tokens: JwtAccessTokens, changed: dict[str, Any]) -> None:
        assert refused(tokens, signed(**changed)) == "token_invalid"

    def test_other_secret(self, tokens: JwtAccessTokens) -> None:
        assert refused(tokens, signed("another secret of thirty-two characters")) == "token_invalid"

    def test_other_algorithm(self, tokens: JwtAccessTokens) -> None:
        assert refused(tokens, signed(SECRET * 2, "HS512")) == "token_invalid"

    @pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", None, 5])
    def test_no_algorithm(self, tokens: JwtAccessTokens, algorithm: Any) -> None:
        assert refused(tokens, unsigned({"typ": "JWT", "alg": algorithm})) == "token_invalid"

    def test_tampered(self, tokens: JwtAccessTokens) -> None:
        head, body, signature = signed().split(".")
        other = signed(sub=str(uuid.uuid4())).split(".")[1]
        assert refused(tokens, f"{head}.{other}.{signature}") == "token_invalid"
        assert refused(tokens, f"{head}.{body}.{signature[:-4]}AAAA") == "token_invalid"

    @pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "ф", "\ud800", "x" * 5000, "[" * 500])
    def test_no_token_at_all(self, tokens: JwtAccessTokens, token: str) -> None:
        assert refused(tokens, token) == "token_invalid"
