"""How often one may ask: counted in one look, told in headers, and never a reason to shut everybody out."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, cast

import httpx
import pytest
from arq.connections import ArqRedis
from litestar import Litestar

from relove.api.app import create_app
from relove.bootstrap import Container
from relove.integrations.queue.rate import Limit, RequestLimiter
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of, init_data

STRANGER = ("203.0.113.5", 4711)


def from_address(app: Litestar, address: tuple[str, int] = STRANGER) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(cast(Any, app), client=address)
    return httpx.AsyncClient(transport=transport, base_url="http://relove.test")


def limits_of(answer: httpx.Response) -> tuple[int, int, int]:
    limit, remaining, reset = (
        int(answer.headers[f"x-ratelimit-{name}"]) for name in ("limit", "remaining", "reset")
    )
    return limit, remaining, reset


class TestTheScript:
    async def test_all_of_a_minute_may_come_at_once_and_not_one_more(self, container: Container) -> None:
        limiter = RequestLimiter(container.redis)
        verdicts = await asyncio.gather(*(limiter.take([Limit("x", 20)]) for _ in range(50)))
        let_in = [verdict for verdict in verdicts if verdict and verdict.retry_after_s is None]
        assert len(let_in) == 20
        assert sorted(verdict.remaining for verdict in let_in) == list(range(20))
        refused = await limiter.take([Limit("x", 20)])
        assert refused and refused.remaining == 0
        assert refused.retry_after_s and 1 <= refused.retry_after_s <= 3
        assert 55 <= refused.reset_s <= 60

    async def test_who_is_refused_by_one_limit_uses_up_no_other(self, container: Container) -> None:
        limiter = RequestLimiter(container.redis)
        for _ in range(5):
            await limiter.take([Limit("narrow", 1), Limit("wide", 10)])
        left = await limiter.take([Limit("wide", 10)])
        assert left and left.remaining == 8

    async def test_the_tightest_limit_is_told(self, container: Container) -> None:
        verdict = await RequestLimiter(container.redis).take([Limit("a", 100), Limit("b", 2), Limit("c", 50)])
        assert verdict and (verdict.limit, verdict.remaining) == (2, 1)

    async def test_nothing_is_kept_longer_than_it_counts(self, container: Container) -> None:
        await RequestLimiter(container.redis).take([Limit("x", 60)])
        assert 0 < await container.redis.pttl("relove:rate:x") <= 1_000

    async def test_with_redis_away_everybody_is_let_in_and_it_is_said_once(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        away = ArqRedis(host="127.0.0.1", port=9)
        limiter = RequestLimiter(away)
        assert [await limiter.take([Limit("x", 1)]) for _ in range(5)] == [None] * 5
        assert caplog.text.count("request limits are not counted") == 1
        await away.aclose()


class TestPerPerson:
    @pytest.fixture
    def overrides(self) -> dict[str, Any]:
        return {"sandbox_url": "http://localhost:9081", "rate_person": 8, "rate_talk": 3, "rate_streams": 2}

    async def test_too_much_is_told_and_stores_nothing(self, anna: Visitor) -> None:
        session = await anna.begin()
        path = f"/api/sessions/{session['id']}/turns"
        for text in ("", ""):
            assert (await anna.post(path, json={"text": text})).status_code == 400
        answer = await anna.post(path, json={"text": "Да"}, headers={"Idempotency-Key": "k"})
        error = error_of(answer, 429)
        assert error["code"] == "too_many_requests"
        assert error["retry_after"] == int(answer.headers["retry-after"]) >= 1
        assert limits_of(answer)[:2] == (3, 0)
        turns = (await anna.get(path)).json()["items"]
        assert [turn["role"] for turn in turns] == ["guide"]

    async def test_one_is_not_limited_by_another(self, anna: Visitor, sign_in: SignIn) -> None:
        boris = await sign_in(43)
        statuses = [(await anna.get("/api/me")).status_code for _ in range(9)]
        assert 429 in statuses
        assert (await boris.get("/api/me")).status_code == 200

    async def test_headers_count_down(self, anna: Visitor) -> None:
        first, second = [limits_of(await anna.get("/api/me")) for _ in range(2)]
        assert first[0] == second[0] == 8
        assert second[1] == first[1] - 1 and 0 < second[2] <= 60


class TestPerAddress:
    @pytest.fixture
    def overrides(self) -> dict[str, Any]:
        return {"rate_auth": 3, "rate_address": 6, "trusted_proxies": "10.0.0.0/8"}

    async def test_guessing_at_the_door_ends_soon(self, app: Litestar, container: Container) -> None:
        async with from_address(app) as http:
            statuses = [
                (await http.post("/api/auth/telegram", json={"init_data": "x"})).status_code for _ in range(4)
            ]
            assert statuses == [400, 400, 400, 429]
            good = {"init_data": init_data(container.clock.now())}
            assert (await http.post("/api/auth/telegram", json=good)).status_code == 429
        async with from_address(app, ("203.0.113.6", 1)) as http:
            assert (await http.post("/api/auth/telegram", json=good)).status_code == 200

    async def test_bad_tokens_count_for_their_address(self, app: Litestar) -> None:
        async with from_address(app) as http:
            answers = [await http.get("/api/me", headers={"Authorization": f"Bearer x{n}"}) for n in range(7)]
        assert [answer.status_code for answer in answers] == [401] * 6 + [429]

    async def test_a_name_given_by_oneself_changes_nothing(self, app: Litestar) -> None:
        async with from_address(app) as http:
            asked = [http.get("/api/me", headers={"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(12)]
            # At once: one by one on a busy machine, a slot would be free again before the last.
            statuses = sorted([answer.status_code for answer in await asyncio.gather(*asked)])
        assert statuses[-1] == 429

    async def test_people_behind_our_own_proxy_are_told_apart(self, app: Litestar) -> None:
        async with from_address(app, ("10.0.0.7", 1)) as http:
            statuses = [
                (await http.get("/api/me", headers={"X-Forwarded-For": f"198.51.100.{n}"})).status_code
                for n in range(7)
            ]
        assert statuses == [401] * 7

    async def test_this_machine_is_not_counted_in_development(self, app: Litestar) -> None:
        async with from_address(app, ("127.0.0.1", 1)) as http:
            answers = [await http.get("/api/me") for _ in range(9)]
        assert {answer.status_code for answer in answers} == {401}
        assert "x-ratelimit-limit" not in answers[0].headers

    async def test_health_is_never_refused(self, app: Litestar) -> None:
        async with from_address(app) as http:
            answers = [await http.get("/health/live") for _ in range(9)]
        assert {answer.status_code for answer in answers} == {200}


class TestRedisAway:
    async def test_everybody_is_let_in(self, container: Container) -> None:
        away = ArqRedis(host="127.0.0.1", port=9)
        app = create_app(replace(container, redis=away))
        async with app.lifespan(), from_address(app) as http:
            entered = await http.post(
                "/api/auth/telegram", json={"init_data": init_data(container.clock.now())}
            )
            assert (await Visitor(http, entered.json()).get("/api/me")).status_code == 200
        assert "x-ratelimit-limit" not in entered.headers
        await away.aclose()
