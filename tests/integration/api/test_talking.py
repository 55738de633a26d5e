"""Talk in the Mini App: bursts, a session that was finished meanwhile, voice."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.core.tasks import spawn
from relove.domains.conversations import hearing
from relove.domains.messaging.repository import ChatRepository
from relove.sandbox.media import making
from relove.worker.wiring import make_processor
from tests.integration.api.support import Visitor, error_of, events_of
from tests.integration.delivery.line import telegram_at
from tests.integration.leftovers import open_files_with, places_of
from tests.integration.sandbox.serving import Sandbox, free_port


@pytest.fixture
async def session_id(anna: Visitor) -> str:
    return str((await anna.begin())["id"])


async def work_off(container: Container) -> None:
    async with container.units() as work:
        chats = await ChatRepository(work.session).with_work()
    for chat_id in chats:
        await make_processor(container, owner="talking").process(chat_id)


async def waiting(container: Container, rows: int) -> None:
    """Until so many rows wait."""
    found = -1
    while found != rows:
        async with container.engine.connect() as connection:
            sql = "SELECT count(*) FROM inbox_updates WHERE state = 'pending'"
            found = (await connection.exec_driver_sql(sql)).scalar_one()


async def test_the_stream_of_each_line_of_a_burst_ends_with_the_same_reply(
    anna: Visitor, session_id: str, container: Container
) -> None:
    lines = ("Я устала", "Очень", "И не знаю, куда идти")
    streams = []
    for number, line in enumerate(lines):
        streams.append(spawn(anna.write(session_id, line, f"key-{number}"), "writing"))
        await waiting(container, number + 1)
    await work_off(container)
    found = [events_of((await stream).text) for stream in streams]
    assert [[name for name, _ in events] for events in found] == [["turn", "done"]] * 3
    assert [events[0][1]["turn"]["text"] for events in found] == list(lines)
    assert len({events[1][1]["turn"]["id"] for events in found}) == 1
    # The same key again, much later: the same turns.
    again = events_of((await anna.write(session_id, "Очень", "key-1")).text)
    assert again[1][1]["turn"]["id"] == found[0][1][1]["turn"]["id"]
    items = (await anna.get(f"/api/sessions/{session_id}/turns")).json()["items"]
    assert [item["role"] for item in items] == ["guide", *["person"] * 3, "guide"]


async def test_a_line_to_a_session_that_was_finished_meanwhile_is_kept_and_told_of(
    anna: Visitor, session_id: str, container: Container
) -> None:
    writing = spawn(anna.write(session_id, "Я устала", "key-1"), "writing")
    await waiting(container, 1)
    assert (await anna.post(f"/api/sessions/{session_id}/complete")).status_code == 200
    await work_off(container)
    (_, said), (name, data) = events_of((await writing).text)
    assert said["turn"]["text"] == "Я устала"
    assert name == "error" and data["error"]["code"] == "session_closed"
    items = (await anna.get(f"/api/sessions/{session_id}/turns")).json()["items"]
    assert [item["text"] for item in items if item["role"] == "person"] == ["Я устала"]


async def test_without_a_model_a_voice_note_is_refused_with_a_friendly_line(
    anna: Visitor, session_id: str
) -> None:
    answer = await anna.post(
        f"/api/sessions/{session_id}/voice", content=b"x", headers={"content-type": "audio/ogg"}
    )
    assert error_of(answer, 409)["code"] == "voice_unavailable"
    # Known beforehand: nobody is shown a microphone here.
    assert (await anna.get("/api/me")).json()["voice"] is False


class TestVoice:
    @pytest.fixture
    def port(self) -> int:
        return free_port()

    @pytest.fixture
    def overrides(self, overrides: dict[str, Any], port: int) -> dict[str, Any]:
        base = f"http://127.0.0.1:{port}"
        return {
            **overrides,
            "model": "openai",
            "openai_api_key": "sk-of-the-tests",
            "openai_base_url": f"{base}/v1",
        }

    @pytest.fixture(autouse=True)
    async def played(self, port: int) -> AsyncIterator[Sandbox]:
        async with telegram_at(port) as sandbox:
            yield sandbox

    @pytest.mark.parametrize("form", [False, True], ids=["raw", "form"])
    async def test_the_words_in_it_are_the_turn(
        self, anna: Visitor, session_id: str, container: Container, form: bool
    ) -> None:
        assert (await anna.get("/api/me")).json()["voice"] is True
        audio = making.voice("Хочу к морю")
        path, key = f"/api/sessions/{session_id}/voice", {"Idempotency-Key": "note-1"}
        if form:
            sending = anna.post(path, files={"audio": ("note.ogg", audio, "audio/ogg")}, headers=key)
        else:
            sending = anna.post(path, content=audio, headers={**key, "content-type": "audio/ogg"})
        stream = spawn(sending, "sending")
        await waiting(container, 1)
        await work_off(container)
        events = events_of((await stream).text)
        assert [name for name, _ in events if name not in ("delta", "replace")] == ["turn", "done"]
        assert events[0][1]["turn"]["text"] == "Хочу к морю"

    @pytest.mark.parametrize("form", [False, True], ids=["raw", "form"])
    async def test_nothing_of_a_long_one_is_left(
        self, anna: Visitor, session_id: str, container: Container, form: bool
    ) -> None:
        sound = random.Random(7).randbytes(1_500_000)
        audio, path = making.voice("Хочу к морю") + sound, f"/api/sessions/{session_id}/voice"
        if form:
            sending = anna.post(path, files={"audio": ("note.ogg", audio, "audio/ogg")})
        else:
            sending = anna.post(path, content=audio, headers={"content-type": "audio/ogg"})
        stream = spawn(sending, "sending")
        async with asyncio.timeout(10):
            await waiting(container, 1)
        # Heard, and not answered yet: what waits is the words.
        assert await places_of(container, sound[:300]) == []
        # A server that takes forms puts a large part on the disk.
        assert open_files_with(sound[:300]) == []
        await work_off(container)
        assert events_of((await stream).text)[0][1]["turn"]["text"] == "Хочу к морю"
        assert await places_of(container, sound[:300]) == []

    async def test_a_silent_model_is_waited_for_as_long_as_a_reply(
        self, anna: Visitor, session_id: str, played: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(hearing, "VOICE_PATIENCE_S", 0.8)
        await played.post("/sandbox/model/script", items=[{"fault": "hang"}])
        begun, audio = time.monotonic(), making.voice("Хочу к морю")
        path, kind = f"/api/sessions/{session_id}/voice", {"content-type": "audio/ogg"}
        answer = await anna.post(path, content=audio, headers=kind)
        assert error_of(answer, 409)["code"] == "voice_unavailable"
        assert time.monotonic() - begun < 12

    async def test_one_that_is_too_large_is_refused(self, anna: Visitor, session_id: str) -> None:
        large = b"x" * (10 * 1024 * 1024 + 1)
        answer = await anna.post(
            f"/api/sessions/{session_id}/voice", content=large, headers={"content-type": "audio/ogg"}
        )
        assert error_of(answer, 413)["code"] == "file_too_large"

    async def test_an_empty_one_has_no_words(self, anna: Visitor, session_id: str) -> None:
        answer = await anna.post(
            f"/api/sessions/{session_id}/voice", content=b"", headers={"content-type": "audio/ogg"}
        )
        assert error_of(answer, 400)["code"] == "voice_not_heard"


async def test_how_somebody_wants_to_be_addressed_is_theirs_to_say(anna: Visitor) -> None:
    me = (await anna.get("/api/me")).json()
    assert (me["called"], me["gender"], me["formality"]) == (None, None, "vy")
    wanted = {"called": "  Нюта ", "gender": "female", "formality": "ty"}
    me = (await anna.call("PATCH", "/api/me", json=wanted)).json()
    assert (me["called"], me["gender"], me["formality"]) == ("Нюта", "female", "ty")
    me = (await anna.call("PATCH", "/api/me", json={"called": None, "gender": None})).json()
    assert (me["called"], me["gender"], me["formality"]) == (None, None, "ty")
    for bad in ({"called": "1"}, {"called": "я" * 41}, {"gender": "other"}, {"formality": "sie"}):
        error_of(await anna.call("PATCH", "/api/me", json=bad), 400)
