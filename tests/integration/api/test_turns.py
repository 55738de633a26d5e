"""Writing in the Mini App: stored once, answered in a stream, never lost."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

import pytest
from litestar import Litestar
from sqlalchemy import func, select, update

from relove.api import sse, turns
from relove.bootstrap import Container
from relove.core.tasks import spawn
from relove.domains.conversations.events import Answering, ConversationEvents
from relove.domains.conversations.models import Turn
from relove.domains.conversations.schemas import Reply
from relove.domains.conversations.service import SessionService
from relove.domains.messaging.models import InboxUpdate
from relove.domains.messaging.processor import ChatProcessor
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of, events_of, opened


@pytest.fixture
async def session_id(anna: Visitor) -> str:
    return str((await anna.begin())["id"])


async def count(container: Container, table: Any) -> int:
    async with container.units() as work:
        return (await work.session.execute(select(func.count()).select_from(table))).scalar_one()


async def inbox_id(container: Container) -> uuid.UUID:
    """The row of the message that waits, as soon as it is there."""
    async with asyncio.timeout(10):
        while True:
            async with container.units() as work:
                found = (await work.session.execute(select(InboxUpdate.id))).scalar_one_or_none()
            if found is not None:
                return found


class TestSendTurn:
    async def test_turn_then_reply(self, anna: Visitor, session_id: str, worker: ChatProcessor) -> None:
        answer = await anna.write(session_id, "  Мне страшно менять работу  ", "key-1")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        events = events_of(answer.text)
        assert [name for name, _ in events] == ["turn", "done"]
        said, reply = events[0][1]["turn"], events[1][1]["turn"]
        assert (said["role"], said["text"], said["source"]) == (
            "person",
            "Мне страшно менять работу",
            "mini_app",
        )
        assert (reply["role"], reply["via"], reply["session_id"]) == ("guide", "template", session_id)
        turns = (await anna.get(f"/api/sessions/{session_id}/turns")).json()["items"]
        assert turns[1:] == [said, reply]

    async def test_same_key_is_stored_once(
        self, anna: Visitor, session_id: str, worker: ChatProcessor, container: Container
    ) -> None:
        first = await anna.write(session_id, "Да", "key-1")
        again = await anna.write(session_id, "Да", "key-1")
        assert events_of(again.text) == events_of(first.text)
        assert await count(container, InboxUpdate) == 1 and await count(container, Turn) == 3

    async def test_same_key_twice_at_once(
        self, anna: Visitor, session_id: str, worker: ChatProcessor, container: Container
    ) -> None:
        first, second = await asyncio.gather(
            anna.write(session_id, "Да", "key-1"), anna.write(session_id, "Да", "key-1")
        )
        assert events_of(first.text)[-1] == events_of(second.text)[-1]
        assert await count(container, Turn) == 3

    async def test_key_is_the_persons_own(
        self, anna: Visitor, session_id: str, worker: ChatProcessor, sign_in: SignIn
    ) -> None:
        await anna.write(session_id, "Да", "key-1")
        other = await sign_in(43)
        await other.agree()
        theirs = str((await other.begin())["id"])
        assert events_of((await other.write(theirs, "Нет", "key-1")).text)[0][1]["turn"]["text"] == "Нет"

    async def test_other_text_with_the_same_key(
        self, anna: Visitor, session_id: str, worker: ChatProcessor, container: Container
    ) -> None:
        await anna.write(session_id, "Да", "key-1")
        error = error_of(await anna.write(session_id, "Нет", "key-1"), 409)
        assert error["code"] == "idempotency_key_reused"
        assert await count(container, Turn) == 3

    async def test_other_text_while_the_first_waits(
        self, anna: Visitor, session_id: str, container: Container
    ) -> None:
        writing = spawn(anna.write(session_id, "Да", "key-1"), "writing")
        await inbox_id(container)
        error = error_of(await anna.write(session_id, "Нет", "key-1"), 409)
        assert error["code"] == "idempotency_key_reused"
        writing.cancel()

    async def test_replay_after_the_session_ended(
        self, anna: Visitor, session_id: str, worker: ChatProcessor
    ) -> None:
        first = await anna.write(session_id, "Да", "key-1")
        await anna.post(f"/api/sessions/{session_id}/complete")
        assert events_of((await anna.write(session_id, "Да", "key-1")).text) == events_of(first.text)
        error = error_of(await anna.write(session_id, "Ещё", "key-2"), 409)
        assert error["code"] == "session_closed"

    async def test_consent_taken_back(self, anna: Visitor, session_id: str, container: Container) -> None:
        await anna.call("PUT", "/api/me/consents", json={"profile": False})
        error = error_of(await anna.write(session_id, "Да", "key-1"), 403)
        assert error["code"] == "consent_required"
        assert await count(container, InboxUpdate) == 0

    @pytest.mark.parametrize("text", ["", "   ", "\u200b\u200d\ufeff", "\0", "\u202e\u2066", "\n\t"])
    async def test_nothing_to_be_seen(self, anna: Visitor, session_id: str, text: str) -> None:
        assert error_of(await anna.write(session_id, text, "key-1"), 400)["code"] == "text_empty"

    @pytest.mark.parametrize("text", ["🙂", "👩‍👩‍👧", "مرحبا بالعالم", "\u202eabc", "a" * 4096, "a\0b"])
    async def test_sensible_text(
        self, anna: Visitor, session_id: str, worker: ChatProcessor, text: str
    ) -> None:
        events = events_of((await anna.write(session_id, text, "key-1")).text)
        assert events[0][1]["turn"]["text"] == text.replace("\0", "") and events[-1][0] == "done"

    async def test_too_long(self, anna: Visitor, session_id: str) -> None:
        error = error_of(await anna.write(session_id, "я" * 5000, "key-1"), 400)
        assert error["code"] == "text_too_long" and error["details"] == {"limit": 4096}

    async def test_far_too_long(self, anna: Visitor, session_id: str) -> None:
        assert error_of(await anna.write(session_id, "я" * 100_000, "key-1"), 413)["code"] == "too_large"

    async def test_without_a_key_each_sending_is_a_message(
        self, anna: Visitor, session_id: str, worker: ChatProcessor
    ) -> None:
        address = f"/api/sessions/{session_id}/turns"
        sent = [events_of((await anna.post(address, json={"text": "Да"})).text) for _ in range(2)]
        assert [events[-1][0] for events in sent] == ["done", "done"]
        assert sent[0][0][1]["turn"]["id"] != sent[1][0][1]["turn"]["id"]

    @pytest.mark.parametrize("key", ["", "a b", "k" * 129, "ключ".encode()])
    async def test_key_must_be_one(self, anna: Visitor, session_id: str, key: Any) -> None:
        headers = {"Idempotency-Key": key}
        answer = await anna.post(f"/api/sessions/{session_id}/turns", json={"text": "Да"}, headers=headers)
        assert error_of(answer, 400)["code"] == "idempotency_key_required"

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"text": 5}', b'{"text": "a", "role": "guide"}'])
    async def test_body(self, anna: Visitor, session_id: str, body: bytes) -> None:
        headers = {"Content-Type": "application/json", "Idempotency-Key": "k"}
        answer = await anna.post(f"/api/sessions/{session_id}/turns", content=body, headers=headers)
        assert error_of(answer, 400)["code"] == "validation"


class TestRelay:
    async def test_what_is_written_meanwhile(
        self, anna: Visitor, session_id: str, container: Container
    ) -> None:
        """The worker's part is played here, with its own services."""
        writing = spawn(anna.write(session_id, "Да", "key-1"), "writing")
        row = await inbox_id(container)

        events = ConversationEvents(container.live)
        user_id = uuid.UUID(anna.user["id"])
        async with container.units() as work:
            sessions = SessionService(work, container.clock)
            session = await sessions.get(uuid.UUID(session_id), user_id)
            asked = await sessions.record_person(session, user_id, "Да", "mini_app", row)
        await events.turn_stored(user_id, asked)
        to = Answering(user_id, asked)
        await events.delta(to, "Пер", 1)
        await events.delta(to, "вое", 2)
        await events.replace(to, "Другое", 2)
        async with container.units() as work:
            sessions = SessionService(work, container.clock)
            reply = await sessions.record_guide(session, user_id, Reply("Другое", "model"), "mini_app", row)
        await events.done(user_id, reply, asked)
        found = events_of((await writing).text)
        assert [name for name, _ in found] == ["turn", "delta", "delta", "replace", "done"]
        assert found[1][1] == {"reply_to": str(asked.id), "text": "Пер"}
        assert found[4][1]["turn"]["text"] == "Другое"

    async def test_without_redis_the_table_tells(
        self, anna: Visitor, session_id: str, container: Container
    ) -> None:
        writing = spawn(anna.write(session_id, "Да", "key-1"), "writing")
        row = await inbox_id(container)

        user_id = uuid.UUID(anna.user["id"])
        async with container.units() as work:
            sessions = SessionService(work, container.clock)
            session = await sessions.get(uuid.UUID(session_id), user_id)
            await sessions.record_person(session, user_id, "Да", "mini_app", row)
            await sessions.record_guide(session, user_id, Reply("Тихо", "model"), "mini_app", row)
        found = events_of((await writing).text)
        assert [name for name, _ in found] == ["turn", "done"]

    async def test_row_that_cannot_be_handled(
        self, anna: Visitor, session_id: str, container: Container
    ) -> None:
        writing = spawn(anna.write(session_id, "Да", "key-1"), "writing")
        row = await inbox_id(container)
        async with container.units() as work:
            await work.session.execute(
                update(InboxUpdate).where(InboxUpdate.id == row).values(state="dead", payload=None)
            )
        answer = await writing
        ((name, data),) = events_of(answer.text)
        assert name == "error" and set(data["error"]) == {"code", "message", "request_id"}
        assert data["error"]["request_id"] == answer.headers["x-request-id"]

    async def test_worker_that_gave_up(self, anna: Visitor, session_id: str, container: Container) -> None:
        writing = spawn(anna.write(session_id, "Да", "key-1"), "writing")
        row = await inbox_id(container)

        await ConversationEvents(container.live).failed(uuid.UUID(session_id), row, "internal")
        ((name, data),) = events_of((await writing).text)
        assert name == "error" and data["error"]["code"] == "internal"

    async def test_nobody_answers(
        self, anna: Visitor, session_id: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(turns, "_LOOK_EVERY_S", 0.01)
        monkeypatch.setattr(turns, "_PATIENCE_S", 0.2)
        monkeypatch.setattr(sse, "PING_EVERY_S", 0.05)
        answer = await anna.write(session_id, "Да", "key-1")
        assert answer.text.startswith(": ping\n\n")
        ((name, data),) = events_of(answer.text)
        assert name == "error" and data["error"]["code"] == "unavailable"
        # Nothing is lost: the row waits for a worker.
        assert (await anna.get(f"/api/sessions/{session_id}/turns")).json()["next"] is None


class TestSessionEvents:
    async def test_follows_the_other_window(
        self, app: Litestar, anna: Visitor, session_id: str, worker: ChatProcessor
    ) -> None:
        async with opened(app, f"/api/sessions/{session_id}/events", anna.headers) as stream:
            assert await stream.piece() == ": ping"
            await anna.write(session_id, "Да", "key-1")
            names = []
            while "done" not in names:
                names.append((await stream.event())[0])
        assert names[0] == "turn"

    async def test_errors_are_put_into_words(
        self, app: Litestar, anna: Visitor, session_id: str, container: Container
    ) -> None:

        async with opened(app, f"/api/sessions/{session_id}/events", anna.headers) as stream:
            await stream.piece()
            await ConversationEvents(container.live).failed(uuid.UUID(session_id), uuid.uuid4(), "internal")
            name, data = await stream.event()
        assert name == "error" and data["error"]["message"]


class TestEvents:
    async def test_everything_of_the_person(
        self, app: Litestar, anna: Visitor, container: Container, worker: ChatProcessor
    ) -> None:
        async with opened(app, "/api/events", anna.headers) as stream:
            await stream.piece()
            # Whoever is writing a reply to her knows that somebody has begun to watch.
            assert await container.live.newest_window(anna.user["id"]) > 0
            await anna.call("PATCH", "/api/me", json={"directness": "soft"})
            session = await anna.begin()
            await anna.write(session["id"], "Да", "key-1")
            seen = [await stream.event() for _ in range(6)]
        names = [name for name, _ in seen]
        assert names[0] == "me" and {"session", "journey", "turn"} <= set(names)
        assert json.dumps(seen[0][1]) == "{}"

    async def test_nothing_of_others(self, app: Litestar, anna: Visitor, sign_in: SignIn) -> None:
        other = await sign_in(43)
        async with opened(app, "/api/events", other.headers) as stream:
            await stream.piece()
            await anna.call("PATCH", "/api/me", json={"directness": "soft"})
            await other.call("PATCH", "/api/me", json={"directness": "hard"})
            await stream.event()
            assert stream.empty()

    async def test_pings_keep_the_connection(
        self, app: Litestar, anna: Visitor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sse, "PING_EVERY_S", 0.01)
        async with opened(app, "/api/events", anna.headers) as stream:
            assert [await stream.piece() for _ in range(3)] == [": ping"] * 3


class TestStop:
    async def test_asks_the_worker(self, anna: Visitor, session_id: str, container: Container) -> None:
        answer = await anna.post(f"/api/sessions/{session_id}/stop")
        assert answer.status_code == 204
        assert await container.live.reply_cancelled(anna.user["telegram_id"], since=0)


class TestRedisGoesAway:
    async def test_news_end_so_that_the_client_reads_anew(
        self, app: Litestar, anna: Visitor, container: Container
    ) -> None:
        async with opened(app, "/api/events", anna.headers) as stream:
            await stream.piece()
            await container.redis.client_kill_filter(_type="pubsub")
            assert await stream.ended()

    async def test_a_reply_is_told_all_the_same(
        self, anna: Visitor, session_id: str, container: Container, worker: ChatProcessor
    ) -> None:
        assert (await anna.write(session_id, "Раз", "key-1")).status_code == 200
        await container.redis.client_kill_filter(_type="pubsub")
        assert events_of((await anna.write(session_id, "Два", "key-2")).text)[-1][0] == "done"
