"""What is remembered without a model: the person's own words, from their own turns, and nothing else."""

import asyncio

import pytest

from relove.bootstrap import Container
from relove.core.errors import ReloveError
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.people.service import PeopleService
from tests.integration.memory.telling import Teller

UNEVENTFUL = (
    "Привет!",
    "Сегодня хорошая погода, ходили гулять в парк.",
    "Да, всё верно.",
    "А вы как думаете?",
    "Не знаю, что ответить.",
    "Ладно, спасибо большое.",
    "Смотрели вечером кино, понравилось.",
)
DAUGHTER = "У меня есть дочь Соня, ей девять, она рисует драконов."


async def test_a_fact_told_in_the_first_session_is_recalled_in_the_third(anna: Teller) -> None:
    [turn, *_] = await anna.tell(DAUGHTER, "Так и живём.")
    await anna.tell("Каждый день одно и то же: работа, дом, ужин, сон.", "Так устала от этого всего.")
    recalled = await anna.recall("Дочь опять спрашивала, почему меня нет вечером")
    assert DAUGHTER.rstrip(".") in recalled.lines[0]
    [fact] = await anna.memory("fact")
    assert [source.turn_id for source in fact.sources] == [turn]
    assert fact.quote in DAUGHTER


async def test_a_fact_is_recalled_where_no_word_is_shared(anna: Teller) -> None:
    await anna.tell(DAUGHTER)
    assert any("Соня" in line for line in (await anna.recall("Мне сегодня грустно")).lines)


async def test_an_uneventful_chat_leaves_nothing(anna: Teller) -> None:
    await anna.tell(*UNEVENTFUL)
    assert await anna.memory() == []
    assert await anna.stage() == "ordinary_world"


async def test_quick_replies_evidence_nothing(anna: Teller) -> None:
    for stage in anna.container.content.stages():
        await anna.tell(*stage.text("ru").quick_replies, *stage.text("en").quick_replies)
    assert await anna.memory() == []


async def test_nothing_is_drawn_from_the_guides_words(anna: Teller) -> None:
    await anna.begin()
    await anna.say(
        *["Хм, ну да."] * 5, answer="У меня есть дочь, я боюсь остаться одна, каждый день одно и то же."
    )
    await anna.close()
    await anna.reflect()
    assert await anna.memory() == []


async def test_what_was_said_in_a_care_pause_is_never_drawn_upon(anna: Teller) -> None:
    await anna.begin()
    await anna.say("У меня есть сын Паша, ему шесть лет.")
    await anna.sql("UPDATE session_turns SET in_care = true WHERE role = 'person'")
    await anna.say("У меня есть брат Олег, мы не разговариваем.", "хочу умереть, у меня двое детей")
    await anna.close()
    await anna.reflect()
    assert [item.quote for item in await anna.memory("fact")] == [
        "У меня есть брат Олег, мы не разговариваем."
    ]


async def test_during_a_care_pause_nothing_is_drawn(anna: Teller, container: Container) -> None:
    await anna.begin()
    await anna.say(DAUGHTER)
    async with container.units() as work:
        await PeopleService(work, container.clock).begin_care(anna.id, "self_harm")
    await anna.close()
    assert await anna.reflect()
    async with container.units() as work:
        await PeopleService(work, container.clock).end_care(anna.id)
    assert not await anna.reflect()
    assert await anna.memory() == []


async def test_without_consent_to_a_profile_nothing_is_drawn(anna: Teller, container: Container) -> None:
    await anna.begin()
    await anna.say(DAUGHTER)
    async with container.units() as work:
        await PeopleService(work, container.clock).decide(anna.id, {"profile": False}, "bot")
    await anna.close()
    await anna.reflect()
    assert await anna.memory() == []


async def test_patterns_contradictions_and_elements_are_noted_with_their_words(anna: Teller) -> None:
    await anna.tell(
        "Я люблю свою работу в банке.",
        "Потом разберусь, после отпуска начну.",
        "Меня поддержала тётя, она верит в меня.",
        "Честно говоря, я ненавижу свою работу в банке.",
    )
    [pattern] = await anna.memory("pattern")
    assert (pattern.key, pattern.quote) == ("postponing", "Потом разберусь, после отпуска начну.")
    [contradiction] = await anna.memory("contradiction")
    assert contradiction.quote == "Я люблю свою работу в банке. / я ненавижу свою работу в банке."
    assert len(contradiction.sources) == 2
    assert ("allies", "Меня поддержала тётя, она верит в меня.") in [
        (item.key, item.quote) for item in await anna.memory("element")
    ]
    recalled = await anna.recall("Что делать с работой?")
    assert recalled.contradictions[0].later == "я ненавижу свою работу в банке."
    assert [one.code for one in recalled.patterns] == ["postponing"]


async def test_told_again_it_is_remembered_once(anna: Teller) -> None:
    first = await anna.tell(DAUGHTER)
    second = await anna.tell("У меня есть дочь Соня, она рисует драконов.")
    [fact] = await anna.memory("fact")
    assert [source.turn_id for source in fact.sources] == [*first, *second]
    assert fact.confidence > 0.6


async def test_fifty_people_at_once_never_meet_in_memory(container: Container) -> None:
    names = [f"Кот{chr(1072 + number // 25)}{chr(1072 + number % 25)}ша" for number in range(50)]

    async def live(number: int) -> Teller:
        teller = await Teller.meet(container, 1000 + number, name=f"Человек{number}")
        await teller.tell(f"У меня есть кот {names[number]}, ему пять лет.", "Я живу в Перми одна.")
        await teller.begin()
        await teller.say("Думаю про кота.")
        return teller

    tellers = await asyncio.gather(*(live(number) for number in range(50)))
    everything = await asyncio.gather(*(teller.recall("Как там кот?") for teller in tellers))
    for number, recalled in enumerate(everything):
        told = " ".join(recalled.lines)
        assert names[number] in told
        assert not [name for name in names if name != names[number] and name in told]


async def test_another_persons_memory_can_be_neither_changed_nor_taken_out(
    anna: Teller, container: Container
) -> None:
    await anna.tell(DAUGHTER)
    [fact] = await anna.memory("fact")
    boris = await Teller.meet(container, 2)
    for act in (boris.veto(fact), boris.correct(fact, "Это моё")):
        with pytest.raises(ReloveError) as refused:
            await act
        assert refused.value.code == "memory_not_found"
    assert await anna.memory("fact") == [fact]


async def test_what_is_remembered_is_written_closed(anna: Teller) -> None:
    await anna.tell(DAUGHTER)
    async with anna.container.units() as work:
        assert await MemoryService(work, anna.container.clock).evidence(anna.id)
    rows = await anna.sql("SELECT text, quote FROM session_insights")
    assert rows
    assert not [row for row in rows if "Соня".encode() in row["text"] + row["quote"]]
