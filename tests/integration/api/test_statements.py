"""What reLove thinks of the person: seen with its sources, corrected, taken out for good."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.domains.conversations.service import SessionService
from relove.domains.people.service import PeopleService
from relove.domains.profiles.schemas import Claim, Finding
from relove.domains.profiles.service import ProfileService
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of

SAYS = ("Откладывает важные разговоры", "Ценит честность в близких людях")


async def user_of(container: Container, visitor: Visitor) -> uuid.UUID:
    return uuid.UUID(visitor.user["id"])


async def found(container: Container, user_id: uuid.UUID, *texts: str, turn: uuid.UUID | None = None) -> bool:
    """Another look found this."""
    claims = [Claim(text, (turn or uuid.uuid4(),), 0.6 - place / 10) for place, text in enumerate(texts)]
    finding = Finding("Сводка: откладывает разговоры.", claims, frozenset(), (), "model")
    async with container.units() as work:
        return await ProfileService(work, container.clock).save(user_id, finding, "rotation")


async def test_none_yet(anna: Visitor) -> None:
    answer = await anna.get("/api/me/statements")
    assert answer.status_code == 200
    assert answer.json() == {"items": [], "next": None, "summary": None, "updated_at": None}


async def test_each_with_the_words_that_it_follows_from(anna: Visitor, container: Container) -> None:
    await anna.begin()
    session = (await anna.get("/api/sessions")).json()["items"][0]["id"]
    async with container.units() as work:
        sessions = SessionService(work, container.clock)
        held = await sessions.get(uuid.UUID(session), await user_of(container, anna))
        await sessions.record_person(
            held, await user_of(container, anna), "Я опять отложила разговор", "mini_app", uuid.uuid4()
        )
    page = (await anna.get(f"/api/sessions/{session}/turns")).json()
    said = next(turn for turn in page["items"] if turn["role"] == "person")
    user_id = await user_of(container, anna)
    await found(container, user_id, SAYS[0], turn=uuid.UUID(said["id"]))
    body = (await anna.get("/api/me/statements")).json()
    [item] = body["items"]
    assert (item["text"], item["kind"], item["status"], item["confidence"]) == (
        SAYS[0],
        "trait",
        "active",
        0.6,
    )
    [source] = item["sources"]
    assert source == {
        "turn_id": said["id"],
        "session_id": session,
        "text": "Я опять отложила разговор",
        "at": said["created_at"],
    }
    assert body["summary"].startswith("Сводка")


async def test_a_correction_stays_and_what_it_replaced_never_comes_back(
    anna: Visitor, container: Container
) -> None:
    user_id = await user_of(container, anna)
    await found(container, user_id, *SAYS)
    first, second = (await anna.get("/api/me/statements")).json()["items"]
    answer = await anna.call(
        "PATCH", f"/api/me/statements/{first['id']}", json={"text": "Выбираю время сама"}
    )
    assert answer.status_code == 200
    assert (answer.json()["text"], answer.json()["status"]) == ("Выбираю время сама", "corrected")
    await found(container, user_id, "Важные разговоры откладывает", SAYS[1])
    body = (await anna.get("/api/me/statements")).json()
    assert sorted(item["text"] for item in body["items"]) == sorted(["Выбираю время сама", SAYS[1]])
    assert second["id"] in {item["id"] for item in body["items"]}


async def test_a_veto_takes_it_out_of_everything_for_good(anna: Visitor, container: Container) -> None:
    user_id = await user_of(container, anna)
    await found(container, user_id, *SAYS)
    first, _ = (await anna.get("/api/me/statements")).json()["items"]
    assert (await anna.call("DELETE", f"/api/me/statements/{first['id']}")).status_code == 204
    body = (await anna.get("/api/me/statements")).json()
    assert [item["text"] for item in body["items"]] == [SAYS[1]]
    assert "откладывает" not in body["summary"].lower()
    await found(container, user_id, "Снова откладывает важные разговоры с близкими")
    again = (await anna.get("/api/me/statements")).json()["items"]
    assert [item["text"] for item in again] == [SAYS[1]]
    export = (await anna.get("/api/me/export")).json()["tables"]
    assert SAYS[0] not in str(export["profile_statements"])
    assert export["profile_versions"][0]["summary"] is None
    gone = await anna.call("DELETE", f"/api/me/statements/{first['id']}")
    assert (gone.status_code, error_of(gone, 404)["code"]) == (404, "statement_not_found")


@pytest.mark.parametrize(
    ("text", "code"), [("  ", "text_empty"), ("а" * 301, "text_too_long")], ids=["empty", "long"]
)
async def test_a_correction_must_be_a_sentence(
    anna: Visitor, container: Container, text: str, code: str
) -> None:
    await found(container, await user_of(container, anna), SAYS[0])
    [item] = (await anna.get("/api/me/statements")).json()["items"]
    answer = await anna.call("PATCH", f"/api/me/statements/{item['id']}", json={"text": text})
    assert (answer.status_code, error_of(answer, 400)["code"]) == (400, code)


async def test_somebody_elses_is_not_there(sign_in: SignIn, anna: Visitor, container: Container) -> None:
    await found(container, await user_of(container, anna), SAYS[0])
    [item] = (await anna.get("/api/me/statements")).json()["items"]
    boris = await sign_in(telegram_id=2)
    path = f"/api/me/statements/{item['id']}"
    answers = [await boris.call("PATCH", path, json={"text": "Чужое"}), await boris.call("DELETE", path)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert (await boris.get("/api/me/statements")).json()["items"] == []


async def test_what_else_may_be_read_is_a_consent_of_its_own(anna: Visitor) -> None:
    answer = await anna.call("PUT", "/api/me/consents", json={"bio": True, "channel": False})
    given = {item["kind"]: item["granted"] for item in answer.json()["items"]}
    assert given == {"guided_work": True, "profile": True, "bio": True, "channel": False}


async def test_a_metaphysical_profile_can_be_contested_too(anna: Visitor, container: Container) -> None:
    user_id = await user_of(container, anna)

    async def written(**claims: Any) -> None:
        async with container.units() as work:
            await ProfileService(work, container.clock).save_metaphysical(
                user_id,
                {kind: Claim(text, (uuid.uuid4(),), 0.7) for kind, text in claims.items()},  # type: ignore[misc]
                "session",
                "model",
            )

    await written(archetype="Странница без карты", shadow="Строгая судья внутри")
    items = {item["kind"]: item for item in (await anna.get("/api/me/statements")).json()["items"]}
    assert set(items) == {"archetype", "shadow"}
    await anna.call(
        "PATCH", f"/api/me/statements/{items['shadow']['id']}", json={"text": "Бережная часть меня"}
    )
    await anna.call("DELETE", f"/api/me/statements/{items['archetype']['id']}")
    await written(
        archetype="Странница, у которой нет карты", shadow="Внутренняя строгая судья", light="Тепло"
    )
    after = {item["kind"]: item["text"] for item in (await anna.get("/api/me/statements")).json()["items"]}
    assert after == {"shadow": "Бережная часть меня", "light": "Тепло"}
    async with container.units() as work:
        profile = await ProfileService(work, container.clock).current(user_id)
        assert profile is not None and set(profile.metaphysical) == {"shadow", "light"}
        assert (await PeopleService(work, container.clock).get(user_id)).profile_updated_at is None


async def test_how_the_profile_changed_and_where_from(anna: Visitor, container: Container) -> None:
    empty = (await anna.get("/api/me/statements/changes")).json()
    assert empty == {
        "from_version": 0,
        "to_version": 0,
        "summary_before": None,
        "summary_after": None,
        "changes": [],
    }
    user_id = await user_of(container, anna)
    await found(container, user_id, *SAYS)
    first, _ = (await anna.get("/api/me/statements")).json()["items"]
    await anna.call("PATCH", f"/api/me/statements/{first['id']}", json={"text": "Выбираю время сама"})
    last = (await anna.get("/api/me/statements/changes")).json()
    assert (last["from_version"], last["to_version"]) == (1, 2)
    [change] = last["changes"]
    assert (change["cause"], [one["text"] for one in change["added"]]) == (
        "correction",
        ["Выбираю время сама"],
    )
    whole = (await anna.get("/api/me/statements/changes?since=0")).json()
    assert [one["cause"] for one in whole["changes"]] == ["rotation", "correction"]
    assert SAYS[0] not in str(whole)
    assert (await anna.get("/api/me/statements/changes?since=-1")).status_code == 400
