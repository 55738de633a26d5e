"""The map: what completes a stage is evidenced by the person's own turns, and it can be had as a picture."""

import uuid

from relove.bootstrap import Container
from relove.domains.conversations.memory.models import SessionInsight
from relove.domains.messaging.processor import ChatProcessor
from tests.integration.api.support import Visitor
from tests.integration.api.test_sessions import fill


async def evidence(
    container: Container, anna: Visitor, session_id: str, kind: str, key: str, quote: str
) -> str:
    """Something that was found in what the person said; the turn it came from."""
    turns = (await anna.get(f"/api/sessions/{session_id}/turns?limit=100")).json()["items"]
    turn = next(turn for turn in turns if turn["role"] == "person")
    me = (await anna.get("/api/me")).json()
    async with container.units() as work:
        work.session.add(
            SessionInsight(
                user_id=uuid.UUID(me["id"]),
                session_id=uuid.UUID(session_id),
                kind=kind,
                key=key,
                stage="ordinary_world",
                text=quote,
                quote=quote,
                turn_ids=[uuid.UUID(turn["id"])],
                confidence=0.9,
                status="active",
                via="rules",
                created_at=container.clock.now(),
                updated_at=container.clock.now(),
            )
        )
    return str(turn["id"])


async def test_a_stage_fills_with_what_the_person_said(anna: Visitor, container: Container) -> None:
    session = await anna.begin()
    first = (await anna.get("/api/journey")).json()["stages"][0]
    assert first["completion"] is None, "nothing was said: no number"
    await fill(container, session["id"], 3)
    stage = container.content.stage("ordinary_world")
    key = stage.completes_by[0].key
    turn = await evidence(
        container, anna, session["id"], "insight", f"ordinary_world.{key}", "мне здесь тесно"
    )
    place = await evidence(container, anna, session["id"], "element", "quest", "хочу дышать свободно")
    shown = (await anna.get("/api/journey")).json()
    found = next(one for one in shown["stages"][0]["insights"] if one["key"] == key)
    assert found["evidenced"] and found["turn_id"] == turn and found["quote"] == "мне здесь тесно"
    assert shown["stages"][0]["completion"] == 1 / len(stage.completes_by)
    quest = next(item for item in shown["elements"] if item["key"] == "quest")
    assert quest["quotes"] == ["хочу дышать свободно"]
    assert quest["said"] == [{"quote": "хочу дышать свободно", "turn_ids": [place]}]
    assert shown["stages"][0]["said"] == quest["said"], "beside what the insights quote"
    assert shown["stages"][1]["said"] == []
    assert all(item["said"] == [] for item in shown["elements"] if item["key"] != "quest")


async def test_an_uneventful_chat_leaves_nothing_of_a_hundred(anna: Visitor, worker: ChatProcessor) -> None:
    session = await anna.begin()
    for number, line in enumerate(("Ну да", "Не знаю", "Ладно", "Как-то так")):
        first = (await anna.get("/api/journey")).json()["stages"][0]
        assert first["completion"] == (None if number < 3 else 0.0), f"after {number} lines"
        await anna.write(session["id"], line, f"key-{number}")
    stages = (await anna.get("/api/journey")).json()["stages"]
    assert [stage["completion"] for stage in stages] == [0.0, *[None] * 11]
    assert not any(insight["evidenced"] for insight in stages[0]["insights"])


async def test_the_picture_is_drawn_once_for_a_reader(anna: Visitor) -> None:
    await anna.begin()
    light = await anna.get("/api/journey/image")
    assert light.status_code == 200 and light.headers["content-type"] == "image/png"
    assert light.content.startswith(b"\x89PNG") and "private" in light.headers["cache-control"]
    again = await anna.get("/api/journey/image", headers={"if-none-match": light.headers["etag"]})
    assert again.status_code == 304 and not again.content
    dark = await anna.get("/api/journey/image?theme=dark")
    assert dark.content != light.content
    assert (await anna.get("/api/journey/image?theme=pink")).status_code == 400


async def test_nobody_sees_it_who_is_not_signed_in(anna: Visitor) -> None:
    assert (await anna.get("/api/journey/image", headers={"Authorization": ""})).status_code == 401
