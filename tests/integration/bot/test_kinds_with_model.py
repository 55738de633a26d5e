"""What a model is told of each type of session, and what becomes of its words."""

from typing import Any

import pytest

from relove.domains.profiles.service import ProfileService
from tests.integration.bot.modelled import with_model
from tests.integration.bot.talk import Talk, labels

WORDS = "Я снова откладываю разговор с начальником"


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


async def scripted(talk: Talk, *items: dict[str, Any]) -> None:
    await talk.telegram.post("/sandbox/model/script", items=list(items))


async def prompts(talk: Talk, prompt_id: str) -> list[str]:
    """What the model was sent under that prompt, oldest first."""
    items = (await talk.telegram.get("/sandbox/model/requests"))["items"]
    return [str(item["messages"]) for item in items if item["prompt_id"] == prompt_id]


@pytest.mark.parametrize(
    ("dial", "stage", "level", "told"),
    [
        ("direct", "ordinary_world", "soft", "direct"),
        ("hard", "ordinary_world", "soft", "direct"),
        ("direct", "refusal", "medium", "direct"),
        ("hard", "refusal", "medium", "direct"),
        ("hard", "ordeal", "hard", "hard"),
        ("soft", "ordeal", "none", "soft"),
    ],
)
async def test_a_provocative_reply_is_asked_for_at_the_level_of_stage_and_dial(
    talk: Talk, dial: str, stage: str, level: str, told: str
) -> None:
    await talk.agree()
    await talk.write("/dial")
    await talk.press(data=f"dial:{dial}")
    await talk.sql(f"UPDATE user_sessions SET stage = '{stage}'")
    await talk.write(WORDS)
    sent = (await prompts(talk, "guide/reply"))[-1]
    assert f"Сила вызова сейчас — **{level}**" in sent
    assert f"Прямота сейчас: **{told}**" in sent
    assert talk.container.content.stage(stage).ru.behaviour in sent


async def test_free_talk_asks_for_no_challenge_beyond_the_stage(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/end_session")
    await talk.write("/dial")
    await talk.press(data="dial:hard")
    await talk.write(WORDS)
    sent = (await prompts(talk, "guide/reply"))[-1]
    assert "Прямота сейчас: **soft**" in sent and "Сила вызова" not in sent


async def test_a_journey_with_a_model_keeps_its_steps_and_its_footer(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/end_session")
    first = (await talk.write("/start_journey"))[-1]
    for number, reply in enumerate(("Слышу вас. Что было вчера?", "Понимаю. А кто рядом?")):
        await scripted(talk, {"match": "guide/reply", "reply": reply})
        said = (await talk.write(f"{WORDS}, {number}"))[-1]
        assert said["text"].startswith(reply) and said["text"].endswith("⚪️")
    sent = (await prompts(talk, "guide/reply"))[-1]
    assert "Завершать этап сами не предлагайте" in sent
    # The question that the model was given counts as asked.
    ids = await talk.sql("SELECT question_id FROM session_turns WHERE role = 'guide' ORDER BY id")
    given = [row["question_id"] for row in ids if row["question_id"]]
    assert len(set(given)) == len(given) >= 3

    await scripted(talk, {"match": "guide/reply", "reply": "Вы **заметили** повтор. Завершаем этап?"})
    said = (await talk.write("И так каждый понедельник, год за годом"))[-1]
    assert said["text"].startswith("Вы заметили повтор.")
    assert labels(said) == [talk.text("journey-finish"), talk.text("journey-stay")]
    assert first["text"] != said["text"]
    after = await talk.press(talk.text("journey-finish"))
    assert "Этап 2 из 12" in after[-1]["text"]


async def test_a_model_that_fails_in_a_journey_leaves_the_written_step(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/end_session")
    await talk.write("/start_journey")
    await scripted(talk, {"fault": "500", "times": 100})
    for number in range(3):
        said = (await talk.write(f"{WORDS}, {number}"))[-1]
    assert labels(said) == [talk.text("journey-finish"), talk.text("journey-stay")]
    assert "откладываю разговор" in said["text"]


async def test_the_portrait_is_drawn_from_real_words_only(talk: Talk) -> None:
    await talk.agree()
    for words in (WORDS, "Меня зовут Анна, и мне страшно остаться одной", "Зато я умею доводить до конца"):
        await talk.write(words)
    await scripted(
        talk,
        {
            "match": "session/metaphysical",
            "json": {
                "light": {"text": "Вы доводите начатое", "turn": "t6", "quote": "умею доводить до конца"},
                "shadow": {"text": "Вы прячетесь", "turn": "t2", "quote": "этого никто не говорил"},
                "archetype": None,
                "theme": None,
                "core_wound": {
                    "text": "Страшно остаться одной",
                    "turn": "t4",
                    "quote": "мне страшно остаться одной",
                },
            },
            "times": 5,
        },
    )
    await talk.write("/end_session")
    [session] = await talk.sql("SELECT id FROM user_sessions")
    assert await talk.container.portraits.draw(session["id"])
    assert "Анна" not in (await prompts(talk, "session/metaphysical"))[-1]
    person = await talk.person()
    async with talk.container.units() as work:
        profile = await ProfileService(work, talk.container.clock).current(person.id)
    assert profile is not None
    found = {kind: statement.text for kind, statement in profile.metaphysical.items()}
    assert found == {"light": "Вы доводите начатое", "core_wound": "Страшно остаться одной"}
    spoken = {row["id"] for row in await talk.sql("SELECT id FROM session_turns WHERE role = 'person'")}
    assert all(set(statement.turn_ids) <= spoken for statement in profile.metaphysical.values())


async def test_presses_of_our_own_buttons_are_no_words_to_draw_from(talk: Talk) -> None:
    await talk.agree()
    presses = talk.container.content.stage("refusal").ru.quick_replies
    for label in (*presses, talk.text("journey-stay")):
        await talk.write(label)
    strokes = [{"text": "Откладывает", "turn": f"t{n}", "quote": presses[0]} for n in (2, 4, 6)]
    names = ("light", "shadow", "archetype", "theme", "core_wound")
    portrait = {name: strokes[place % 3] for place, name in enumerate(names)}
    await scripted(talk, {"match": "session/metaphysical", "json": portrait, "times": 5})
    await talk.write("/end_session")
    [session] = await talk.sql("SELECT id FROM user_sessions")
    assert not await talk.container.portraits.draw(session["id"])
    assert await prompts(talk, "session/metaphysical") == []
