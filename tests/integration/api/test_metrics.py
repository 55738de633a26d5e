"""Figures for Prometheus: whom they are shown to, what they say, and that nothing in them is anybody's."""

from __future__ import annotations

from typing import Any, cast

import httpx
import pytest
from litestar import Litestar
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from relove.bootstrap import Container
from relove.core.ids import new_id
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of

TOKEN = "a token for the monitor of the tests"
NEAR = ["127.0.0.1", "::1", "10.1.2.3", "172.17.0.1", "192.168.1.5", "::ffff:10.0.0.1"]
FAR = ["8.8.8.8", "2a00:1450:4010::8b", "::ffff:8.8.8.8", "testclient"]

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def overrides() -> dict[str, Any]:
    return {"sandbox_url": "http://localhost:9081", "metrics_token": TOKEN}


def from_address(app: Litestar, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(cast(Any, app), client=(address, 5555))
    return httpx.AsyncClient(transport=transport, base_url="http://relove.test")


async def figures(http: httpx.AsyncClient) -> Samples:
    """Everything, read as Prometheus reads it."""
    answer = await http.get("/metrics")
    assert answer.status_code == 200
    assert (
        answer.headers["content-type"].startswith("text/plain")
        and answer.headers["cache-control"] == "no-store"
    )
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def of(samples: Samples, name: str, **labels: str) -> float:
    return samples[(name, tuple(sorted(labels.items())))]


class TestWhoMaySee:
    @pytest.mark.parametrize("address", NEAR)
    async def test_from_the_private_network(self, app: Litestar, address: str) -> None:
        async with from_address(app, address) as http:
            assert (await http.get("/metrics")).status_code == 200

    @pytest.mark.parametrize("address", FAR)
    async def test_to_others_it_does_not_exist(self, app: Litestar, address: str) -> None:
        async with from_address(app, address) as http:
            answer = await http.get("/metrics")
            assert error_of(answer, 404)["code"] == "not_found"
            for headers in ({"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
                assert (await http.get("/metrics", headers=headers)).status_code == 404
            answer = await http.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
            assert answer.status_code == 200

    @pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
    async def test_what_came_through_a_proxy_is_not_near(self, app: Litestar, name: str) -> None:
        """A proxy on this machine stands near to everybody; nobody comes in by naming a near address either."""
        async with from_address(app, "127.0.0.1") as http:
            answer = await http.get("/metrics", headers={name: "127.0.0.1"})
            assert error_of(answer, 404)["code"] == "not_found"

    async def test_it_is_not_in_the_document(self, http: httpx.AsyncClient) -> None:
        assert "/metrics" not in (await http.get("/api/schema/openapi.json")).json()["paths"]


class TestWhatItSays:
    async def test_requests_by_template(self, http: httpx.AsyncClient, anna: Visitor) -> None:
        for _ in range(3):
            await anna.get(f"/api/sessions/{new_id()}")
        await http.get("/api/zimorodok")
        await http.get("/zimorodok.js")
        found = await figures(http)
        labels = {"method": "GET", "route": "/api/sessions/{session_id}"}
        assert of(found, "relove_http_requests_total", status="404", **labels) == 3
        assert of(found, "relove_http_request_seconds_count", **labels) == 3
        assert of(found, "relove_http_requests_total", method="GET", route="/api/...", status="404") == 1

    async def test_what_waits_and_what_left(self, http: httpx.AsyncClient, container: Container) -> None:
        async with container.engine.begin() as connection:
            for state, received in (("pending", 90), ("pending", 5), ("done", 500)):
                await connection.execute(
                    text(
                        "INSERT INTO inbox_updates (id, source, source_key, chat_id, kind, state, received_at) "
                        f"VALUES ('{new_id()}', 'telegram', '{new_id()}', 1, 'message', '{state}', "
                        f"now() - interval '{received} seconds')"
                    )
                )
            for kind, state in (
                ("reply", "pending"),
                ("reply", "sent"),
                ("reply", "sent"),
                ("broadcast", "failed"),
            ):
                await connection.execute(
                    text(
                        "INSERT INTO outbox_messages (id, chat_id, kind, state) "
                        f"VALUES ('{new_id()}', 1, '{kind}', '{state}')"
                    )
                )
            await connection.execute(
                text(
                    "INSERT INTO dead_letters (id, inbox_id, chat_id, source, kind, error) "
                    f"VALUES ('{new_id()}', '{new_id()}', 1, 'telegram', 'message', 'Broken')"
                )
            )
        found = await figures(http)
        assert of(found, "relove_inbox_pending") == 2
        assert 89 < of(found, "relove_inbox_oldest_seconds") < 150
        assert of(found, "relove_outbox_open", kind="reply", state="pending") == 1
        assert of(found, "relove_outbox_ended_last_hour", kind="reply", state="sent") == 2
        assert of(found, "relove_outbox_ended_last_hour", kind="broadcast", state="failed") == 1
        assert of(found, "relove_dead_letters") == 1
        assert of(found, "relove_up", dependency="postgres") == 1

    async def test_models_and_jobs(self, http: httpx.AsyncClient, container: Container) -> None:
        now = container.clock.now()
        async with container.engine.begin() as connection:
            for outcome in ("ok", "ok", "failed"):
                await connection.execute(
                    text(
                        "INSERT INTO model_calls (id, feature, prompt_id, model, input_tokens, output_tokens, "
                        "first_token_ms, latency_ms, outcome, created_at) "
                        "VALUES (:id, 'reply', 'reply', 'm', 1, 1, 1, 1, :outcome, :at)"
                    ),
                    {"id": new_id(), "outcome": outcome, "at": now},
                )
        found = await figures(http)
        assert of(found, "relove_model_calls_last_hour", feature="reply", outcome="ok") == 2
        assert of(found, "relove_model_calls_last_hour", feature="reply", outcome="failed") == 1
        assert of(found, "relove_jobs_waiting") == 0 and of(found, "relove_chats_waiting") == 0

    async def test_without_redis_the_rest_is_there(
        self, http: httpx.AsyncClient, container: Container
    ) -> None:
        await container.redis.set("arq:queue", "not a set")
        found = await figures(http)
        assert of(found, "relove_up", dependency="redis") == 0
        assert of(found, "relove_inbox_pending") == 0

    async def test_nothing_in_it_is_anybody_s(
        self, http: httpx.AsyncClient, sign_in: SignIn, anna: Visitor
    ) -> None:
        visitor = await sign_in(70_001_002, user={"first_name": "Зимородок"})
        await visitor.agree()
        session = await visitor.begin()
        await visitor.get(f"/api/sessions/{session['id']}/turns?before=zimorodok")
        await http.request("ZIMORODOK", "/api/me")
        await http.get("/api/zimorodok/70001002")
        said = (await http.get("/metrics")).text
        for trace in ("зимородок", "zimorodok", "70001002", session["id"], visitor.user["id"], "42"):
            assert f'"{trace}"' not in said.lower() and (len(trace) < 4 or trace not in said.lower())
