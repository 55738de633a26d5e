"""Readiness over HTTP: numbers stand on the person's own words, and their word counts more."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.people.service import PeopleService
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of
from tests.integration.evidence import READY, told


async def computed(visitor: Visitor) -> dict[str, Any]:
    answer = await visitor.post("/api/readiness")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def of(view: dict[str, Any], slug: str) -> dict[str, Any]:
    [item] = [item for item in view["items"] if item["stream"] == slug]
    return dict(item)


@pytest.fixture
async def turns(container: Container, anna: Visitor) -> dict[str, uuid.UUID]:
    return await told(container, uuid.UUID(anna.user["id"]), READY)


async def test_before_anything_was_said_there_is_no_number(anna: Visitor) -> None:
    first = (await anna.get("/api/readiness")).json()
    assert first["computed_at"] is None and first["via"] is None and first["best"] == []
    assert len(first["items"]) >= 6
    for view in (first, await computed(anna)):
        assert all(item["score"] is None and item["reasons"] == [] for item in view["items"])
        assert all(item["would_raise"] for item in view["items"])


async def test_reasons_quote_the_person_s_own_turns(anna: Visitor, turns: dict[str, uuid.UUID]) -> None:
    view = await computed(anna)
    assert view["via"] == "rules" and view["computed_at"] and view["best"][0] == "za-porog"
    assert len(view["best"]) <= 3
    ready = of(view, "za-porog")
    assert ready["score"] >= 60 and not ready["low"] and ready["trend"] is None
    assert 1 <= len(ready["reasons"]) <= 3 and ready["would_raise"]
    for item in view["items"]:
        assert (item["score"] is None) == (item["reasons"] == [])
        for reason in item["reasons"]:
            key = next(key for key, turn in turns.items() if [str(turn)] == reason["turn_ids"])
            assert reason["quote"] == READY[key] and READY[key] in reason["text"]
    assert (await anna.get("/api/readiness")).json() == view, "the last result stays"


async def test_over_the_same_words_nothing_moves_and_new_ones_show_a_trend(
    container: Container, anna: Visitor, turns: dict[str, uuid.UUID]
) -> None:
    first = await computed(anna)
    assert await computed(anna) == first
    more = {"crossing_threshold.guardian_met": "в последний момент я всегда лезу в телефон"}
    await told(container, uuid.UUID(anna.user["id"]), more)
    second = await computed(anna)
    rise = of(second, "za-porog")["score"] - of(first, "za-porog")["score"]
    assert rise > 0 and of(second, "za-porog")["trend"] == rise


async def test_a_disagreement_stays_and_closes_nothing(anna: Visitor, turns: dict[str, uuid.UUID]) -> None:
    await computed(anna)
    answer = await anna.post("/api/readiness/put-geroya/contest", json={"text": "Я готова, честно"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["contested"] and not answer.json()["low"]
    assert of(await computed(anna), "put-geroya")["contested"]
    stream = (await anna.get("/api/streams/put-geroya")).json()
    assert stream["link"] and stream["readiness"]["contested"]
    assert (await anna.post("/api/streams/put-geroya/enrolments")).status_code == 201


async def test_a_low_readiness_leads_to_the_path_and_sells_nothing(
    anna: Visitor, turns: dict[str, uuid.UUID]
) -> None:
    view = await computed(anna)
    low = next(item for item in view["items"] if item["low"])
    assert low["score"] < 40 and low["would_raise"]
    stream = (await anna.get(f"/api/streams/{low['stream']}")).json()
    assert stream["link"] is None and stream["price"] is None


async def test_words_that_were_taken_out_are_no_reason_any_more(
    container: Container, anna: Visitor, turns: dict[str, uuid.UUID]
) -> None:
    await computed(anna)
    user_id = uuid.UUID(anna.user["id"])
    async with container.units() as work:
        memory = MemoryService(work, container.clock)
        for item in await memory.of_person(user_id):
            await memory.veto(item.id, user_id)
    view = (await anna.get("/api/readiness")).json()
    assert all(item["score"] is None and item["reasons"] == [] for item in view["items"])
    assert not any(line in str(view) for line in READY.values())


async def test_in_a_care_pause_nothing_is_told(
    container: Container, anna: Visitor, turns: dict[str, uuid.UUID]
) -> None:
    await computed(anna)
    async with container.units() as work:
        await PeopleService(work, container.clock).begin_care(uuid.UUID(anna.user["id"]), "self_harm")
    view = (await anna.get("/api/readiness")).json()
    assert view["paused"] and view["items"] == []
    assert error_of(await anna.post("/api/readiness"), 409)["code"] == "care_pause"


async def test_what_cannot_be(anna: Visitor, sign_in: SignIn) -> None:
    assert (
        error_of(await anna.post("/api/readiness/none/contest", json={}), 404)["code"] == "stream_not_found"
    )
    long = await anna.post("/api/readiness/put-geroya/contest", json={"text": "а" * 501})
    assert error_of(long, 413)["code"] == "text_too_long"
    newcomer = await sign_in(43)
    assert error_of(await newcomer.post("/api/readiness"), 403)["code"] == "consent_required"


class TestPace:
    @pytest.fixture
    def overrides(self) -> dict[str, Any]:
        return {"sandbox_url": "http://localhost:9081", "rate_readiness": 2}

    async def test_computing_has_a_limit_of_its_own(self, anna: Visitor) -> None:
        for _ in range(2):
            await computed(anna)
        assert error_of(await anna.post("/api/readiness"), 429)["retry_after"] > 0
        assert (await anna.get("/api/readiness")).status_code == 200
