"""The signed-in person: preferences, consents, the map."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from relove.bootstrap import Container
from relove.domains.people.models import User, UserConsent
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of


class TestGetMe:
    async def test_whole(self, sign_in: SignIn) -> None:
        visitor = await sign_in()
        answer = await visitor.get("/api/me")
        assert answer.status_code == 200
        me = answer.json()
        assert me["quiet_hours"] == {"from": "22:00", "to": "08:00"}
        assert me["care_pause"] == {"active": False, "since": None, "reason_code": None}
        assert (me["directness"], me["proactive_paused"], me["stage"]) == ("direct", False, None)
        # Nobody said that it is Moscow: the app may offer what the device knows.
        assert (me["timezone"], me["timezone_confirmed"]) == ("Europe/Moscow", False)
        assert me["persona"] == {"name": "Наташа", "face": None}
        assert (me["entitlements"], me["limits"]) == ([], {})
        assert me == visitor.user

    async def test_stage_and_care(self, anna: Visitor, container: Container) -> None:
        await anna.begin()
        async with container.units() as work:
            row = (await work.session.execute(select(User))).scalar_one()
            row.care_active, row.care_reason, row.care_since = True, "self_harm", container.clock.now()
        me = (await anna.get("/api/me")).json()
        assert me["stage"] == "ordinary_world"
        assert me["care_pause"]["active"] and me["care_pause"]["reason_code"] == "self_harm"


class TestUpdateMe:
    async def test_changes_what_is_given(self, anna: Visitor) -> None:
        patch = {
            "language": "en",
            "timezone": "Asia/Almaty",
            "directness": "soft",
            "proactive_paused": True,
            "quiet_hours": {"from": "23:30", "to": "07:15"},
        }
        answer = await anna.call("PATCH", "/api/me", json=patch)
        assert answer.status_code == 200
        assert {key: answer.json()[key] for key in patch} == patch
        assert answer.json()["timezone_confirmed"] is True
        again = await anna.call("PATCH", "/api/me", json={"directness": "hard"})
        assert again.json() == {**answer.json(), "directness": "hard"}

    async def test_nothing(self, anna: Visitor) -> None:
        answer = await anna.call("PATCH", "/api/me", json={})
        assert answer.json() == (await anna.get("/api/me")).json()

    @pytest.mark.parametrize(
        ("patch", "code"),
        [
            ({"language": "fr"}, "bad_language"),
            ({"timezone": "Mars/Olympus"}, "bad_timezone"),
            ({"timezone": "../../etc/passwd"}, "bad_timezone"),
            ({"directness": "rude"}, "validation"),
            ({"quiet_hours": {"from": "25:00", "to": "08:00"}}, "validation"),
            ({"quiet_hours": {"from": "22:00"}}, "validation"),
            ({"proactive_paused": "yes"}, "validation"),
            ({"role": "owner"}, "validation"),
            ({"language": None}, "validation"),
            ({"country": "Россия"}, "validation"),
            ({"country": "ru"}, "validation"),
            ([], "validation"),
        ],
    )
    async def test_refused(self, anna: Visitor, patch: Any, code: str) -> None:
        before = (await anna.get("/api/me")).json()
        assert error_of(await anna.call("PATCH", "/api/me", json=patch), 400)["code"] == code
        assert (await anna.get("/api/me")).json() == before

    async def test_errors_follow_the_persons_language(self, anna: Visitor) -> None:
        told = {}
        for language in ("ru", "en"):
            await anna.call("PATCH", "/api/me", json={"language": language})
            # The person's own language wins over the browser's.
            answer = await anna.call(
                "PATCH", "/api/me", json={"language": "fr"}, headers={"Accept-Language": "en"}
            )
            told[language] = error_of(answer, 400)["message"]
        assert told["ru"] != told["en"]


class TestSetConsents:
    async def test_given_and_taken_back(self, sign_in: SignIn, container: Container) -> None:
        visitor = await sign_in()
        answer = await visitor.call("PUT", "/api/me/consents", json={"guided_work": True, "news": False})
        given = {item["kind"]: item for item in answer.json()["items"]}
        assert answer.status_code == 200 and set(given) == {"guided_work", "news"}
        assert given["guided_work"]["granted"] and not given["news"]["granted"]
        assert given["guided_work"]["version"] >= 1 and given["guided_work"]["at"]
        await visitor.call("PUT", "/api/me/consents", json={"guided_work": False})
        me = (await visitor.get("/api/me")).json()
        assert not next(item for item in me["consents"] if item["kind"] == "guided_work")["granted"]
        async with container.units() as work:
            rows = (await work.session.execute(select(UserConsent))).scalars().all()
        assert len(rows) == 3 and {row.source for row in rows} == {"mini_app"}

    @pytest.mark.parametrize("body", [{"all": True}, {"guided_work": "yes"}, {"guided_work": None}, []])
    async def test_refused(self, anna: Visitor, body: Any) -> None:
        answer = await anna.call("PUT", "/api/me/consents", json=body)
        assert error_of(answer, 400)["code"] == "validation"


class TestJourney:
    async def test_before_the_path(self, anna: Visitor) -> None:
        journey = (await anna.get("/api/journey")).json()
        assert [stage["number"] for stage in journey["stages"]] == list(range(1, 13))
        assert {stage["state"] for stage in journey["stages"]} == {"ahead"}
        assert len(journey["elements"]) == 7
        assert (journey["current"], journey["days"]) == (None, 0)

    async def test_on_the_path_in_both_languages(self, anna: Visitor) -> None:
        await anna.begin()
        russian = (await anna.get("/api/journey")).json()
        assert (russian["current"], russian["days"]) == ("ordinary_world", 1)
        assert russian["stages"][0]["state"] == "current" and russian["stages"][0]["completion"] is None
        await anna.call("PATCH", "/api/me", json={"language": "en"})
        english = (await anna.get("/api/journey")).json()
        assert english["stages"][0]["name"] != russian["stages"][0]["name"]


class TestStrangers:
    @pytest.mark.parametrize(
        ("method", "path"),
        [("GET", "/api/me"), ("PATCH", "/api/me"), ("PUT", "/api/me/consents"), ("GET", "/api/journey")],
    )
    async def test_are_not_let_in(self, http: httpx.AsyncClient, method: str, path: str) -> None:
        # Before anything of the request is looked at.
        answer = await http.request(method, path, content=b"{", headers={"Content-Type": "application/json"})
        assert error_of(answer, 401)["code"] == "token_missing"
