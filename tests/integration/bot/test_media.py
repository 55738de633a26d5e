"""Voice is heard, pictures are seen, and neither is kept."""

import asyncio
import tempfile
import time
from typing import Any

import pytest

from relove.bot.routers import media
from relove.core.tasks import spawn
from relove.domains.conversations import hearing
from relove.domains.conversations.hearing import (
    PICTURE_PATIENCE_S,
    VOICE_PATIENCE_S,
    reply_patience,
    voice_patience,
)
from relove.sandbox.media.carried import note_of
from tests.integration.bot.modelled import asked, scripted, with_model
from tests.integration.bot.talk import Shown, Talk
from tests.integration.leftovers import places_of

LIMIT_S, AT_ONCE_S = 12.0, 4.0


async def sends(talk: Talk, **what: Any) -> list[Shown]:
    return await talk._act("messages", **what)


class TestWithAModel:
    @pytest.fixture
    def overrides(self, port: int) -> dict[str, Any]:
        return with_model(port)

    async def test_a_voice_note_is_the_words_in_it(self, talk: Talk) -> None:
        await talk.agree()
        said = await sends(talk, voice_text="Я очень хочу к морю")
        assert "?" in said[-1]["text"]
        assert await last_words(talk) == ("Я очень хочу к морю", None)
        [call] = await talk.sql("SELECT feature, outcome FROM model_calls WHERE feature = 'voice'")
        assert call["outcome"] == "ok"

    async def test_a_video_note_likewise(self, talk: Talk) -> None:
        await talk.agree()
        await sends(talk, video_note_text="Я стою у моря")
        assert await last_words(talk) == ("Я стою у моря", None)

    async def test_a_call_for_help_is_heard_in_a_voice_note(self, talk: Talk) -> None:
        await talk.agree()
        [care] = await sends(talk, voice_text="я хочу умереть")
        assert "112" in care["text"] and (await talk.person()).care_active

    async def test_a_voice_note_with_no_words_is_told_so(self, talk: Talk) -> None:
        await talk.agree()
        [said] = await sends(talk, voice_text="\u200b")
        assert said["text"] == talk.text("error-voice-not-heard")

    async def test_a_failing_recognition_costs_a_friendly_line_only(self, talk: Talk) -> None:
        await talk.agree()
        await scripted(talk, {"fault": "500", "times": 50})
        [said] = await sends(talk, voice_text="Я очень хочу к морю")
        assert said["text"] == talk.text("error-voice-unavailable")

    @pytest.mark.usefixtures("no_pauses")
    @pytest.mark.parametrize("heard", [True, False], ids=["heard", "not_heard"])
    async def test_nothing_of_the_recording_is_left(
        self, talk: Talk, heard: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Whoever wants a file for it fails.
        monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
        await talk.agree()
        if not heard:
            await scripted(talk, {"match": "voice/transcribe", "fault": "500", "times": 50})
        await sends(talk, voice_text="Я очень хочу к морю")
        assert await places_of(talk.container, note_of("Я очень хочу к морю")) == []
        # Words are found where they are: the look is one.
        if heard:
            found = await places_of(talk.container, "Я очень хочу к морю".encode())
            assert "session_turns.text" in found

    async def test_a_picture_is_seen_and_its_caption_is_what_was_said(self, talk: Talk) -> None:
        await talk.agree()
        await scripted(
            talk,
            {"match": "guide/picture", "reply": "Пустой берег, лодка на песке."},
            {"reply": "Вижу берег. Чья это лодка?"},
        )
        said = await sends(talk, photo_text="берег", caption="Вот моё место")
        assert said[-1]["text"].endswith("Чья это лодка?")
        assert await last_words(talk) == ("Вот моё место", "Пустой берег, лодка на песке.")
        [request] = await asked(talk)
        last = request["messages"][-1]["content"]
        assert last.startswith("Вот моё место") and "[на приложенной картинке: Пустой берег" in last

    async def test_a_call_for_help_under_a_picture_waits_for_no_look_at_it(self, talk: Talk) -> None:
        await talk.agree()
        await scripted(talk, {"match": "guide/picture", "fault": "hang"})
        [care] = await sends(talk, photo_text="берег", caption="я хочу умереть")
        assert "112" in care["text"] and (await talk.person()).care_active

    async def test_a_call_for_help_in_a_picture_is_one(self, talk: Talk) -> None:
        await talk.agree()
        await scripted(
            talk, {"match": "guide/picture", "reply": "Лист бумаги, от руки: «я не хочу больше жить»."}
        )
        [care] = await sends(talk, photo_text="записка")
        assert "112" in care["text"] and (await talk.person()).care_active

    async def test_nothing_of_somebody_who_has_not_agreed_goes_to_a_model(self, talk: Talk) -> None:
        await talk.write("/start")
        for what in ({"voice_text": "слова"}, {"photo_text": "берег"}):
            said = await sends(talk, **what)
            assert talk.text("consent-needed") in said[-1]["text"]
        assert (await talk.telegram.get("/sandbox/model/requests"))["items"] == []


class TestWithASilentModel:
    """Nobody is kept waiting by who looks and listens: twelve seconds to a written answer, at once in need."""

    @pytest.fixture
    def overrides(self, port: int) -> dict[str, Any]:
        return with_model(port)

    @pytest.fixture(autouse=True)
    async def silent(self, talk: Talk) -> None:
        await talk.agree()
        await scripted(talk, {"fault": "hang"})

    @pytest.fixture
    def a_tenth(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The same waits in the same order, a tenth as long: what they add up to is looked at below."""
        for module in (media, hearing):
            monkeypatch.setattr(module, "VOICE_PATIENCE_S", 0.8)
            monkeypatch.setattr(module, "PICTURE_PATIENCE_S", {"captioned": 0.55, "alone": 0.8})
        monkeypatch.setattr(hearing, "_REPLY_S", 0.8)
        monkeypatch.setattr(hearing, "_LEAST_REPLY_S", 0.35)

    @pytest.mark.usefixtures("a_tenth")
    async def test_a_caption_is_answered_without_the_picture(self, talk: Talk) -> None:
        begun = time.monotonic()
        said = await sends(talk, photo_text="берег", caption="Вот моё место, куда я хочу")
        assert time.monotonic() - begun < LIMIT_S
        assert "?" in said[-1]["text"]
        assert await last_words(talk) == ("Вот моё место, куда я хочу", None)
        assert (await talk.turns())[-1] == ("guide", "template")

    @pytest.mark.usefixtures("a_tenth")
    @pytest.mark.parametrize(
        ("what", "line"),
        [
            ({"photo_text": "берег"}, ("unknown-kind", {"kind": "photo"})),
            ({"voice_text": "Я очень хочу к морю"}, ("error-voice-unavailable", {})),
        ],
        ids=["picture", "voice"],
    )
    async def test_what_has_no_words_beside_it_gets_its_friendly_line(
        self, talk: Talk, what: dict[str, str], line: tuple[str, dict[str, str]]
    ) -> None:
        begun = time.monotonic()
        [said] = await sends(talk, **what)
        assert time.monotonic() - begun < LIMIT_S
        assert said["text"] == talk.text(line[0], **line[1])

    @pytest.mark.parametrize("already", [True, False], ids=["waits_already", "comes_meanwhile"])
    @pytest.mark.parametrize(
        "what",
        [
            {"photo_text": "берег"},
            {"photo_text": "берег", "caption": "Вот моё место"},
            {"voice_text": "Я очень хочу к морю"},
        ],
        ids=["picture", "captioned", "voice"],
    )
    async def test_a_call_for_help_behind_it_waits_for_nobody(
        self, talk: Talk, what: dict[str, str], already: bool
    ) -> None:
        before = len(await talk.history())
        await talk.telegram.post(f"/sandbox/people/{talk.me}/messages", **what)
        begun = time.monotonic()
        if already:
            await talk.take_in("не хочу жить")
            await talk.deliver()
        else:
            handled = spawn(talk.deliver(), "deliver")
            for _ in range(100):
                if (await talk.telegram.get("/sandbox/model/requests"))["items"]:
                    break
                await asyncio.sleep(0.05)
            begun = time.monotonic()
            await talk.take_in("не хочу жить")
            await handled
        assert time.monotonic() - begun < AT_ONCE_S
        assert (await talk.person()).care_active
        care, *rest = [item for item in (await talk.history())[before:] if item["from"] == "bot"]
        assert "112" in care["text"]
        # Nothing is lost: who spoke hears that the words were not.
        assert [item["text"] for item in rest] == (
            [talk.text("voice-given-up")] if "voice_text" in what else []
        )

    async def test_words_cut_by_the_picture_are_one_call_for_help(self, talk: Talk) -> None:
        await talk.telegram.post(
            f"/sandbox/people/{talk.me}/messages", photo_text="берег", caption="я больше не"
        )
        begun = time.monotonic()
        await talk.take_in("хочу жить")
        await talk.deliver()
        assert time.monotonic() - begun < AT_ONCE_S
        assert (await talk.person()).care_active

    @pytest.mark.usefixtures("a_tenth")
    async def test_a_long_voice_note_has_no_longer_where_something_waits_behind_it(self, talk: Talk) -> None:
        await talk.telegram.post(
            f"/sandbox/people/{talk.me}/messages", voice_text=" ".join(["Я хочу к морю"] * 200)
        )
        begun = time.monotonic()
        await talk.take_in("Вы здесь?")
        await talk.deliver()
        lines = [item["text"] for item in await talk.history() if item["from"] == "bot"]
        assert talk.text("error-voice-unavailable") in lines and "?" in lines[-1]
        assert time.monotonic() - begun < LIMIT_S


def test_a_long_voice_note_has_longer() -> None:
    assert [voice_patience(seconds) for seconds in (1, 60, 160, 3600)] == [8.0, 8.0, 18.0, 60.0]
    assert [reply_patience(waited) for waited in (0.0, 2.0, 7.0)] == [8.0, 6.0, 3.5]


def test_what_is_waited_for_a_short_voice_or_a_picture_and_then_for_the_reply_is_within_twelve_seconds() -> (
    None
):
    for waited in (*PICTURE_PATIENCE_S.values(), VOICE_PATIENCE_S):
        assert waited + reply_patience(waited) < LIMIT_S


class TestWithout:
    async def test_a_voice_note_gets_a_friendly_line(self, talk: Talk) -> None:
        await talk.agree()
        [said] = await sends(talk, voice_text="Я очень хочу к морю")
        assert said["text"] == talk.text("unknown-kind", kind="voice")

    async def test_of_a_picture_its_caption_is_answered(self, talk: Talk) -> None:
        await talk.agree()
        answers = await sends(talk, photo_text="берег", caption="Вот моё место, куда я хочу")
        assert "?" in answers[-1]["text"]
        [said] = await sends(talk, photo_text="берег")
        assert said["text"] == talk.text("unknown-kind", kind="photo")


async def last_words(talk: Talk) -> tuple[str, str | None]:
    """The person's last turn, and what was seen with it."""
    from relove.domains.conversations.service import SessionService

    [row] = await talk.sql("SELECT id FROM user_sessions")
    async with talk.container.units() as work:
        turns = await SessionService(work, talk.container.clock).recent(row["id"], 10)
    turn = [turn for turn in turns if turn.role == "person"][-1]
    return turn.text, turn.seen
