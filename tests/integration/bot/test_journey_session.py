"""The path by stages: introduced, asked, reflected, confirmed; left in the middle and gone on with."""

from relove.domains.content.schemas import STAGE_KEYS
from relove.domains.conversations.kinds.journey import LEAST_QUESTIONS
from relove.domains.journey.schemas import Move
from relove.domains.journey.service import JourneyService
from tests.integration.bot.talk import Shown, Talk, labels

SAID = "Каждый день одно и то же, и мне в этом тесно"


async def begun(talk: Talk) -> Shown:
    await talk.agree()
    await talk.write("/end_session")
    return (await talk.write("/start_journey"))[-1]


async def steps(talk: Talk) -> list[tuple[str, str, int]]:
    rows = await talk.sql("SELECT stage, step, questions FROM journey_steps ORDER BY updated_at, stage")
    return [(row["stage"], row["step"], row["questions"]) for row in rows]


async def answered(talk: Talk, times: int) -> Shown:
    for number in range(times):
        shown = (await talk.write(f"{SAID}, говорю я в {number + 1}-й раз"))[-1]
    return shown


async def test_a_stage_from_its_introduction_to_its_confirmed_end(talk: Talk) -> None:
    first = await begun(talk)
    stage = talk.container.content.stage("ordinary_world").text("ru")
    assert stage.description in first["text"] and stage.name in first["text"]
    assert first["text"].endswith("Этап 1 из 12 · 🔥" + "⚪️" * 11)
    assert await steps(talk) == [("ordinary_world", "questions", 1)]

    questions = {first["text"].split("\n\n")[-2]}
    for _ in range(LEAST_QUESTIONS - 1):
        shown = await answered(talk, 1)
        assert "Этап 1 из 12" in shown["text"]
        questions.add(shown["text"].split("\n\n")[-2])
    assert len(questions) == LEAST_QUESTIONS and all(text.endswith("?") for text in questions)

    reflection = await answered(talk, 1)
    assert "мне в этом тесно" in reflection["text"]
    assert labels(reflection) == [talk.text("journey-finish"), talk.text("journey-stay")]
    assert await steps(talk) == [("ordinary_world", "confirming", 3)]

    after = await talk.press(talk.text("journey-finish"))
    text = "\n\n".join(item["text"] for item in after)
    assert talk.container.content.stage("call_to_adventure").text("ru").description in text
    assert text.endswith("Этап 2 из 12 · ✅🔥" + "⚪️" * 10)
    assert await steps(talk) == [("ordinary_world", "done", 3), ("call_to_adventure", "questions", 1)]
    [session] = await talk.sql("SELECT stage, state FROM user_sessions WHERE status = 'active'")
    assert session == {"stage": "call_to_adventure", "state": "questions"}
    [move] = await talk.sql(
        "SELECT cause, turn_ids FROM stage_transitions WHERE to_stage = 'call_to_adventure'"
    )
    said = await talk.sql("SELECT id FROM session_turns WHERE role = 'person' ORDER BY id")
    # The answers, and not the press that confirmed the end.
    assert (move["cause"], move["turn_ids"]) == ("journey", [row["id"] for row in said[:LEAST_QUESTIONS]])


async def test_words_said_in_need_are_not_what_a_stage_brought(talk: Talk) -> None:
    await begun(talk)
    await talk.write(SAID)
    for need in ("Я очень устал и хочу умереть", "Мне снова плохо и совсем никого нет рядом со мной"):
        await talk.write(need)
    await talk.press(data="care:back")
    await talk.write("Сегодня мне спокойнее, пойдём дальше")
    reflection = (await talk.write("Завтра я поговорю с начальником о переводе"))[-1]
    assert labels(reflection) == [talk.text("journey-finish"), talk.text("journey-stay")]
    assert "мне в этом тесно" in reflection["text"]
    assert "умереть" not in reflection["text"] and "никого нет" not in reflection["text"]
    await talk.press(talk.text("journey-finish"))
    # The end of the stage rests on what was answered, not on what was said in need.
    drawn = await talk.sql(
        "SELECT bool_or(t.in_care) AS in_care FROM stage_transitions s JOIN session_turns t"
        " ON t.id = ANY(s.turn_ids) WHERE s.to_stage = 'call_to_adventure'"
    )
    assert drawn == [{"in_care": False}]


async def test_who_stays_is_asked_two_more_before_the_next_reflection(talk: Talk) -> None:
    await begun(talk)
    assert labels(await answered(talk, 3))[0] == talk.text("journey-finish")
    [more] = await talk.press(talk.text("journey-stay"))
    assert more["text"].split("\n\n")[-2].endswith("?")
    assert labels(await answered(talk, 1))[0] != talk.text("journey-finish")
    assert labels(await answered(talk, 1))[0] == talk.text("journey-finish")
    # Talk goes on with the stage; a typed yes completes it.
    await talk.write("да, завершаем")
    assert [place for place, _, _ in await steps(talk)] == ["ordinary_world", "call_to_adventure"]


async def test_who_stays_is_not_quoted_with_the_words_of_a_button(talk: Talk) -> None:
    await begun(talk)
    for line in ("Мне здесь тесно", "Одно и то же", "Хочу иначе"):
        await talk.write(line)
    stay = talk.text("journey-stay")
    await talk.press(stay)
    await talk.write("Жду лета")
    reflection = (await talk.write("Хочу к морю"))[-1]
    assert labels(reflection)[1] == stay
    assert "Мне здесь тесно" in reflection["text"] and stay not in reflection["text"]
    await talk.press(talk.text("journey-finish"))
    [move] = await talk.sql("SELECT turn_ids FROM stage_transitions WHERE to_stage = 'call_to_adventure'")
    said = await talk.sql("SELECT id FROM session_turns WHERE role = 'person' ORDER BY id")
    # All but the presses: the fourth, and the last.
    assert move["turn_ids"] == [row["id"] for number, row in enumerate(said) if number not in (3, 6)]


async def test_a_stage_that_was_left_is_told_in_the_words_said_on_it(talk: Talk) -> None:
    await begun(talk)
    await answered(talk, 3)
    await talk.press(talk.text("journey-finish"))
    for line in ("Зовёт меня море", "Снится мне парус"):
        await talk.write(line)
    await talk.write("/end_session")
    person = await talk.person()
    async with talk.container.units() as work:
        journey = JourneyService(work, talk.container.content, talk.container.clock)
        assert await journey.move(person.id, Move("ordinary_world", "person", "person"))
    await talk.write("/start_journey")
    await answered(talk, 3)
    await talk.press(talk.text("journey-finish"))
    assert ("call_to_adventure", "questions", 3) in await steps(talk)
    reflection = (await talk.write("Хочу на воду"))[-1]
    assert labels(reflection)[0] == talk.text("journey-finish")
    assert "мне в этом тесно" not in reflection["text"]
    for words in ("Зовёт меня море", "Снится мне парус", "Хочу на воду"):
        assert words in reflection["text"]
    await talk.press(talk.text("journey-finish"))
    [move] = await talk.sql("SELECT cause, turn_ids FROM stage_transitions WHERE to_stage = 'refusal'")
    rows = await talk.sql("SELECT id, stage FROM session_turns WHERE role = 'person' ORDER BY id")
    there = [row["id"] for row in rows if row["stage"] == "call_to_adventure"]
    assert (move["cause"], move["turn_ids"]) == ("journey", there[:3])


async def test_left_in_the_middle_it_goes_on_there_although_another_session_came_between(talk: Talk) -> None:
    await begun(talk)
    await answered(talk, 1)
    await talk.write("/natasha")
    await talk.press(talk.text("session-offer-new"))
    await talk.write("Поговорим пока о другом")
    await talk.write("/start_journey")
    again = (await talk.press(talk.text("session-offer-new")))[-1]
    stage = talk.container.content.stage("ordinary_world").text("ru")
    assert talk.text("journey-resumed", stage=stage.name, number=1) in again["text"]
    assert stage.description not in again["text"]
    assert await steps(talk) == [("ordinary_world", "questions", 2)]
    assert labels(await answered(talk, 2))[0] == talk.text("journey-finish")

    # Left at the reflection: the same choice is there again.
    await talk.write("/end_session")
    back = (await talk.write("/start_journey"))[-1]
    assert labels(back) == [talk.text("journey-finish"), talk.text("journey-stay")]
    await talk.press(talk.text("journey-finish"))
    assert ("ordinary_world", "done", 3) in await steps(talk)


async def test_the_twelfth_stage_closes_the_circle_with_a_summary(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/end_session")
    await talk.sql("UPDATE journey_progress SET stage = 'return_with_elixir'")
    first = (await talk.write("/start_journey"))[-1]
    assert first["text"].endswith("Этап 12 из 12 · " + "✅" * 11 + "🔥")
    await answered(talk, 3)
    said = await talk.press(talk.text("journey-finish"))
    text = "\n\n".join(item["text"] for item in said)
    assert talk.text("journey-circle") in text and "мне в этом тесно" in text
    assert (await talk.sessions())[-1] == ("journey", "completed")
    assert await steps(talk) == [(STAGE_KEYS[-1], "done", 3)]


async def test_the_stop_word_is_heard_at_the_reflection_too(talk: Talk) -> None:
    await begun(talk)
    await answered(talk, 3)
    [stopped] = await talk.write("Стоп!")
    assert stopped["text"] == talk.text("stop-word-line")
    assert (await talk.person()).directness == "soft"
    assert await steps(talk) == [("ordinary_world", "confirming", 3)]


async def test_what_was_said_before_a_confirmed_end_moves_nobody_back(talk: Talk) -> None:
    await begun(talk)
    await answered(talk, 3)
    await talk.press(talk.text("journey-finish"))
    person = await talk.person()

    async def assessed() -> bool:
        rows = await talk.sql("SELECT id FROM session_turns WHERE role = 'person' ORDER BY id DESC LIMIT 2")
        ids = tuple(row["id"] for row in rows)
        async with talk.container.units() as work:
            journey = JourneyService(work, talk.container.content, talk.container.clock)
            return await journey.move(person.id, Move("ordinary_world", "assessment", "rules", ids, 0.95))

    assert await assessed() is False
    await answered(talk, 2)
    assert await assessed() is True
