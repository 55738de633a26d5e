"""Sessions and their turns as pages; nobody reads another's."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from relove.bootstrap import Container
from relove.domains.conversations.models import Session, Turn
from relove.domains.people.models import User
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of

NOWHERE = "01890000-0000-7000-8000-000000000001"


async def fill(container: Container, session_id: str, count: int) -> None:
    """Turns, as if they had been said."""
    async with container.units() as work:
        session = (
            await work.session.execute(select(Session).where(Session.id == uuid.UUID(session_id)))
        ).scalar_one()
        for number in range(session.turn_count + 1, session.turn_count + count + 1):
            work.session.add(
                Turn(
                    session_id=session.id,
                    user_id=session.user_id,
                    number=number,
                    role="person",
                    text=f"слово {number}",
                    source="bot",
                    stage=session.stage,
                    created_at=container.clock.now(),
                )
            )
        session.turn_count += count


class TestStartSession:
    async def test_begins_with_a_question(self, anna: Visitor) -> None:
        session = await anna.begin()
        assert set(session) == {
            "id",
            "type",
            "status",
            "stage",
            "question_count",
            "started_at",
            "last_activity_at",
            "completed_at",
            "summary",
            "state",
        }
        assert (session["type"], session["status"], session["question_count"]) == ("provocative", "active", 1)
        turns = (await anna.get(f"/api/sessions/{session['id']}/turns")).json()
        (first,) = turns["items"]
        assert turns["next"] is None
        assert (first["role"], first["source"], first["via"]) == ("guide", "mini_app", "template")
        assert "?" in first["text"]

    async def test_needs_consent(self, sign_in: SignIn) -> None:
        visitor = await sign_in()
        answer = await visitor.post("/api/sessions", json={"type": "chat"})
        assert error_of(answer, 403)["code"] == "consent_required"

    async def test_one_at_a_time(self, anna: Visitor) -> None:
        session = await anna.begin()
        error = error_of(await anna.post("/api/sessions", json={"type": "chat"}), 409)
        assert error["code"] == "session_active" and error["details"] == {"session_id": session["id"]}

    async def test_two_at_once(self, anna: Visitor) -> None:
        body = {"type": "chat"}
        answers = await asyncio.gather(*(anna.post("/api/sessions", json=body) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]

    async def test_finishing_the_open_one(self, anna: Visitor) -> None:
        first = await anna.begin()
        second = await anna.begin(type="chat", finish_active=True)
        found = (await anna.get(f"/api/sessions/{first['id']}")).json()
        assert found["status"] == "completed" and found["summary"] and found["completed_at"]
        assert second["status"] == "active" and second["id"] != first["id"]

    async def test_in_a_care_pause_nothing_is_asked(self, anna: Visitor, container: Container) -> None:
        async with container.units() as work:
            await work.session.execute(
                update(User).values(
                    care_active=True, care_reason="self_harm", care_since=container.clock.now()
                )
            )
        session = await anna.begin(type="provocative")
        assert (session["type"], session["question_count"]) == ("chat", 0)
        (first,) = (await anna.get(f"/api/sessions/{session['id']}/turns")).json()["items"]
        assert first["via"] == "template" and first["quick_replies"] == []

    @pytest.mark.parametrize(
        "body", [{}, {"type": "therapy"}, {"type": "chat", "user_id": NOWHERE}, {"type": None}]
    )
    async def test_refused(self, anna: Visitor, body: Any) -> None:
        assert error_of(await anna.post("/api/sessions", json=body), 400)["code"] == "validation"


class TestCompleteSession:
    async def test_with_a_summary_once(self, anna: Visitor) -> None:
        session = await anna.begin()
        answer = await anna.post(f"/api/sessions/{session['id']}/complete")
        assert answer.status_code == 200
        done = answer.json()
        assert done["status"] == "completed" and done["summary"]
        again = await anna.post(f"/api/sessions/{session['id']}/complete")
        assert again.status_code == 200 and again.json() == done

    async def test_from_both_windows_at_once(self, anna: Visitor) -> None:
        path = f"/api/sessions/{(await anna.begin())['id']}/complete"
        answers = await asyncio.gather(*(anna.post(path) for _ in range(4)))
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.text for answer in answers}) == 1


class TestListSessions:
    async def test_pages_newest_first(self, anna: Visitor) -> None:
        made = [(await anna.begin(finish_active=True))["id"] for _ in range(5)]
        seen, cursor = [], None
        while True:
            query = {"limit": 2, **({"before": cursor} if cursor else {})}
            page = (await anna.get("/api/sessions", params=query)).json()
            assert 1 <= len(page["items"]) <= 2
            seen += [item["id"] for item in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert seen == made[::-1]

    async def test_own_only(self, anna: Visitor, sign_in: SignIn) -> None:
        await anna.begin()
        other = await sign_in(43)
        assert (await other.get("/api/sessions")).json() == {"items": [], "next": None}

    @pytest.mark.parametrize(
        "query", [{"limit": 0}, {"limit": 101}, {"limit": "many"}, {"before": "x" * 201}]
    )
    async def test_bad_query(self, anna: Visitor, query: dict[str, Any]) -> None:
        error = error_of(await anna.get("/api/sessions", params=query), 400)
        assert error["code"] == "validation" and error["details"] == {"fields": list(query)}

    @pytest.mark.parametrize("cursor", ["x", "é", "MjAyNg==", "Mjh8eA=="])
    async def test_bad_cursor(self, anna: Visitor, cursor: str) -> None:
        error = error_of(await anna.get("/api/sessions", params={"before": cursor}), 400)
        assert error["code"] == "bad_cursor"


class TestListTurns:
    async def test_pages_in_conversation_order(self, anna: Visitor, container: Container) -> None:
        session = await anna.begin()
        await fill(container, session["id"], 120)
        path = f"/api/sessions/{session['id']}/turns"
        newest = (await anna.get(path)).json()
        assert len(newest["items"]) == 50 and newest["items"][-1]["text"] == "слово 121"
        pages, cursor = [newest["items"]], newest["next"]
        while cursor is not None:
            page = (await anna.get(path, params={"before": cursor, "limit": 40})).json()
            pages.insert(0, page["items"])
            cursor = page["next"]
        turns = [turn for page in pages for turn in page]
        assert len(turns) == 121 == len({turn["id"] for turn in turns})
        assert [turn["text"] for turn in turns[1:]] == [f"слово {number}" for number in range(2, 122)]

    async def test_page_that_ends_exactly(self, anna: Visitor, container: Container) -> None:
        session = await anna.begin()
        await fill(container, session["id"], 1)
        page = (await anna.get(f"/api/sessions/{session['id']}/turns", params={"limit": 2})).json()
        assert len(page["items"]) == 2 and page["next"] is None

    @pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "9" * 12, "٣"])
    async def test_bad_cursor(self, anna: Visitor, cursor: str) -> None:
        session = await anna.begin()
        answer = await anna.get(f"/api/sessions/{session['id']}/turns", params={"before": cursor})
        assert error_of(answer, 400)["code"] == "bad_cursor"


ROUTES = [
    ("GET", "", None),
    ("GET", "/turns", None),
    ("POST", "/turns", {"text": "чужое"}),
    ("GET", "/events", None),
    ("POST", "/stop", None),
    ("POST", "/complete", None),
]


class TestOthersSessions:
    @pytest.mark.parametrize(("method", "suffix", "body"), ROUTES)
    async def test_are_not_there(
        self, anna: Visitor, sign_in: SignIn, container: Container, method: str, suffix: str, body: Any
    ) -> None:
        session = await anna.begin()
        other = await sign_in(43)
        await other.agree()
        for session_id in (session["id"], NOWHERE):
            answer = await other.call(
                method,
                f"/api/sessions/{session_id}{suffix}",
                json=body,
                headers={"Idempotency-Key": "k"},
            )
            assert error_of(answer, 404)["code"] == "session_not_found"
        async with container.units() as work:
            count = (await work.session.execute(select(func.count()).select_from(Turn))).scalar_one()
        assert count == 1

    @pytest.mark.parametrize(("method", "suffix", "body"), ROUTES)
    async def test_strangers_are_not_let_in(
        self, http: httpx.AsyncClient, method: str, suffix: str, body: Any
    ) -> None:
        answer = await http.request(method, f"/api/sessions/{NOWHERE}{suffix}", json=body)
        assert error_of(answer, 401)["code"] == "token_missing"

    @pytest.mark.parametrize(("method", "suffix", "body"), ROUTES)
    async def test_id_that_is_none(self, anna: Visitor, method: str, suffix: str, body: Any) -> None:
        answer = await anna.call(method, f"/api/sessions/not-an-id{suffix}", json=body)
        assert error_of(answer, 404)["code"] == "not_found"
