"""What reLove remembers, over HTTP: seen with its sources, corrected, taken out for good."""

from __future__ import annotations

import uuid

import pytest

from relove.bootstrap import Container
from relove.domains.conversations.service import SessionService
from relove.domains.profiles.schemas import Claim, Finding
from relove.domains.profiles.service import ProfileService
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of

FACTS = (
    "У меня есть дочь Соня, она рисует драконов.",
    "Я работаю бухгалтером на заводе.",
    "Живу в Перми у реки.",
)


async def told(container: Container, visitor: Visitor, *lines: str) -> list[uuid.UUID]:
    """The person said this in a session that is over; it was reflected on."""
    user_id = uuid.UUID(visitor.user["id"])
    ids = []
    async with container.units() as work:
        sessions = SessionService(work, container.clock)
        session = await sessions.open(user_id, "chat", "ordinary_world", finish_active=True)
        for line in lines:
            turn = await sessions.record_person(session, user_id, line, "mini_app", uuid.uuid4())
            ids.append(turn.id)
        await sessions.finish(session.id, None)
    await container.reflection.reflect(session.id)
    return ids


async def test_nothing_yet(anna: Visitor) -> None:
    answer = await anna.get("/api/me/memory")
    assert (answer.status_code, answer.json()) == (200, {"items": [], "next": None})


async def test_each_thing_with_the_turn_in_which_it_was_said(anna: Visitor, container: Container) -> None:
    [turn] = await told(container, anna, FACTS[1])
    [item] = (await anna.get("/api/me/memory")).json()["items"]
    assert set(item) == {"id", "kind", "key", "text", "quote", "sources", "confidence", "at", "status"}
    assert (item["kind"], item["key"], item["quote"], item["status"]) == ("fact", None, FACTS[1], "active")
    [source] = item["sources"]
    assert source["turn_id"] == str(turn)
    page = (await anna.get(f"/api/sessions/{source['session_id']}/turns")).json()
    assert str(turn) in [one["id"] for one in page["items"]]


async def test_pages_fit_together(anna: Visitor, container: Container) -> None:
    await told(container, anna, *FACTS)
    every = [item["id"] for item in (await anna.get("/api/me/memory")).json()["items"]]
    seen: list[str] = []
    before = ""
    while True:
        page = (await anna.get(f"/api/me/memory?limit=1{before}")).json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        before = f"&before={page['next']}"
    assert seen == every
    assert len(seen) >= 3


async def test_corrected_it_says_what_the_person_says(anna: Visitor, container: Container) -> None:
    await told(container, anna, FACTS[1])
    [item] = (await anna.get("/api/me/memory")).json()["items"]
    answer = await anna.call(
        "PATCH", f"/api/me/memory/{item['id']}", json={"text": "  Я работаю архитектором  "}
    )
    assert answer.status_code == 200
    [now] = (await anna.get("/api/me/memory")).json()["items"]
    assert now == answer.json()
    assert (now["text"], now["status"], now["sources"]) == (
        "Я работаю архитектором",
        "corrected",
        item["sources"],
    )


async def test_taken_out_it_is_gone_from_the_profile_too(anna: Visitor, container: Container) -> None:
    [turn, _, _] = await told(container, anna, *FACTS)
    user_id = uuid.UUID(anna.user["id"])
    claims = [
        Claim("Заботится о дочери Соне, которая рисует драконов", (turn, uuid.uuid4()), 0.7),
        Claim("Ценит простор", (turn,), 0.6),
        Claim("Любит реку", (uuid.uuid4(),), 0.6),
    ]
    finding = Finding(
        "Воспитывает дочь Соню, она рисует драконов. Любит реку.", claims, frozenset(), (), "model"
    )
    async with container.units() as work:
        await ProfileService(work, container.clock).save(user_id, finding, "rotation")
    items = (await anna.get("/api/me/memory")).json()["items"]
    sonya = next(item for item in items if "Соня" in item["quote"])
    assert (await anna.call("DELETE", f"/api/me/memory/{sonya['id']}")).status_code == 204
    assert "Соня" not in (await anna.get("/api/me/memory")).text
    body = (await anna.get("/api/me/statements")).json()
    assert [item["text"] for item in body["items"]] == ["Любит реку"]
    assert "Сон" not in (body["summary"] or "")
    again = await anna.call("DELETE", f"/api/me/memory/{sonya['id']}")
    assert error_of(again, 404)["code"] == "memory_not_found"


@pytest.mark.parametrize("verb", ["PATCH", "DELETE"])
async def test_anothers_memory_is_not_there(
    anna: Visitor, container: Container, sign_in: SignIn, verb: str
) -> None:
    await told(container, anna, FACTS[0])
    [item, *_] = (await anna.get("/api/me/memory")).json()["items"]
    boris = await sign_in(2)
    path = f"/api/me/memory/{item['id']}"
    answer = await boris.call(verb, path, **({"json": {"text": "моё"}} if verb == "PATCH" else {}))
    assert error_of(answer, 404)["code"] == "memory_not_found"
    assert (await boris.get("/api/me/memory")).json()["items"] == []
    assert (await anna.get("/api/me/memory")).json()["items"]


async def test_a_cursor_of_nobody_is_refused(anna: Visitor) -> None:
    answer = await anna.get("/api/me/memory?before=там")
    assert error_of(answer, 400)["code"] == "bad_cursor"
