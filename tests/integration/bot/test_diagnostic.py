"""The diagnostic: five to fifteen open questions, a result in the person's own words, and their word on it."""

import time
from typing import Any

import pytest

from relove.domains.conversations.kinds import diagnostic
from relove.domains.conversations.kinds.diagnostic import LEAST, MOST, WRITTEN
from relove.domains.conversations.kinds.schemas import DiagnosticResultView
from relove.domains.conversations.kinds.service import DiagnosticService
from tests.integration.bot.modelled import with_model
from tests.integration.bot.talk import Shown, Talk, labels

LIMIT_S = 12.0
SAID = (
    "Я давно откладываю разговор с начальником",
    "Мне страшно, что меня уволят сразу после праздников",
    "Каждое утро обещаю себе начать с понедельника",
    "Дома все думают, что у меня всё в порядке",
    "Хочу открыть свою мастерскую, но сейчас не время",
)


async def begun(talk: Talk) -> Shown:
    """The diagnostic is open, after the session that consent brings."""
    await talk.agree()
    await talk.write("/diagnostic")
    return (await talk.press(talk.text("session-offer-new")))[-1]


async def result(talk: Talk) -> DiagnosticResultView:
    person = await talk.person()
    async with talk.container.units() as work:
        found = await DiagnosticService(work, talk.container.clock).of_person(person.id)
    assert found
    return found[0]


async def state(talk: Talk) -> tuple[str, str, str, int]:
    [row] = await talk.sql(
        "SELECT type, status, state, question_count FROM user_sessions ORDER BY started_at DESC, id DESC LIMIT 1"
    )
    return row["type"], row["status"], row["state"], row["question_count"]


class TestWithoutAModel:
    async def test_open_questions_then_an_honest_result_which_is_confirmed(self, talk: Talk) -> None:
        first = await begun(talk)
        assert first["text"].startswith(talk.text("session-started", type="diagnostic"))
        asked = [first["text"].rpartition("\n\n")[2]]
        for number in range(1, WRITTEN):
            said = (await talk.write(f"{SAID[number % 5]}, {number}"))[-1]
            assert said["text"].endswith("?"), said["text"]
            asked.append(said["text"].rpartition("\n\n")[2])
        assert len(set(asked)) == WRITTEN and LEAST <= WRITTEN <= MOST
        shown = (await talk.write("Кажется, я всё это уже говорил"))[-1]
        assert labels(shown) == [talk.text("diagnostic-yes"), talk.text("diagnostic-no")]
        assert talk.text_of(talk.text("diagnostic-little")) in shown["text"]
        assert "%" not in shown["text"]
        assert await state(talk) == ("diagnostic", "active", "confirming", WRITTEN)
        assert shown["text"].count("• ") == 3

        [done] = await talk.press(talk.text("diagnostic-yes"))
        assert done["text"].endswith(talk.text("diagnostic-further"))
        assert "/start_journey" in done["text"]
        found = await result(talk)
        assert found.status == "confirmed" and found.diagnosis.confidence is None
        spoken = await talk.sql("SELECT id FROM session_turns WHERE role = 'person'")
        assert {quote.turn_id for quote in found.diagnosis.quotes} <= {row["id"] for row in spoken}
        assert (await state(talk))[:3] == ("diagnostic", "completed", "closed")
        [row] = await talk.sql("SELECT markers FROM users")
        assert row["markers"]["journey_stage"] == "ordinary_world"
        first_time = row["markers"]["diagnostic_confirmed_at"]
        assert first_time

        # Confirmed once more, later: the first time is what counts.
        await talk.container.redis.flushall()
        await talk.write("/diagnostic")
        for _ in range(WRITTEN):
            shown = (await talk.write(SAID[0]))[-1]
        await talk.write("да, всё так")
        assert (await result(talk)).status == "confirmed"
        [row] = await talk.sql("SELECT markers FROM users")
        assert row["markers"]["diagnostic_confirmed_at"] == first_time

    async def test_what_the_person_says_against_it_counts(self, talk: Talk) -> None:
        await begun(talk)
        for number in range(WRITTEN):
            await talk.write(SAID[number % 5])
        [what] = await talk.press(talk.text("diagnostic-no"))
        assert what["text"] == talk.text("diagnostic-what")
        assert (await state(talk))[2] == "contesting"
        [done] = await talk.write("Дело не в начальнике, а в отце")
        assert done["text"] == f"{talk.text('diagnostic-contested')}\n\n{talk.text('diagnostic-again')}"
        found = await result(talk)
        assert (found.status, found.correction) == ("contested", "Дело не в начальнике, а в отце")
        assert (await state(talk))[:2] == ("diagnostic", "completed")
        [row] = await talk.sql("SELECT markers FROM users")
        assert "diagnostic_confirmed_at" not in row["markers"]

    async def test_the_stop_word_and_a_call_for_help_come_before_the_diagnostic(self, talk: Talk) -> None:
        await begun(talk)
        [stopped] = await talk.write("стоп")
        assert stopped["text"] == talk.text("stop-word-line")
        assert (await talk.person()).directness == "soft"
        await talk.write("не хочу больше жить")
        assert (await talk.person()).care_active
        assert (await state(talk))[1:3] == ("active", "talking")


@pytest.mark.usefixtures("no_pauses")
class TestWithAModel:
    @pytest.fixture
    def overrides(self, port: int) -> dict[str, Any]:
        return with_model(port)

    async def decides(self, talk: Talk, **fields: Any) -> None:
        answer = {
            "next_question": "Вы говорите об откладывании. Что случится, если разговор состоится завтра?",
            "enough": False,
            "confidence": 0.4,
            "stage": "refusal",
            "patterns": ["postponing"],
            "core_issue": "Страх потерять место сильнее желания жить по-своему",
            "quotes": [
                {"turn": "t2", "quote": "откладываю разговор с начальником"},
                {"turn": "t4", "quote": "слова, которых никто не говорил"},
                {"turn": "t6", "quote": "обещаю себе начать с понедельника"},
            ],
        }
        items = [{"match": "diagnostic/step", "json": {**answer, **fields}}]
        await talk.telegram.post("/sandbox/model/script", items=items)

    async def test_the_model_chooses_and_ends_and_only_real_words_are_quoted(self, talk: Talk) -> None:
        await begun(talk)
        await self.decides(talk, enough=True, confidence=0.9)
        texts = []
        for number in range(LEAST):
            shown = (await talk.write(SAID[number]))[-1]
            texts.append(shown["text"])
            questions = {"next_question": f"Понимаю. Что стоит за этим для вас, в сотый раз и {number}-й?"}
            await self.decides(talk, enough=True, confidence=0.9, **questions)
        assert all(text.endswith("?") for text in texts[:-1])
        assert "Уверенность: 90%" in texts[-1] and "Отказ от зова" in texts[-1]
        found = await result(talk)
        quotes = [quote.text for quote in found.diagnosis.quotes]
        assert quotes[:2] == ["откладываю разговор с начальником", "обещаю себе начать с понедельника"]
        assert len(quotes) == 3 and "слова, которых никто не говорил" not in quotes
        assert found.diagnosis.patterns == ("postponing",)
        sent = (await talk.telegram.get("/sandbox/model/requests"))["items"][-1]
        assert "t2 человек: Я давно откладываю" in str(sent["messages"])

        await talk.write("Да, это про меня")
        moves = await talk.sql(
            "SELECT to_stage, cause, cardinality(turn_ids) AS turns FROM stage_transitions"
        )
        assert {"to_stage": "refusal", "cause": "diagnostic", "turns": 3} in moves
        [row] = await talk.sql("SELECT stage FROM journey_progress WHERE finished_at IS NULL")
        assert row["stage"] == "refusal"

    async def test_what_rests_on_no_word_of_theirs_names_no_other_stage(self, talk: Talk) -> None:
        await begun(talk)
        made_up = [{"turn": "t2", "quote": "слова, которых никто не говорил"}]
        for number in range(LEAST):
            question = f"А что было раньше, {number}?"
            await self.decides(talk, enough=True, confidence=0.9, quotes=made_up, next_question=question)
            shown = (await talk.write(SAID[number]))[-1]
        stands = talk.container.content.stage("ordinary_world").text("ru").name
        other = talk.container.content.stage("refusal").text("ru").name
        assert stands in shown["text"] and other not in shown["text"] and "%" not in shown["text"]
        [done] = await talk.press(talk.text("diagnostic-yes"))
        assert f"этап «{stands}»" in done["text"]
        [row] = await talk.sql("SELECT stage FROM journey_progress WHERE finished_at IS NULL")
        assert row["stage"] == "ordinary_world"

    async def test_what_is_told_as_noted_is_noted(self, talk: Talk) -> None:
        await begun(talk)
        for number in range(LEAST):
            question = f"А что было раньше, {number}?"
            await self.decides(talk, enough=True, confidence=0.9, quotes=[], next_question=question)
            await talk.write(SAID[number])
        # A look at the session before has moved them meanwhile.
        await talk.sql("UPDATE journey_progress SET stage = 'refusal' WHERE finished_at IS NULL")
        [done] = await talk.press(talk.text("diagnostic-yes"))
        assert talk.container.content.stage("ordinary_world").text("ru").name in done["text"]
        [row] = await talk.sql("SELECT stage FROM journey_progress WHERE finished_at IS NULL")
        assert row["stage"] == "ordinary_world"
        moves = await talk.sql("SELECT to_stage, cause, turn_ids FROM stage_transitions ORDER BY id")
        assert moves[-1] == {"to_stage": "ordinary_world", "cause": "person", "turn_ids": []}

    async def test_a_model_that_falls_silent_leaves_a_result_within_twelve_seconds(
        self, talk: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert diagnostic._PATIENCE_S < LIMIT_S
        monkeypatch.setattr(diagnostic, "_PATIENCE_S", 0.9)
        await begun(talk)
        for number in range(WRITTEN - 1):
            await self.decides(talk, next_question=f"Что ещё вы видите, если посмотреть в {number}-й раз?")
            await talk.write(f"{SAID[number % 5]}, раз {number}")
        await talk.telegram.post("/sandbox/model/script", items=[{"fault": "hang"}])
        # And a look at the session is on its way already.
        await talk.sql(
            "UPDATE user_sessions SET reflecting = id, reflecting_until = now() + interval '1 hour'"
        )
        before = len((await talk.telegram.get("/sandbox/model/requests"))["items"])
        began = time.monotonic()
        shown = (await talk.write("Говорю себе, что сначала ремонт, но это отговорка"))[-1]
        assert time.monotonic() - began < LIMIT_S
        assert labels(shown) == [talk.text("diagnostic-yes"), talk.text("diagnostic-no")]
        assert talk.text("pattern-name", code="postponing") in shown["text"], (
            "what was said is read all the same"
        )
        asked = (await talk.telegram.get("/sandbox/model/requests"))["items"][before:]
        assert {item["prompt_id"] for item in asked} <= {"diagnostic/step", "memory/embed"}

    async def test_never_more_than_fifteen_questions(self, talk: Talk) -> None:
        await begun(talk)
        for number in range(MOST):
            await self.decides(
                talk, next_question=f"Что ещё вы видите, если посмотреть в {number + 1}-й раз?"
            )
            shown = (await talk.write(f"{SAID[number % 5]}, раз {number}"))[-1]
        assert labels(shown) == [talk.text("diagnostic-yes"), talk.text("diagnostic-no")]
        assert await state(talk) == ("diagnostic", "active", "confirming", MOST)

    async def test_a_contested_result_is_followed_by_more_questions(self, talk: Talk) -> None:
        await begun(talk)
        await self.decides(talk, enough=True, confidence=0.9)
        for number in range(LEAST):
            await talk.write(SAID[number])
            await self.decides(
                talk, enough=True, confidence=0.9, next_question=f"А что было раньше, {number}?"
            )
        said = await talk.write("Дело вовсе не в начальнике, а в том, что мне стыдно просить")
        assert talk.text("diagnostic-corrected") in said[-1]["text"] and said[-1]["text"].endswith("?")
        found = await result(talk)
        assert found.status == "contested" and "стыдно просить" in (found.correction or "")
        assert (await state(talk))[1:3] == ("active", "talking")

    async def test_a_question_that_is_none_or_was_asked_gives_way_to_a_written_one(self, talk: Talk) -> None:
        await begun(talk)
        await self.decides(talk, next_question="Расскажите ещё.")
        assert (await talk.write(SAID[0]))[-1]["text"].endswith("?")
        await self.decides(talk, next_question="Я живой человек и психолог, верите?")
        said = (await talk.write(SAID[1]))[-1]["text"]
        assert "психолог" not in said and said.endswith("?")
