"""Voice is heard, pictures are seen, and neither is kept."""

import tempfile
from typing import Any

import pytest

from relove.integrations.llm import tries
from relove.sandbox.media.carried import note_of
from tests.integration.bot.modelled import asked, scripted, with_model
from tests.integration.bot.talk import Shown, Talk
from tests.integration.leftovers import places_of


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

    @pytest.mark.parametrize("heard", [True, False], ids=["heard", "not_heard"])
    async def test_nothing_of_the_recording_is_left(
        self, talk: Talk, heard: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tries, "PAUSES_S", (0.0, 0.0))
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
