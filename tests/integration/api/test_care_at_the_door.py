"""A call for help is heard at every door of the Mini App, whether what was written is taken or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from relove.api import openapi
from relove.bootstrap import Container
from relove.domains.messaging.processor import ChatProcessor
from tests.integration.api.support import Visitor, error_of, events_of

HELP = "я не хочу жить"
ANY_ID = "01900000-0000-7000-8000-000000000000"
DOCUMENT = json.loads(openapi.render())
NOT_A_PERSONS = ("/api/auth", "/api/admin", "/go", "/telegram")


def _schema(part: Any) -> Any:
    while "$ref" in part:
        part = DOCUMENT["components"]["schemas"][part["$ref"].rsplit("/", 1)[1]]
    return part


def written_in(body: Any) -> list[str]:
    """Fields of a body that hold whatever somebody types."""
    found = []
    for name, part in _schema(body).get("properties", {}).items():
        kinds = [_schema(one) for one in (part.get("oneOf") or part.get("anyOf") or [part])]
        if any(one.get("type") == "string" and "enum" not in one and "const" not in one for one in kinds):
            found.append(name)
    return found


def doors() -> list[tuple[str, str, str]]:
    """Every route that takes words, of the document itself: a new one is here by itself."""
    return [
        (method.upper(), path, field)
        for path, operations in DOCUMENT["paths"].items()
        if not path.startswith(NOT_A_PERSONS)
        for method, operation in operations.items()
        for kind, body in operation.get("requestBody", {}).get("content", {}).items()
        if kind == "application/json"
        for field in written_in(body["schema"])
    ]


async def paused(visitor: Visitor) -> bool:
    return bool((await visitor.get("/api/me")).json()["care_pause"]["active"])


def test_the_doors_are_those_that_are_known() -> None:
    assert {(path, field) for _, path, field in doors()} >= {
        ("/api/sessions/{session_id}/turns", "text"),
        ("/api/readiness/{stream}/contest", "text"),
        ("/api/me/memory/{item_id}", "text"),
        ("/api/me/statements/{statement_id}", "text"),
        ("/api/me", "called"),
    }


async def test_every_door_that_takes_words_hears_them(
    anna: Visitor, worker: ChatProcessor, container: Container
) -> None:
    session = await anna.begin()
    for method, path, field in doors():
        where = path.replace("{session_id}", session["id"])
        for name in ("item_id", "statement_id"):
            where = where.replace(f"{{{name}}}", ANY_ID)
        where = where.replace("{stream}", container.content.streams()[0].slug)
        where = where.replace("{slug}", container.content.streams()[0].slug)
        answer = await anna.call(method, where, json={field: HELP})
        assert await paused(anna), (method, path, field)
        assert "112" in answer.text, (method, path, field, answer.text)
        await released(container, anna)


async def released(container: Container, visitor: Visitor) -> None:
    from sqlalchemy import text

    async with container.engine.begin() as connection:
        await connection.execute(
            text("UPDATE users SET care_active = false, care_since = NULL, care_reason = NULL")
        )
    assert not await paused(visitor)


async def test_refused_words_to_the_guide_are_answered_with_care(
    anna: Visitor, worker: ChatProcessor, container: Container
) -> None:
    session = await anna.begin()
    await anna.call("PUT", "/api/me/consents", json={"profile": False})
    for words, code, status in (
        (HELP, "consent_required", 403),
        (f"{HELP} {'а' * 5000}", "text_too_long", 400),
    ):
        error = error_of(await anna.write(session["id"], words, code), status)
        assert error["code"] == code and error["details"]["care"] is True
        for line in container.content.help_lines("RU"):
            assert line.line("ru") in error["message"]
        assert "**" not in error["message"] and await paused(anna)
        await released(container, anna)
    plain = error_of(await anna.write(session["id"], "мне скучно", "dull"), 403)
    assert "112" not in plain["message"] and "details" not in plain and not await paused(anna)
    await anna.agree()
    await anna.post(f"/api/sessions/{session['id']}/complete")
    error = error_of(await anna.write(session["id"], HELP, "closed"), 409)
    assert error["code"] == "session_closed" and "112" in error["message"] and await paused(anna)


async def test_what_is_taken_is_heard_once_and_what_was_taken_before_no_more(
    anna: Visitor, worker: ChatProcessor, container: Container
) -> None:
    session = await anna.begin()
    told = events_of((await anna.write(session["id"], HELP, "one")).text)
    assert told[-1][0] == "done" and "112" in told[-1][1]["turn"]["text"]
    await released(container, anna)
    assert events_of((await anna.write(session["id"], HELP, "one")).text)[-1][0] == "done"
    assert not await paused(anna)


async def test_words_in_need_are_kept_as_no_name_no_reason_and_no_correction(
    anna: Visitor, container: Container
) -> None:
    slug = container.content.streams()[0].slug
    for method, path, body in (
        ("PATCH", "/api/me", {"called": "Хочу умереть"}),
        ("POST", f"/api/readiness/{slug}/contest", {"text": f"не нужны мне потоки, {HELP}"}),
    ):
        error = error_of(await anna.call(method, path, json=body), 409)
        assert error["code"] == "care_pause" and "112" in error["message"]
        await released(container, anna)
    assert (await anna.get("/api/me")).json()["called"] is None
    items = (await anna.get("/api/readiness")).json()["items"]
    assert not any(item["contested"] for item in items)
    # The same doors without need are open.
    assert (await anna.call("PATCH", "/api/me", json={"called": "Аня"})).status_code == 200
    assert (await anna.post(f"/api/readiness/{slug}/contest", json={"text": "рано мне"})).status_code == 200


class TestTooOften:
    """Nobody is too many for help."""

    @pytest.fixture
    def overrides(self, overrides: dict[str, Any]) -> dict[str, Any]:
        return {**overrides, "rate_talk": 2}

    async def test_a_call_for_help_above_the_limit_is_heard(
        self, anna: Visitor, worker: ChatProcessor
    ) -> None:
        session = await anna.begin()
        assert (await anna.write(session["id"], "Привет", "1")).status_code == 200
        plain = error_of(await anna.write(session["id"], "Привет", "2"), 429)
        assert "112" not in plain["message"] and not await paused(anna)
        error = error_of(await anna.write(session["id"], HELP, "3"), 429)
        assert error["code"] == "too_many_requests" and "112" in error["message"] and error["retry_after"]
        assert await paused(anna)
