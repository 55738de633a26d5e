"""Streams over HTTP: the catalogue, taking part, the way to the platform, what a shop tells."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import uuid
from collections.abc import Callable
from typing import Any, ClassVar

import httpx
import pytest
from sqlalchemy import text

from relove.bootstrap import Container
from relove.domains.people.service import PeopleService
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of

SECRET = "a secret that the shop and we share"
DAY_S = 24 * 60 * 60


@pytest.fixture
def overrides() -> dict[str, Any]:
    return {"sandbox_url": "http://localhost:9081", "shop_secret": SECRET}


async def sql(container: Container, statement: str, **values: Any) -> list[dict[str, Any]]:
    async with container.engine.connect() as connection:
        return [dict(row) for row in (await connection.execute(text(statement), values)).mappings()]


async def markers(container: Container) -> dict[str, Any]:
    [row] = await sql(container, "SELECT markers FROM users WHERE telegram_id = 42")
    return dict(row["markers"])


class TestCatalogue:
    async def test_six_or_more_with_all_that_a_person_must_know(self, anna: Visitor) -> None:
        body = (await anna.get("/api/streams")).json()
        assert len(body["items"]) >= 6 and body["next"] is None and not body["paused"]
        assert body["items"][0]["name"] == "Путь Героя"
        assert body["items"][0]["price"]["text"] == "14\u00a0900\u00a0₽"
        for item in body["items"]:
            assert item["promise"] and item["description"] and item["dates"] and item["suits"]
            assert len(item["exercises"]) >= 5 and item["price"]["text"].endswith("₽")
            assert all(one["text"] is None and one["state"] == "ahead" for one in item["exercises"])
            assert item["enrolment"] is None and item["readiness"] is None and not item["interested"]
            assert item["link"].startswith(f"/go/{item['slug']}?t=")
            assert (await anna.get(f"/api/streams/{item['slug']}")).json()["name"] == item["name"]

    async def test_in_the_person_s_language(self, anna: Visitor) -> None:
        await anna.call("PATCH", "/api/me", json={"language": "en"})
        item = (await anna.get("/api/streams/put-geroya")).json()
        assert item["name"] == "The Hero's Path" and item["price"]["text"] == "₽14,900"

    async def test_what_there_is_not(self, anna: Visitor) -> None:
        for method, path in (("GET", ""), ("POST", "/interest"), ("POST", "/enrolments")):
            answer = await anna.call(method, f"/api/streams/none{path}")
            assert error_of(answer, 404)["code"] == "stream_not_found"


class TestTakingPart:
    async def test_choosing_one_is_remembered(self, container: Container, anna: Visitor) -> None:
        for slug in ("golos-zova", "za-porog"):
            assert (await anna.post(f"/api/streams/{slug}/interest")).json()["interested"]
        items = (await anna.get("/api/streams")).json()["items"]
        assert [item["slug"] for item in items if item["interested"]] == ["za-porog"]
        assert (await markers(container))["interested_stream"] == "za-porog"

    async def test_the_first_exercise_comes_at_once_and_once(
        self, container: Container, anna: Visitor
    ) -> None:
        first = await anna.post("/api/streams/za-porog/enrolments")
        assert first.status_code == 201
        item = first.json()
        assert item["enrolment"]["state"] == "active" and item["enrolment"]["next_at"]
        assert [one["state"] for one in item["exercises"]] == ["sent", *["ahead"] * 4]
        assert item["exercises"][0]["text"] and item["exercises"][1]["text"] is None
        assert (await anna.post("/api/streams/za-porog/enrolments")).json() == item
        rows = await sql(container, "SELECT kind FROM outbox_messages WHERE chat_id = 42")
        assert [row["kind"] for row in rows] == ["reply"]
        assert (await markers(container))["streams"] == ["za-porog"]

    async def test_done_skipped_and_left(self, container: Container, anna: Visitor) -> None:
        await anna.post("/api/streams/za-porog/enrolments")
        done = (await anna.post("/api/streams/za-porog/exercises/1", json={"state": "done"})).json()
        assert done["enrolment"]["done"] == 1 and done["enrolment"]["progress"] == 0.2
        early = await anna.post("/api/streams/za-porog/exercises/2", json={"state": "done"})
        assert error_of(early, 404)["code"] == "exercise_not_found"
        assert (await anna.call("DELETE", "/api/streams/za-porog/enrolments")).status_code == 204
        left = (await anna.get("/api/streams/za-porog")).json()["enrolment"]
        assert left["state"] == "left" and left["next_at"] is None
        again = await anna.call("DELETE", "/api/streams/za-porog/enrolments")
        assert error_of(again, 404)["code"] == "enrolment_not_found"
        assert (await markers(container))["streams"] == []

    async def test_the_whole_stream_to_its_end(
        self, container: Container, anna: Visitor, later: Callable[[float], None]
    ) -> None:
        # From noon in Moscow on: at night no exercise comes, whatever its day.
        now = container.clock.now()
        noon = now.replace(hour=9, minute=0, second=0, microsecond=0)
        later(((noon - now) % datetime.timedelta(days=1)).total_seconds())
        await self.renew(anna)
        await anna.post("/api/streams/za-porog/enrolments")
        await anna.post("/api/streams/za-porog/exercises/1", json={"state": "skipped"})
        for n in range(2, 6):
            for _ in range(7):
                later(DAY_S)
                await container.exercises.send_due()
            # Tokens have grown old meanwhile.
            await self.renew(anna)
            answer = await anna.post(f"/api/streams/za-porog/exercises/{n}", json={"state": "done"})
            assert answer.status_code == 200, answer.text
        enrolment = answer.json()["enrolment"]
        assert enrolment["state"] == "completed" and enrolment["done"] == 4 and enrolment["finished_at"]
        kinds = await sql(
            container, "SELECT kind, count(*) AS n FROM outbox_messages GROUP BY kind ORDER BY 1"
        )
        assert [(row["kind"], row["n"]) for row in kinds] == [("proactive", 4), ("reply", 1)]

    @staticmethod
    async def renew(visitor: Visitor) -> None:
        answer = await visitor._http.post(
            "/api/auth/refresh", json={"refresh_token": visitor.tokens["refresh_token"]}
        )
        assert answer.status_code == 200, answer.text
        visitor.tokens = {**visitor.tokens, **answer.json()}

    async def test_nothing_is_begun_in_a_care_pause_or_without_consent(
        self, container: Container, anna: Visitor, sign_in: SignIn
    ) -> None:
        await anna.post("/api/streams/za-porog/enrolments")
        async with container.units() as work:
            await PeopleService(work, container.clock).begin_care(uuid.UUID(anna.user["id"]), "self_harm")
        for path in ("interest", "enrolments"):
            answer = await anna.post(f"/api/streams/put-geroya/{path}")
            assert error_of(answer, 409)["code"] == "care_pause"
        body = (await anna.get("/api/streams")).json()
        assert body["paused"] and [item["slug"] for item in body["items"]] == ["za-porog"]
        assert body["items"][0]["link"] is None and body["items"][0]["price"] is None
        newcomer = await sign_in(43)
        refused = await newcomer.post("/api/streams/put-geroya/enrolments")
        assert error_of(refused, 403)["code"] == "consent_required"


class TestWayToThePlatform:
    async def test_a_visit_is_noted_once_and_leads_to_the_catalogue_s_address(
        self, container: Container, anna: Visitor, http: httpx.AsyncClient, later: Callable[[float], None]
    ) -> None:
        link = (await anna.get("/api/streams/put-geroya")).json()["link"]
        first = await http.get(link)
        assert first.status_code == 302
        assert first.headers["location"].startswith("https://relove.example/streams/put-geroya?ref=")
        assert first.headers["referrer-policy"] == "no-referrer"
        noted = (await markers(container))["platform_visited_at"]
        later(60)
        assert (await http.get(link)).status_code == 302
        assert (await markers(container))["platform_visited_at"] == noted
        assert await sql(container, "SELECT stream, visits FROM stream_visits") == [
            {"stream": "put-geroya", "visits": 2}
        ]
        visits = await sql(container, "SELECT code FROM user_interactions WHERE kind = 'visit'")
        assert visits == [{"code": "put-geroya"}]

    async def test_a_code_that_is_not_ours_notes_nothing(
        self, container: Container, anna: Visitor, http: httpx.AsyncClient, later: Callable[[float], None]
    ) -> None:
        code = (await anna.get("/api/streams/put-geroya")).json()["link"].partition("?t=")[2]
        access = anna.tokens["access_token"]
        for said in (f"put-geroya?t={code}x", f"put-geroya?t={access}", f"za-porog?t={code}", "put-geroya"):
            answer = await http.get(f"/go/{said}")
            assert answer.status_code == 302
            assert answer.headers["location"].startswith("https://relove.example/streams/")
        later(31 * DAY_S)
        await http.get(f"/go/put-geroya?t={code}")
        assert await sql(container, "SELECT 1 FROM stream_visits") == []
        assert (await http.get("/go/none?t=https://evil.example")).status_code == 404

    async def test_the_code_signs_nobody_in(self, anna: Visitor, http: httpx.AsyncClient) -> None:
        code = (await anna.get("/api/streams/put-geroya")).json()["link"].partition("?t=")[2]
        answer = await http.get("/api/me", headers={"Authorization": f"Bearer {code}"})
        assert error_of(answer, 401)["code"] == "token_invalid"

    async def test_in_a_care_pause_an_old_link_sells_nothing(
        self, container: Container, anna: Visitor, http: httpx.AsyncClient
    ) -> None:
        link = (await anna.get("/api/streams/put-geroya")).json()["link"]
        async with container.units() as work:
            await PeopleService(work, container.clock).begin_care(uuid.UUID(anna.user["id"]), "self_harm")
        assert (await http.get(link)).headers["location"] == "/"
        assert await sql(container, "SELECT 1 FROM stream_visits") == []


class TestShop:
    SALE: ClassVar[dict[str, Any]] = {
        "event_id": "order-1",
        "stream": "put-geroya",
        "amount": "14900.00",
        "currency": "RUB",
        "telegram_id": 42,
        "paid_at": 1_772_450_000,
    }

    @staticmethod
    async def post(http: httpx.AsyncClient, sale: Any, secret: str = SECRET) -> httpx.Response:
        body = json.dumps(sale).encode()
        signature = hmac.digest(secret.encode(), body, hashlib.sha256).hex()
        headers = {"X-Relove-Signature": f"sha256={signature}", "Content-Type": "application/json"}
        return await http.post("/api/shop/postback", content=body, headers=headers)

    async def test_a_sale_is_noted_once_with_its_time(
        self, container: Container, anna: Visitor, http: httpx.AsyncClient
    ) -> None:
        assert (await self.post(http, self.SALE)).json() == {"noted": True}
        assert (await self.post(http, self.SALE)).json() == {"noted": False}
        [row] = await sql(container, "SELECT amount, currency, source FROM stream_purchases")
        assert (str(row["amount"]), row["currency"], row["source"]) == ("14900.00", "RUB", "shop")
        assert (await markers(container))["purchased_at"] == "2026-03-02T11:13:20Z"

    async def test_the_shop_may_name_the_person_by_our_code(
        self, container: Container, anna: Visitor, http: httpx.AsyncClient
    ) -> None:
        link = (await anna.get("/api/streams/put-geroya")).json()["link"]
        ref = (await http.get(link)).headers["location"].partition("?ref=")[2]
        sale = {**self.SALE, "ref": ref, "telegram_id": None, "paid_at": None}
        assert (await self.post(http, sale)).json() == {"noted": True}
        for wrong in ({**sale, "stream": "za-porog"}, {**sale, "ref": "x"}):
            assert error_of(await self.post(http, wrong), 404)["code"] == "person_not_found"

    @pytest.mark.parametrize(
        "change",
        [
            {"amount": "-1"},
            {"amount": "NaN"},
            {"currency": "rubles"},
            {"telegram_id": None},
            {"event_id": ""},
            {"paid_at": -5},
            {"stream": 5},
        ],
        ids=["negative", "no number", "currency", "nobody", "no event", "before time", "no name"],
    )
    async def test_nonsense_is_refused(
        self, anna: Visitor, http: httpx.AsyncClient, change: dict[str, Any]
    ) -> None:
        assert error_of(await self.post(http, {**self.SALE, **change}), 400)["code"] == "validation"

    async def test_only_the_shop_is_believed(
        self, container: Container, anna: Visitor, http: httpx.AsyncClient
    ) -> None:
        unsigned = await http.post("/api/shop/postback", json=self.SALE)
        forged = await self.post(http, self.SALE, "another secret")
        for answer in (unsigned, forged):
            assert error_of(answer, 401)["code"] == "signature_invalid"
        assert await sql(container, "SELECT 1 FROM stream_purchases") == []

    async def test_an_admin_may_note_one_too(
        self, container: Container, anna: Visitor, sign_in: SignIn
    ) -> None:
        admin = await sign_in(44)
        path = f"/api/admin/people/{anna.user['id']}/purchases"
        sale = {"stream": "put-geroya", "event_id": "receipt-7", "amount": "14900.50"}
        assert error_of(await admin.post(path, json=sale), 403)["code"] == "forbidden"
        async with container.units() as work:
            await PeopleService(work, container.clock).grant_role(44, "admin")
        assert (await admin.post(path, json=sale)).json() == {"noted": True}
        assert (await admin.post(path, json=sale)).json() == {"noted": False}
        for wrong in ({"amount": "0"}, {"amount": "много"}, {"event_id": ""}):
            assert error_of(await admin.post(path, json={**sale, **wrong}), 400)["code"] == "validation"
        assert error_of(await admin.post(path, json={**sale, "stream": "none"}), 404)
        [row] = await sql(container, "SELECT source, amount FROM stream_purchases")
        assert (row["source"], str(row["amount"])) == ("admin", "14900.50")
        assert "purchased_at" in await markers(container)
        audited = await sql(container, "SELECT act, details FROM admin_audit WHERE act = 'purchase.note'")
        assert audited == [{"act": "purchase.note", "details": {"stream": "put-geroya"}}]
