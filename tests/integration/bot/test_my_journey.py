"""/my_journey: the map as a picture, and the same in words for who does not see it."""

from relove.domains.conversations.memory.models import SessionInsight
from tests.integration.bot.talk import Talk


async def test_before_the_path_begins_it_is_said_in_words(talk: Talk) -> None:
    [notice] = await talk.write("/my_journey")
    assert "photo" not in notice and "Пока мало данных" in notice["text"]


async def test_the_map_comes_as_a_picture_with_its_words(talk: Talk) -> None:
    await talk.agree()
    await talk.write("каждый день одно и то же")
    [shown] = await talk.write("/my_journey")
    assert shown["photo"]
    assert "этап 1 из 12" in shown["text"] and "🔥" + "⚪️" * 11 in shown["text"]
    assert "пока мало данных" in shown["text"], "one line is too little for a number"
    assert "Время на этапах" in shown["text"] or "меньше минуты" not in shown["text"]


async def test_an_uneventful_chat_leaves_nothing_of_a_hundred(talk: Talk) -> None:
    await talk.agree()
    for line in ("Ну да", "Не знаю", "Ладно", "Как-то так"):
        await talk.write(line)
    [shown] = await talk.write("/my_journey")
    total = len(talk.container.content.stage("ordinary_world").completes_by)
    assert f"Открытий на этапе: 0 из {total} (0%)" in shown["text"]


async def test_words_said_in_need_say_nothing_of_a_stage(talk: Talk) -> None:
    await talk.agree()
    await talk.write("не хочу больше жить")
    for line in ("Мне плохо", "Не знаю", "Ладно"):
        await talk.write(line)
    await talk.press(data="care:back")
    [shown] = await talk.write("/my_journey")
    assert "пока мало данных" in shown["text"]


async def test_what_was_found_is_counted(talk: Talk) -> None:
    await talk.agree()
    await talk.write("каждый день одно и то же")
    [row] = await talk.sql("SELECT id, user_id, session_id FROM session_turns WHERE role = 'person'")
    stage = talk.container.content.stage("ordinary_world")
    async with talk.container.units() as work:
        work.session.add(
            SessionInsight(
                user_id=row["user_id"],
                session_id=row["session_id"],
                kind="insight",
                key=f"ordinary_world.{stage.completes_by[0].key}",
                stage="ordinary_world",
                text="одно и то же",
                quote="одно и то же",
                turn_ids=[row["id"]],
                confidence=0.9,
                status="active",
                via="rules",
                created_at=talk.container.clock.now(),
                updated_at=talk.container.clock.now(),
            )
        )
    [shown] = await talk.write("/my_journey")
    total = len(stage.completes_by)
    assert f"1 из {total} ({round(100 / total)}%)" in shown["text"]
