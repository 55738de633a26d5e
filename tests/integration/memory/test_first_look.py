"""The first insight of a newcomer: after the first answer, in their own words, with no model and no verdict."""

from relove.bootstrap import Container
from relove.worker.jobs.reflection import reflect
from tests.integration.memory.telling import Teller

CIRCLE = "В отношениях всё по кругу"


async def hinted(container: Container, anna: Teller) -> None:
    await reflect({"container": container}, str(anna.session_id))


async def test_the_first_answer_brings_one_in_the_persons_own_words(
    anna: Teller, container: Container
) -> None:
    await anna.begin()
    [turn] = await anna.say(CIRCLE)
    await hinted(container, anna)
    [insight] = await anna.memory()
    assert (insight.kind, insight.key, insight.quote) == ("insight", "ordinary_world.routine_named", CIRCLE)
    assert [source.turn_id for source in insight.sources] == [turn]
    assert await anna.stage() == "ordinary_world", "where they are is too early to say"
    await hinted(container, anna)
    assert len(await anna.memory()) == 1


async def test_where_nothing_can_be_said_yet_nothing_is(anna: Teller, container: Container) -> None:
    await anna.begin()
    await anna.say("Не знаю, с чего начать")
    await hinted(container, anna)
    assert await anna.memory() == []
    await anna.say("Каждый день одно и то же: работа, дом, уроки.")
    await hinted(container, anna)
    assert len(await anna.memory()) == 1


async def test_the_fifth_answer_is_looked_at_with_those_before_and_nothing_is_said_twice(
    anna: Teller, container: Container
) -> None:
    await anna.begin()
    await anna.say(CIRCLE)
    await hinted(container, anna)
    await anna.say("Я так устала, сплю плохо.", "Не хватает тишины.", "Сама это выбрала.")
    assert not await anna.reflect()
    await anna.say("Ну вот так и живу.")
    assert await anna.reflect()
    keys = [item.key for item in await anna.memory("insight")]
    assert "ordinary_world.cost_seen" in keys
    assert len(keys) == len(set(keys))


async def test_who_was_here_before_is_looked_at_by_the_reflection_alone(
    anna: Teller, container: Container
) -> None:
    await anna.tell("Хочу тишины.")
    known = await anna.memory()
    await anna.begin()
    await anna.say(CIRCLE)
    await hinted(container, anna)
    assert await anna.memory() == known


async def test_what_is_said_in_need_is_no_insight(anna: Teller, container: Container) -> None:
    await anna.begin()
    await anna.say("Всё по кругу, я больше не хочу жить")
    await hinted(container, anna)
    assert await anna.memory() == []
