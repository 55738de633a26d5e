"""Signing in: initData, access tokens, refresh tokens."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest
from sqlalchemy import delete, select

from relove.bootstrap import Container
from relove.domains.people.models import RefreshToken, User
from relove.integrations.tokens.jwt import AUDIENCE
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of, init_data

Later = Callable[[float], None]


async def refresh(http: httpx.AsyncClient, token: str) -> httpx.Response:
    return await http.post("/api/auth/refresh", json={"refresh_token": token})


class TestSignIn:
    async def test_first_time_makes_the_person_without_consents(
        self, http: httpx.AsyncClient, container: Container
    ) -> None:
        data = init_data(container.clock.now(), 77, user={"language_code": "en"}, start_param="spring")
        answer = await http.post("/api/auth/telegram", json={"init_data": data})
        assert answer.status_code == 200
        body = answer.json()
        assert set(body) == {"access_token", "refresh_token", "expires_in", "user"}
        assert body["expires_in"] == 1800
        assert body["user"]["telegram_id"] == 77 and body["user"]["language"] == "en"
        assert body["user"]["role"] == "person" and body["user"]["consents"] == []
        async with container.units() as work:
            row = (await work.session.execute(select(User).where(User.telegram_id == 77))).scalar_one()
        assert row.source_first == row.source_last == "spring"

    async def test_again_is_the_same_person(self, sign_in: SignIn) -> None:
        first = await sign_in()
        second = await sign_in(user={"first_name": "Аня"})
        assert first.user["id"] == second.user["id"] and second.user["first_name"] == "Аня"

    async def test_blank_and_unknown_fields_and_signature(self, sign_in: SignIn) -> None:
        await sign_in(signature="abc", start_param="", something_new="x=y&z")

    @pytest.mark.parametrize(
        ("code", "status", "change"),
        [
            ("init_data_missing", 400, lambda data: ""),
            ("init_data_malformed", 400, lambda data: "nonsense"),
            ("init_data_duplicate_field", 400, lambda data: data + "&user=%7B%22id%22%3A1%7D"),
            ("init_data_bad_hash", 401, lambda data: data.replace("%3A%2042", "%3A%2043")),
            ("init_data_bad_hash", 401, lambda data: data[:-64] + "ф" * 64),
            ("init_data_too_large", 413, lambda data: data + "&x=" + "a" * 100_000),
        ],
    )
    async def test_bad(
        self,
        http: httpx.AsyncClient,
        container: Container,
        code: str,
        status: int,
        change: Callable[[str], str],
    ) -> None:
        data = change(init_data(container.clock.now()))
        error = error_of(await http.post("/api/auth/telegram", json={"init_data": data}), status)
        assert error["code"] == code

    @pytest.mark.parametrize(("age", "code"), [(3700, "init_data_expired"), (-60, "init_data_future")])
    async def test_age(self, http: httpx.AsyncClient, container: Container, age: int, code: str) -> None:
        data = init_data(container.clock.now() - timedelta(seconds=age))
        error = error_of(await http.post("/api/auth/telegram", json={"init_data": data}), 401)
        assert error["code"] == code

    async def test_error_in_the_language_of_init_data(
        self, http: httpx.AsyncClient, container: Container
    ) -> None:
        old = container.clock.now() - timedelta(days=1)
        told = {}
        for language in ("ru", "en"):
            data = init_data(old, user={"language_code": language}).replace("%3A%20", "%3A")
            answer = await http.post("/api/auth/telegram", json={"init_data": data})
            told[language] = error_of(answer, 401)["message"]
        assert told["ru"] != told["en"]

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[]", b"{}", b'{"init_data": 5}', b'{"init_data": "\\ud800"}']
    )
    async def test_no_body_of_ours(self, http: httpx.AsyncClient, body: bytes) -> None:
        answer = await http.post(
            "/api/auth/telegram", content=body, headers={"Content-Type": "application/json"}
        )
        assert error_of(answer, 400)["code"] == "validation"


class TestAccessToken:
    async def test_none(self, http: httpx.AsyncClient) -> None:
        for headers in ({}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer "}):
            answer = await http.get("/api/me", headers=headers)
            assert error_of(answer, 401)["code"] == "token_missing"
            assert answer.headers["www-authenticate"] == "Bearer"

    @pytest.mark.parametrize(
        "changed",
        [{"aud": "other"}, {"type": "refresh"}, {"sub": "5"}, {"exp": None}, {"sub": str(uuid.uuid4())}],
    )
    async def test_wrong(
        self, http: httpx.AsyncClient, anna: Visitor, container: Container, changed: dict[str, Any]
    ) -> None:
        secret = container.settings.jwt_secret
        assert secret is not None
        now = int(container.clock.now().timestamp())
        whole = {"sub": anna.user["id"], "aud": AUDIENCE, "type": "access", "iat": now, "exp": now + 60}
        claims = {key: value for key, value in {**whole, **changed}.items() if value is not None}
        token = jwt.encode(claims, secret.get_secret_value(), algorithm="HS256")
        answer = await http.get("/api/me", headers={"Authorization": f"Bearer {token}"})
        assert error_of(answer, 401)["code"] == "token_invalid"

    async def test_alg_none(self, http: httpx.AsyncClient, anna: Visitor) -> None:
        body = anna.tokens["access_token"].split(".")[1]
        head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).decode()
        answer = await http.get("/api/me", headers={"Authorization": f"Bearer {head.rstrip('=')}.{body}."})
        assert error_of(answer, 401)["code"] == "token_invalid"

    async def test_expired(self, anna: Visitor, later: Later) -> None:
        # A minute to spare: the clock runs on while the test does.
        later(1740)
        assert (await anna.get("/api/me")).status_code == 200
        later(61)
        assert error_of(await anna.get("/api/me"), 401)["code"] == "token_expired"

    async def test_person_is_gone(self, anna: Visitor, container: Container) -> None:
        async with container.units() as work:
            await work.session.execute(delete(User))
        assert error_of(await anna.get("/api/me"), 401)["code"] == "token_invalid"

    async def test_role_is_read_at_each_request(self, anna: Visitor, container: Container) -> None:
        async with container.units() as work:
            (await work.session.execute(select(User))).scalar_one().role = "admin"
        assert (await anna.get("/api/me")).json()["role"] == "admin"


class TestRefresh:
    async def test_rotates(self, http: httpx.AsyncClient, anna: Visitor) -> None:
        first = await refresh(http, anna.tokens["refresh_token"])
        assert first.status_code == 200 and first.json()["user"]["id"] == anna.user["id"]
        assert first.json()["refresh_token"] != anna.tokens["refresh_token"]
        second = await refresh(http, first.json()["refresh_token"])
        assert second.status_code == 200
        answer = await http.get(
            "/api/me", headers={"Authorization": f"Bearer {second.json()['access_token']}"}
        )
        assert answer.status_code == 200

    async def test_is_hashed_at_rest(self, anna: Visitor, container: Container) -> None:
        async with container.units() as work:
            row = (await work.session.execute(select(RefreshToken))).scalar_one()
        assert len(row.token_hash) == 32 and anna.tokens["refresh_token"].encode() not in row.token_hash

    async def test_twice_within_a_minute_gives_another_successor(
        self, http: httpx.AsyncClient, anna: Visitor, later: Later
    ) -> None:
        one = (await refresh(http, anna.tokens["refresh_token"])).json()["refresh_token"]
        later(59)
        other = (await refresh(http, anna.tokens["refresh_token"])).json()["refresh_token"]
        assert one != other
        assert (await refresh(http, one)).status_code == (await refresh(http, other)).status_code == 200

    async def test_used_again_later_revokes_the_family(
        self, http: httpx.AsyncClient, anna: Visitor, sign_in: SignIn, later: Later
    ) -> None:
        elsewhere = await sign_in()
        successor = (await refresh(http, anna.tokens["refresh_token"])).json()["refresh_token"]
        later(61)
        reused = await refresh(http, anna.tokens["refresh_token"])
        assert error_of(reused, 401)["code"] == "refresh_reused"
        assert error_of(await refresh(http, successor), 401)["code"] == "refresh_invalid"
        # Another login is another family.
        assert (await refresh(http, elsewhere.tokens["refresh_token"])).status_code == 200

    async def test_refused_in_the_persons_own_language(
        self, http: httpx.AsyncClient, anna: Visitor, later: Later
    ) -> None:
        await anna.call("PATCH", "/api/me", json={"language": "en"})
        await refresh(http, anna.tokens["refresh_token"])
        later(61)
        error = error_of(await refresh(http, anna.tokens["refresh_token"]), 401)
        assert error["message"].isascii() and error["code"] == "refresh_reused"

    async def test_lives_thirty_days(self, http: httpx.AsyncClient, anna: Visitor, later: Later) -> None:
        later(30 * 86400 + 1)
        error = error_of(await refresh(http, anna.tokens["refresh_token"]), 401)
        assert error["code"] == "token_expired"

    @pytest.mark.parametrize("token", ["unknown", "ф", "x" * 256])
    async def test_unknown(self, http: httpx.AsyncClient, token: str) -> None:
        assert error_of(await refresh(http, token), 401)["code"] == "refresh_invalid"

    @pytest.mark.parametrize("token", ["", "x" * 257, None, 5])
    async def test_no_token(self, http: httpx.AsyncClient, token: Any) -> None:
        assert error_of(await refresh(http, token), 400)["code"] == "validation"


class TestLogOut:
    async def test_ends_the_family(self, http: httpx.AsyncClient, anna: Visitor) -> None:
        successor = (await refresh(http, anna.tokens["refresh_token"])).json()["refresh_token"]
        answer = await http.post("/api/auth/logout", json={"refresh_token": successor})
        assert answer.status_code == 204 and answer.content == b""
        for token in (successor, anna.tokens["refresh_token"]):
            assert error_of(await refresh(http, token), 401)["code"] == "refresh_invalid"

    async def test_unknown_token_is_no_error(self, http: httpx.AsyncClient) -> None:
        answer = await http.post("/api/auth/logout", json={"refresh_token": "unknown"})
        assert answer.status_code == 204
