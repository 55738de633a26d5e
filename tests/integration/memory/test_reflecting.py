"""The reflection: every fifth message and at the end, once at a time, whatever dies in between."""

import asyncio
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.core.clock import FixedClock
from relove.domains.conversations.reflection.reflection import Reflection
from relove.domains.conversations.reflection.schemas import Material, Reading
from relove.domains.conversations.repository import SessionRepository
from relove.domains.journey.schemas import Move
from relove.domains.journey.service import JourneyService
from relove.domains.profiles.service import ProfileService
from relove.worker.jobs.reflection import reflect, reflect_missed
from relove.worker.jobs.sessions import portrait
from tests.conftest import START
from tests.integration.memory.telling import Teller

WORLD = (
    "Каждый день одно и то же: работа, дом, уроки.",
    "Я так устала, сплю плохо, голова болит.",
    "Не хватает тишины, давно не пела.",
    "Сама это выбрала, никто не заставлял.",
    "Ну вот так и живу.",
)


def jobs_of(container: Container) -> dict[str, Any]:
    return {"container": container}


async def test_each_fifth_message_is_reflected_on_and_not_before(anna: Teller) -> None:
    await anna.begin()
    await anna.say(*WORLD[:4])
    assert not await anna.reflect()
    assert await anna.memory() == []
    await anna.say(WORLD[4])
    assert await anna.reflect()
    assert {item.key for item in await anna.memory("insight")} >= {
        "ordinary_world.routine_named",
        "ordinary_world.cost_seen",
    }
    assert not await anna.reflect()


async def test_at_the_end_what_is_left_counts(anna: Teller) -> None:
    await anna.tell(*WORLD[:2])
    assert await anna.memory("insight")


async def test_a_complete_stage_leads_on_with_the_turns_that_say_so(anna: Teller) -> None:
    await anna.begin()
    ids = await anna.say(*WORLD)
    await anna.reflect()
    assert await anna.stage() == "call_to_adventure"
    begun, moved = await anna.transitions()
    assert (begun.cause, begun.before, begun.after) == ("begin", None, "ordinary_world")
    assert (moved.cause, moved.via, moved.session_id) == ("assessment", "rules", anna.session_id)
    assert len(moved.turn_ids) >= 2
    assert set(moved.turn_ids) <= set(ids)
    rows = await anna.sql(
        "SELECT stage, finished_at IS NULL AS here FROM journey_progress ORDER BY started_at, id"
    )
    assert [(row["stage"], row["here"]) for row in rows] == [
        ("ordinary_world", False),
        ("call_to_adventure", True),
    ]
    assert await anna.sql("SELECT stage FROM user_sessions") == [{"stage": "call_to_adventure"}]


@pytest.mark.parametrize("kind", ["journey", "diagnostic"])
async def test_where_the_person_confirms_a_stage_the_talk_does_not_move_it(anna: Teller, kind: Any) -> None:
    await anna.begin(kind)
    await anna.say(*WORLD)
    await anna.reflect()
    assert await anna.memory("insight")
    assert await anna.stage() == "ordinary_world"


async def test_a_second_run_changes_nothing(anna: Teller) -> None:
    await anna.begin()
    await anna.say(*WORLD)
    await anna.reflect()
    before = (await anna.memory(), await anna.transitions())
    await anna.sql("UPDATE user_sessions SET reflected_number = 0")
    assert await anna.reflect()
    after = (await anna.memory(), await anna.transitions())
    assert [item.id for item in after[0]] == [item.id for item in before[0]]
    assert [item.sources for item in after[0]] == [item.sources for item in before[0]]
    assert after[1][: len(before[1])] == before[1]


async def test_many_at_once_do_it_once(anna: Teller) -> None:
    await anna.begin()
    await anna.say(*WORLD)
    done = await asyncio.gather(*(anna.reflect() for _ in range(8)))
    assert done.count(True) == 1
    items = [(item.kind, item.key, item.quote) for item in await anna.memory()]
    assert len(set(items)) == len(items)
    assert len(await anna.transitions()) == 2


async def test_a_job_that_dies_has_written_nothing_and_is_done_again(
    anna: Teller, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.begin()
    await anna.say(*WORLD)

    async def die(self: Reflection, material: Material, made: Reading) -> bool:
        raise asyncio.CancelledError

    with monkeypatch.context() as dying:
        dying.setattr(Reflection, "_write", die)
        with pytest.raises(asyncio.CancelledError):
            await anna.reflect()
    assert await anna.memory() == []
    # Held still: nobody takes it before the hold runs out.
    assert not await anna.reflect()
    assert await container.reflection.missed() == []
    await anna.sql("UPDATE user_sessions SET reflecting_until = now() - interval '1 second'")
    assert await container.reflection.missed() == [anna.session_id]
    assert (await reflect_missed(jobs_of(container)))["reflected"] == 1
    assert await anna.memory()


async def test_whoever_lost_the_session_writes_nothing(
    anna: Teller, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.begin()
    await anna.say(*WORLD)
    write = Reflection._write

    async def late(self: Reflection, material: Material, made: Reading) -> bool:
        await anna.sql("UPDATE user_sessions SET reflecting = gen_random_uuid()")
        return await write(self, material, made)

    monkeypatch.setattr(Reflection, "_write", late)
    assert not await anna.reflect()
    assert await anna.memory() == []


async def test_a_failure_lets_go_and_waits_before_the_next_try(
    anna: Teller, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.begin()
    await anna.say(*WORLD)

    async def fail(self: Reflection, material: Material) -> Reading:
        raise RuntimeError("a fault")

    monkeypatch.setattr(Reflection, "_read", fail)
    await reflect(jobs_of(container), str(anna.session_id))
    assert await container.reflection.missed() == []
    [row] = await anna.sql("SELECT reflecting, reflecting_until > now() AS waits FROM user_sessions")
    assert row == {"reflecting": None, "waits": True}


async def test_a_lost_hint_is_found_by_the_schedule(anna: Teller, container: Container) -> None:
    await anna.begin()
    await anna.say(*WORLD)
    assert await reflect_missed(jobs_of(container)) == {"found": 1, "reflected": 1, "failed": 0}
    assert await reflect_missed(jobs_of(container)) == {"found": 0, "reflected": 0, "failed": 0}


async def test_what_the_schedule_finds_goes_into_the_profile_as_what_a_hint_finds(
    anna: Teller, container: Container
) -> None:
    await anna.begin()
    await anna.say(*WORLD)
    await reflect_missed(jobs_of(container))
    async with container.units() as work:
        assert await ProfileService(work, container.clock).summary(anna.id)


async def test_what_the_portrait_looks_at_first_goes_into_the_profile_too(
    anna: Teller, container: Container
) -> None:
    await anna.begin()
    await anna.say(*WORLD)
    await anna.close()
    # The job of the portrait was quicker than that of the reflection.
    await portrait(jobs_of(container), str(anna.session_id))
    async with container.units() as work:
        assert await ProfileService(work, container.clock).summary(anna.id)


async def test_a_talk_that_was_left_after_four_answers_is_not_found_again_and_again(
    anna: Teller, container: Container
) -> None:
    await anna.begin()
    await anna.say(*WORLD[:4], answer="Понимаю.")
    # With the question that opened it: nine turns, four of them hers.
    await anna.sql("UPDATE user_sessions SET turn_count = turn_count + 1")
    assert await reflect_missed(jobs_of(container)) == {"found": 0, "reflected": 0, "failed": 0}


async def test_a_veto_while_it_works_counts(
    anna: Teller, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.tell("У меня есть дочь Соня, ей девять.")
    await anna.begin()
    await anna.say(*WORLD[:4], "Моя дочь Соня, ей девять лет.")
    [fact] = await anna.memory("fact")
    write = Reflection._write

    async def late(self: Reflection, material: Material, made: Reading) -> bool:
        await anna.veto(fact)
        return await write(self, material, made)

    monkeypatch.setattr(Reflection, "_write", late)
    assert await anna.reflect()
    assert await anna.memory("fact") == []
    assert "Соня" not in str(await anna.recall("Соня"))


async def test_a_long_session_is_summed_up_in_the_persons_words(anna: Teller) -> None:
    await anna.begin()
    await anna.say("Моя собака Жучка спит на пороге старого дома.")
    await anna.say(*(f"Сегодня думаю про мысль номер {number} и про дорогу." for number in range(39)))
    await anna.reflect()
    [row] = await anna.sql("SELECT rolled_upto, turn_count, rolling_summary FROM user_sessions")
    assert row["rolled_upto"] == row["turn_count"] - 8
    assert "Жучка".encode() not in row["rolling_summary"]
    async with anna.container.units() as work:
        stored = await SessionRepository(session=work.session).of_person(anna.session_id, anna.id)
    assert stored is not None
    assert stored.rolling_summary is not None
    assert "Жучка" in stored.rolling_summary


async def test_coming_back_to_a_stage_goes_on_with_its_time(anna: Teller, container: Container) -> None:
    clock = FixedClock(START)

    async def move(to: str) -> None:
        async with container.units() as work:
            assert await JourneyService(work, container.content, clock).move(
                anna.id, Move(to, "admin", "person")
            )

    async with container.units() as work:
        await JourneyService(work, container.content, clock).begin(anna.id)
    clock.advance(100)
    await move("refusal")
    clock.advance(10)
    await move("ordinary_world")
    clock.advance(50)
    async with container.units() as work:
        shown = await JourneyService(work, container.content, clock).map(anna.id, "ru")
    spent = {stage.key: stage.seconds for stage in shown.stages}
    assert (spent["ordinary_world"], spent["refusal"], spent["call_to_adventure"]) == (150, 10, 0)
    assert shown.current == "ordinary_world"
    assert [stage.state for stage in shown.stages][:3] == ["current", "ahead", "ahead"]


WALK = (
    *WORLD,
    "Я всё время думаю о том, чтобы открыть мастерскую.",
    "Подруга рассказала про помещение, и мысль меня не отпускает.",
    "Это моё желание, я всегда хотела работать руками.",
    "Если останусь, через десять лет так же буду сидеть и жалеть.",
    "Да, примерно так.",
    "Но я боюсь остаться без денег.",
    "Говорю себе, что надо подождать, и это отговорка.",
    "Хочу уйти, но страшно.",
    "Этот страх меня бережёт, чтобы снова не стать смешной.",
    "Вот, сказала.",
    "Есть человек, с которым можно поговорить, мой дядя.",
    "Он верит в меня, сам начинал с нуля.",
    "Я уже справлялась, вытянула семью одна.",
    "Первый шаг простой: попрошу у него совета.",
    "Завтра и позвоню.",
)


async def test_a_conversation_walks_four_stages_and_each_change_names_two_turns(anna: Teller) -> None:
    await anna.begin()
    for start in range(0, len(WALK), 5):
        await anna.say(*WALK[start : start + 5])
        await anna.reflect()
    changes = (await anna.transitions())[1:]
    assert [one.after for one in changes] == [
        "call_to_adventure",
        "refusal",
        "meeting_mentor",
        "crossing_threshold",
    ]
    assert all(len(set(one.turn_ids)) >= 2 for one in changes)
