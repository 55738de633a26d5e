"""Every type of session begins from the Mini App by the same rules as in the chat."""

from __future__ import annotations

import re
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.domains.conversations.kinds.diagnostic import WRITTEN
from relove.domains.messaging.processor import ChatProcessor
from tests.integration.api.support import Visitor, error_of

TYPES = ("provocative", "diagnostic", "journey", "chat")


async def first_turn(visitor: Visitor, session_id: str) -> dict[str, Any]:
    (first,) = (await visitor.get(f"/api/sessions/{session_id}/turns")).json()["items"]
    turn: dict[str, Any] = first
    return turn


@pytest.mark.parametrize("kind", TYPES)
async def test_each_type_begins_with_its_first_question(anna: Visitor, kind: str) -> None:
    session = await anna.begin(type=kind)
    assert (session["type"], session["status"], session["question_count"]) == (kind, "active", 1)
    first = await first_turn(anna, session["id"])
    assert (first["role"], first["via"], first["source"]) == ("guide", "template", "mini_app")
    assert first["text"].count("?") == 1


@pytest.mark.parametrize("kind", TYPES)
async def test_one_at_a_time_whatever_their_types(anna: Visitor, kind: str) -> None:
    first = await anna.begin(type="diagnostic")
    error = error_of(await anna.post("/api/sessions", json={"type": kind}), 409)
    assert (error["code"], error["details"]) == ("session_active", {"session_id": first["id"]})
    second = await anna.begin(type=kind, finish_active=True)
    assert (second["type"], second["status"]) == (kind, "active")
    closed = (await anna.get(f"/api/sessions/{first['id']}")).json()
    assert closed["status"] == "completed" and closed["summary"]


async def test_the_diagnostic_asks_its_own_questions_and_the_journey_names_its_stage(
    anna: Visitor, container: Container
) -> None:
    session = await anna.begin(type="diagnostic")
    questions = [question.ru for question in container.content.diagnostic()]
    assert (await first_turn(anna, session["id"]))["text"].endswith(questions[0])
    session = await anna.begin(type="journey", finish_active=True)
    text = (await first_turn(anna, session["id"]))["text"]
    assert container.content.stages()[0].ru.description in text
    assert text.endswith("Этап 1 из 12 · 🔥" + "⚪️" * 11)


@pytest.mark.parametrize(
    "ends", [("diagnostic-yes",), ("diagnostic-no", "diagnostic-heading")], ids=["yes", "no"]
)
async def test_no_word_of_the_guide_names_a_command_that_the_app_does_not_know(
    anna: Visitor, container: Container, worker: ChatProcessor, ends: tuple[str, ...]
) -> None:
    """The diagnostic ends with what to do next: in the app that is a button."""
    session = await anna.begin(type="diagnostic")
    said = [f"Я давно откладываю разговор с начальником, {number}" for number in range(WRITTEN)]
    for place, text in enumerate([*said, *(container.translator.text("ru", key) for key in ends)]):
        assert (await anna.write(session["id"], text, f"diagnostic-{place}")).status_code in (200, 201)
    closed = (await anna.get(f"/api/sessions/{session['id']}")).json()
    assert closed["status"] == "completed"
    turns = (await anna.get(f"/api/sessions/{session['id']}/turns?limit=100")).json()["items"]
    commands = [
        turn["text"] for turn in turns if turn["role"] == "guide" and re.search("/[a-z]", turn["text"])
    ]
    assert commands == []
    assert not re.search("/[a-z]", closed["summary"])
