"""What a reply knows, and what it must not do: ask again, open alike, forget an error, pass for a human."""

import datetime
import itertools
from typing import Any

import pytest

from relove.core.clock import OffsetClock
from relove.domains.people.schemas import PreferencesPatch
from relove.domains.people.service import PeopleService
from tests.integration.bot.modelled import asked, scripted, with_model
from tests.integration.bot.talk import Talk, labels


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


async def test_a_question_that_was_asked_gives_way_to_one_that_was_not(talk: Talk) -> None:
    await talk.agree()
    question = "Что для вас значит это море?"
    await scripted(talk, {"reply": f"Слышу вас. {question}"})
    [first] = await talk.write("Хочу к морю")
    assert first["text"].endswith(question)
    await scripted(talk, {"reply": "Ясно теперь. Так что же для вас значит это море?"})
    [second] = await talk.write("Да, к морю")
    assert second["text"].startswith("Ясно теперь.")
    assert "море?" not in second["text"] and second["text"].endswith("?")
    # In another session too, and the model is told.
    await talk.write("/end_session")
    await scripted(talk, {"reply": f"Хорошо. {question}"})
    [third] = await talk.write("Снова о море")
    assert question not in third["text"]
    assert question in str((await asked(talk))[-1]["messages"][1])


async def test_two_replies_in_a_row_do_not_open_alike(talk: Talk) -> None:
    await talk.agree()
    for number in range(4):
        await scripted(talk, {"reply": f"Похоже, дело {number} не в этом. Что ещё за номер {number}?"})
        await talk.write(f"Слова номер {number}")
    texts = [item["text"] for item in await talk.history() if item["from"] == "bot"][1:]
    openings = [text.split()[0].strip(",.").lower() for text in texts]
    assert all(one != other for one, other in itertools.pairwise(openings)), openings


async def test_after_an_error_the_words_are_remembered(talk: Talk) -> None:
    await talk.agree()
    await talk.sql(
        """
        CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF NEW.role = 'guide' THEN RAISE EXCEPTION 'no room'; END IF; RETURN NEW; END $$
        """
    )
    await talk.sql(
        "CREATE TRIGGER breaks BEFORE INSERT ON session_turns FOR EACH ROW EXECUTE FUNCTION breaks()"
    )
    [line] = await talk.write("Хочу уехать жить к морю")
    assert line["text"] == talk.text("error-line")
    await talk.sql("DROP TRIGGER breaks ON session_turns")
    await scripted(talk, {"reply": "Слышу вас. Куда именно?"})
    [said] = await talk.write("Вы тут?")
    assert said["text"].startswith(talk.text("after-error", quote="Хочу уехать жить к морю"))
    assert said["text"].endswith("Куда именно?")
    open_ones = await talk.sql("SELECT 1 FROM session_turns WHERE role = 'person' AND reply_id IS NULL")
    assert open_ones == []
    assert await talk.sql("SELECT last_error FROM user_sessions") == [{"last_error": None}]


async def test_every_three_hours_a_reply_says_that_an_ai_writes(talk: Talk) -> None:
    await talk.agree()
    clock = talk.container.clock
    assert isinstance(clock, OffsetClock)
    notice = talk.text("ai-notice")
    heard = []
    for minutes in (0, 100, 100, 10, 175, 10):
        clock.set_offset(clock.offset + minutes * 60 * 1_000_000)
        said = await talk.write(f"Прошло минут: {minutes}")
        heard.append(any(notice in item["text"] for item in said))
    assert heard == [False, False, True, False, True, False]


async def test_sessions_that_begin_anew_do_not_put_the_notice_off(talk: Talk) -> None:
    await talk.agree()
    clock = talk.container.clock
    assert isinstance(clock, OffsetClock)
    told_at = clock.now()
    doors = ("/natasha", "/diagnostic", "/start_journey", "/natasha")
    for hour in range(10):
        said = []
        if hour % 3 == 0:
            await talk.write("/end_session")
            said += await talk.write(doors[hour // 3])
        for _ in range(2):
            clock.set_offset(clock.offset + 30 * 60 * 1_000_000)
            said += await talk.write("Стоп" if hour == 5 else "Снова о том же, о работе и о доме")
            if any(talk.text("ai-notice") in item["text"] for item in said):
                told_at, said = clock.now(), []
            assert clock.now() - told_at < datetime.timedelta(hours=3), hour


async def test_who_comes_back_is_told_with_the_first_question(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/end_session")
    clock = talk.container.clock
    assert isinstance(clock, OffsetClock)
    clock.set_offset(clock.offset + 4 * 3600 * 1_000_000)
    [question] = await talk.write("/natasha")
    assert question["text"].endswith(talk.text("ai-notice"))
    [reply] = await talk.write("Я снова здесь")
    assert talk.text("ai-notice") not in reply["text"]


async def test_how_a_person_is_addressed_is_told_to_the_model_and_the_name_is_not(talk: Talk) -> None:
    await talk.agree()
    await talk.write("Я вчера решила уйти и сказала об этом")
    person = await talk.person()
    assert person.gender == "female" and (person.gender_confidence or 0) < 100
    async with talk.container.units() as work:
        patch = PreferencesPatch(called="Нюта", formality="ty")
        await PeopleService(work, talk.container.clock).change(person.id, patch)
    await talk.write("Зовите меня Нюта")
    request = (await asked(talk))[-1]["messages"]
    system = request[0]["content"]
    assert "на «ты»" in system and "О человеке говорите в женском роде" in system
    assert "Нюта" not in str(request)
    assert "называть себя так: [ИМЯ_" in system


async def test_a_reply_to_a_session_that_was_finished_meanwhile_is_not_said(talk: Talk) -> None:
    await talk.agree()
    await finishes_with_the_first_line(talk, "UPDATE user_sessions SET status = 'completed'")
    await scripted(talk, {"reply": "Слышу вас. Что дальше?"})
    [said] = await talk.write("Хочу к морю")
    assert said["text"] == talk.text("session-closed-meanwhile")
    assert (await talk.turns())[-1] == ("person", "bot")


async def test_with_consent_taken_back_meanwhile_nothing_is_kept(talk: Talk) -> None:
    await talk.agree()
    await finishes_with_the_first_line(talk, "UPDATE users SET may_work = false")
    await scripted(talk, {"reply": "Слышу вас. Что дальше?"})
    [said] = await talk.write("Хочу к морю")
    assert talk.text("consent-needed") in said["text"]
    assert [role for role, _ in await talk.turns()] == ["guide"]


async def finishes_with_the_first_line(talk: Talk, statement: str) -> None:
    """The other window acts between the first unit of work and the last."""
    await talk.sql(
        f"""
        CREATE FUNCTION acts() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {statement}; RETURN NULL; END $$
        """
    )
    # Deferred: it runs with the commit of the first unit of work.
    await talk.sql(
        "CREATE CONSTRAINT TRIGGER acts AFTER INSERT ON session_turns DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW WHEN (NEW.role = 'person') EXECUTE FUNCTION acts()"
    )


class TestAnotherGuide:
    """The name, the gender and the tone are settings of the installation."""

    @pytest.fixture
    def overrides(self, port: int) -> dict[str, Any]:
        named = {"persona_name_ru": "Фёдор", "persona_name_en": "Theo"}
        return with_model(port, **named, persona_gender="male", persona_tone="calm")

    async def test_speaks_and_is_prompted_as_it_is_set(self, talk: Talk) -> None:
        [notice] = await talk.write("/start")
        assert "Фёдор (ИИ)" in notice["text"] and "Наташа" not in notice["text"]
        await talk.press(data=notice["buttons"][0][0]["data"])
        [again] = await talk.write("/start")
        assert "Фёдор (ИИ)" in again["text"] and "Готов продолжать" in again["text"]
        await talk.write("Я хочу к морю")
        system = (await asked(talk))[-1]["messages"][0]["content"]
        assert system.startswith("Вы — Фёдор (ИИ)") and "Наташа" not in system
        assert "О себе говорите в мужском роде" in system and "ровный и спокойный" in system
        said = await talk.write("ты бот?")
        assert said[-1]["text"].startswith("Я — Фёдор (ИИ)")
        [parting] = await talk.write("Пока, Фёдор")
        assert "?" not in parting["text"] and not labels(parting)
