"""Sixty turns on templates: nothing is asked twice, everything is within Telegram's limits, buttons are words."""

from itertools import pairwise

from relove.domains.content.checks import opening
from relove.domains.conversations.service import SessionService
from tests.integration.bot.talk import Shown, Talk, labels

TURNS = 60
WORDS = (
    "Я снова откладываю разговор с начальником",
    "Мне страшно, что ничего не получится",
    "Дома все думают, что у меня порядок",
    "Хочу открыть мастерскую, но сейчас не время",
    "Каждый день по кругу, и я к этому привыкаю",
)


def within_limits(item: Shown) -> bool:
    units = len(item["text"].encode("utf-16-le")) // 2
    rows = item["buttons"]
    return (
        0 < units <= 4096
        and len(rows) <= 4
        and all(len(button.get("data", "").encode()) <= 64 for row in rows for button in row)
    )


async def asked(talk: Talk) -> list[str]:
    rows = await talk.sql("SELECT question_id FROM session_turns WHERE question_id IS NOT NULL ORDER BY id")
    return [row["question_id"] for row in rows]


async def test_sixty_turns_of_provocation(talk: Talk) -> None:
    await talk.agree()
    said: list[str] = []
    for number in range(TURNS):
        items = await talk.write(f"{WORDS[number % 5]}, {number}-й раз")
        assert all(map(within_limits, items))
        said.append("\n\n".join(item["text"] for item in items))
    # Once, how to be addressed is asked below the question.
    asks_for_address = f"\n\n{talk.text('address-ask')}"
    assert sum(asks_for_address in text for text in said) == 1
    questions = [text.replace(asks_for_address, "").rpartition("\n\n")[2] for text in said]
    assert len(set(questions)) == TURNS
    assert [question for question in questions if not question.endswith("?")] == []
    ids = await asked(talk)
    assert len(set(ids)) == len(ids) == TURNS + 1
    assert all(opening(one) != opening(other) for one, other in pairwise(said))
    [row] = await talk.sql("SELECT question_count, turn_count FROM user_sessions")
    assert row == {"question_count": TURNS + 1, "turn_count": 2 * TURNS + 1}


async def test_a_whole_journey_stage_by_stage(talk: Talk) -> None:
    """Twelve stages, each with three answers and a confirmed end."""
    await talk.agree()
    await talk.write("/end_session")
    await talk.write("/start_journey")
    finish = talk.text("journey-finish")
    for stage in range(12):
        for number in range(3):
            items = await talk.write(f"{WORDS[number]}, на этапе {stage + 1}")
            assert all(map(within_limits, items))
        assert labels(items[-1])[0] == finish
        # Half of the ends are pressed, half are typed: the same is stored.
        items = await talk.press(finish) if stage % 2 else await talk.write(finish)
        assert all(map(within_limits, items))
    ids = await asked(talk)
    assert len(set(ids)) == len(ids)
    done = await talk.sql("SELECT step, count(*) AS stages FROM journey_steps GROUP BY step")
    assert done == [{"step": "done", "stages": 12}]
    assert (await talk.sessions())[-1] == ("journey", "completed")
    person = await talk.person()
    async with talk.container.units() as work:
        page = await SessionService(work, talk.container.clock).page(person.id, None, 1)
        turns = await SessionService(work, talk.container.clock).recent(page.items[0].id, 100)
    spoken = [turn.text for turn in turns if turn.role == "person"]
    assert spoken.count(finish) == 12


async def stored(talk: Talk) -> list[dict[str, object]]:
    """Everything that is stored of one person's talk, but ids and times and what depends on who they are."""
    person = await talk.person()
    turns = await talk.sql(
        "SELECT t.number, t.role, t.source, t.via, t.stopped, t.in_care, t.reply_id IS NOT NULL AS linked, "
        "t.quick_replies IS NOT NULL AS has_buttons, s.type, s.state, s.status, s.stage, s.question_count "
        "FROM session_turns t JOIN user_sessions s ON s.id = t.session_id "
        f"WHERE t.user_id = '{person.id}' ORDER BY s.started_at, t.number"
    )
    steps = await talk.sql(
        f"SELECT stage, step, questions FROM journey_steps WHERE user_id = '{person.id}' ORDER BY stage"
    )
    async with talk.container.units() as work:
        sessions = await SessionService(work, talk.container.clock).page(person.id, None, 10)
        said = [
            {"said": turn.text}
            for session in reversed(sessions.items)
            for turn in await SessionService(work, talk.container.clock).recent(session.id, 100)
            if turn.role == "person"
        ]
    return [*turns, *steps, *said]


async def test_a_button_and_the_same_text_typed_leave_the_same_behind(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/people", id=2, first_name="Анна", language_code="ru")
    typing = Talk(talk.container, talk.telegram, person=2)
    for one in (talk, typing):
        await one.agree()
        await one.write("/end_session")
        await one.write("/start_journey")
    for step in range(5):
        for one in (talk, typing):
            words = labels((await one.history())[-1])[0]
            await (one.press(words) if one is talk else one.write(words))
        assert await stored(talk) == await stored(typing), step
    assert any(row.get("step") == "done" for row in await stored(talk))
