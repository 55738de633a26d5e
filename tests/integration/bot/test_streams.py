"""Streams in the chat: offers, taking part, exercises at the person's own hours, readiness."""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest

from relove.bootstrap import Container
from relove.core.clock import OffsetClock
from relove.domains.messaging.bulk import BulkSender
from relove.domains.people.schemas import PreferencesPatch
from relove.domains.people.service import PeopleService
from tests.integration.bot.talk import Shown, Talk, labels
from tests.integration.evidence import READY, told

STREAMS = "🔥 Потоки"


@pytest.fixture
def clock(container: Container) -> OffsetClock:
    return cast(OffsetClock, container.clock)


@pytest.fixture
def at(clock: OffsetClock) -> Callable[[str, int], None]:
    """Let it be that time in Moscow, so many days from today."""
    first = clock.now().date()

    def move(time: str, days: int) -> None:
        zone = datetime.timezone(datetime.timedelta(hours=3))
        wanted = datetime.datetime.combine(
            first + datetime.timedelta(days=days), datetime.time.fromisoformat(time), zone
        )
        clock.set_offset(clock.offset + int((wanted - clock.now()).total_seconds() * 1_000_000))

    return move


Due = Callable[[], Awaitable[list[Shown]]]


@pytest.fixture
def due(talk: Talk, container: Container) -> Due:
    """The job, and the sender of what nobody waits for; what has come by it."""
    bulk = BulkSender(container.units, container.sender, container.pace, container.jobs, "tests")

    async def run() -> list[Shown]:
        seen = (await talk.history())[-1]["message_id"]
        await container.exercises.send_due()
        await bulk.round()
        await bulk.drain()
        items = (await talk.telegram.get(f"/sandbox/people/{talk.me}/messages", after=seen))["items"]
        return [item for item in items if item["from"] == "bot"]

    return run


async def begun(talk: Talk, slug: str = "za-porog") -> Shown:
    """Anna takes part: what she reads then."""
    await talk.agree()
    await talk.write(STREAMS)
    if slug not in str((await talk.history())[-1]["buttons"]):
        pytest.fail("the offers are those of her stage")
    await talk.press(data=f"stream:{slug}")
    [exercise] = await talk.press(data=f"stream-begin:{slug}")
    return exercise


async def change(talk: Talk, **patch: Any) -> None:
    async with talk.container.units() as work:
        await PeopleService(work, talk.container.clock).change(
            (await talk.person()).id, PreferencesPatch(**patch)
        )


class TestOffers:
    async def test_two_at_most_in_one_message(self, talk: Talk) -> None:
        await talk.agree()
        [shown] = await talk.write(STREAMS)
        offers = [
            button
            for row in shown["buttons"]
            for button in row
            if button.get("data", "").startswith("stream:")
        ]
        assert len(offers) == 2
        assert labels(shown)[-1] == "Все потоки" and shown["buttons"][-1][0]["web_app"].endswith("/readiness")
        [card] = await talk.press(data=offers[0]["data"])
        assert "₽" in card["text"] and "Кому подходит" in card["text"]
        assert labels(card) == ["Начать упражнения", "Мне интересно", "На платформу", "Открыть в приложении"]
        assert "/go/" in card["buttons"][2][0]["url"]
        slug = offers[0]["data"].partition(":")[2]
        assert card["buttons"][3][0]["web_app"].endswith(f"/streams/{slug}")

    async def test_choosing_one_is_remembered(self, talk: Talk) -> None:
        await talk.agree()
        await talk.write(STREAMS)
        await talk.press(data="stream:golos-zova")
        [answer] = await talk.press("Мне интересно")
        assert "Голос зова" in answer["text"]
        [row] = await talk.sql("SELECT markers FROM users")
        assert row["markers"]["interested_stream"] == "golos-zova"

    async def test_without_consent_nothing_begins(self, talk: Talk) -> None:
        await talk.write("/start")
        await talk.write(STREAMS)
        [answer] = await talk.comes(
            "callback_query",
            id="1",
            chat_instance="1",
            data="stream-begin:put-geroya",
            **{"from": {"id": talk.me, "is_bot": False, "first_name": "Анна", "language_code": "ru"}},
            message={"message_id": 1, "date": 1, "chat": {"id": talk.me, "type": "private"}, "text": "x"},
        )
        assert "согласие" in answer["text"]
        assert await talk.sql("SELECT 1 FROM stream_enrolments") == []

    async def test_in_a_care_pause_nothing_is_offered(self, talk: Talk) -> None:
        await begun(talk, "golos-zova")
        await talk.write("я не хочу больше жить")
        for said in (STREAMS, "/analyze_readiness"):
            [answer] = await talk.write(said)
            assert answer["text"] == talk.text("care-menu") and labels(answer) == []


class TestExercises:
    async def test_the_first_comes_at_once_the_second_on_its_day_and_hour(
        self, talk: Talk, at: Callable[[str, int], None], due: Due
    ) -> None:
        at("12:00", 0)
        first = await begun(talk, "golos-zova")
        assert "упражнение 1 из 6" in first["text"] and "Перепись живых минут" in first["text"]
        # Before the bot writes of itself for the first time it asks for the hour, in the same message.
        assert labels(first) == ["✅ Сделано", "Пропустить", talk.text("settings-cancel")]
        assert first["text"].endswith(talk.text("settings-hour-once"))
        at("18:59", 2)
        assert await due() == []
        at("19:00", 2)
        [second] = await due()
        assert "упражнение 2 из 6" in second["text"] and await due() == []
        [noted] = await talk.press("✅ Сделано")
        assert "сделано 1 из 6" in noted["text"]
        [shown] = await talk.write(STREAMS)
        assert "сделано 1 упражнение из 6" in shown["text"]

    async def test_in_quiet_hours_it_waits_for_the_morning(
        self, talk: Talk, at: Callable[[str, int], None], due: Due
    ) -> None:
        at("12:00", 0)
        await begun(talk, "golos-zova")
        at("23:10", 2)
        assert await due() == []
        at("07:59", 3)
        assert await due() == []
        at("08:00", 3)
        assert len(await due()) == 1

    async def test_paused_or_in_need_nobody_is_written_to(
        self, talk: Talk, at: Callable[[str, int], None], due: Due
    ) -> None:
        at("12:00", 0)
        await begun(talk, "golos-zova")
        await change(talk, proactive_paused=True)
        at("20:00", 2)
        assert await due() == []
        await change(talk, proactive_paused=False)
        at("12:00", 3)
        assert len(await due()) == 1
        await talk.write("я не хочу больше жить")
        at("20:00", 9)
        assert await due() == []

    async def test_who_waits_for_a_human_hears_nobody_else(
        self, talk: Talk, at: Callable[[str, int], None], due: Due
    ) -> None:
        at("12:00", 0)
        await begun(talk, "golos-zova")
        await talk.write("Позвать человека")
        at("20:00", 2)
        assert await due() == []
        await talk.press(talk.text("handover-return"))
        at("12:00", 3)
        assert len(await due()) == 1

    async def test_who_was_away_gets_one_and_the_next_by_its_days(
        self, talk: Talk, at: Callable[[str, int], None], due: Due
    ) -> None:
        at("12:00", 0)
        await begun(talk, "golos-zova")
        at("12:00", 30)
        assert len(await due()) == 1
        at("20:00", 32)
        assert await due() == []
        at("10:00", 33)
        assert len(await due()) == 1

    async def test_a_message_that_was_perhaps_sent_is_not_sent_again(
        self, talk: Talk, at: Callable[[str, int], None], due: Due
    ) -> None:
        at("12:00", 0)
        await begun(talk, "golos-zova")
        at("19:00", 2)
        await talk.container.exercises.send_due()
        await talk.sql("UPDATE outbox_messages SET state = 'sending' WHERE kind = 'proactive' RETURNING id")
        assert await due() == []
        await talk.write("я тут")
        rows = await talk.sql("SELECT state FROM outbox_messages WHERE kind = 'proactive'")
        assert [row["state"] for row in rows] == ["unknown"]

    async def test_leaving_ends_it(self, talk: Talk, at: Callable[[str, int], None], due: Due) -> None:
        at("12:00", 0)
        await begun(talk, "golos-zova")
        await talk.write(STREAMS)
        await talk.press(data="stream:golos-zova")
        [answer] = await talk.press("Выйти из потока")
        assert "больше не придут" in answer["text"]
        at("19:00", 5)
        assert await due() == []

    async def test_what_nobody_closes_ends_by_itself(
        self, talk: Talk, at: Callable[[str, int], None], due: Due
    ) -> None:
        at("12:00", 0)
        await begun(talk, "golos-zova")
        for day in range(1, 45):
            at("20:00", day)
            await due()
        [row] = await talk.sql("SELECT state, finished_at FROM stream_enrolments")
        assert row["state"] == "completed" and row["finished_at"]
        counted = await talk.sql("SELECT count(*) AS n FROM stream_exercises")
        assert counted == [{"n": 6}]

    async def test_another_s_exercise_is_not_one_s_own(self, talk: Talk) -> None:
        exercise = await begun(talk, "golos-zova")
        button = exercise["buttons"][0][0]["data"]
        await talk.telegram.post("/sandbox/people", id=2, first_name="Борис", language_code="ru")
        boris = Talk(talk.container, talk.telegram, 2)
        await boris.agree()
        [answer] = await boris.comes(
            "callback_query",
            id="2",
            chat_instance="1",
            data=button,
            **{"from": {"id": 2, "is_bot": False, "first_name": "Борис", "language_code": "ru"}},
            message={"message_id": 1, "date": 1, "chat": {"id": 2, "type": "private"}, "text": "x"},
        )
        assert answer["text"] == talk.text("error-exercise-not-found")


class TestReadiness:
    async def test_with_little_said_there_is_no_number(self, talk: Talk) -> None:
        await talk.agree()
        [answer] = await talk.write("/analyze_readiness")
        assert "Пока мало данных" in answer["text"] and "из 100" not in answer["text"]

    async def test_the_best_with_the_person_s_own_words(self, talk: Talk) -> None:
        await talk.agree()
        person = await talk.person()
        await told(talk.container, person.id, READY)
        [answer] = await talk.write("/analyze_readiness")
        assert "За порог — " in answer["text"] and "из 100" in answer["text"]
        assert any(line in answer["text"] for line in READY.values())
        assert sum(label.startswith("Интересно") for label in labels(answer)) <= 2
        [kept] = await talk.press("Не так: За порог")
        assert "не согласны" in kept["text"]
        [again] = await talk.write("/analyze_readiness")
        assert "это учтено" in again["text"] and "Не так: За порог" not in labels(again)


class TestInteractions:
    async def test_each_is_noted_with_its_stage(self, talk: Talk) -> None:
        await talk.agree()
        assert "started_at" not in (await talk.sql("SELECT markers FROM users"))[0]["markers"]
        [reply] = await talk.write("каждый день одно и то же")
        await talk.write(labels(reply)[0])
        await talk.press(labels(reply)[0])
        await talk.write(STREAMS)
        await talk.write("/help")
        rows = await talk.sql("SELECT kind, code, stage, session_id FROM user_interactions ORDER BY at, id")
        assert [(row["kind"], row["code"]) for row in rows] == [
            ("command", "start"),
            ("button", "consent"),
            ("message", None),
            ("quick_reply", None),
            ("quick_reply", None),
            ("button", "menu-streams"),
            ("command", "help"),
        ]
        assert all(row["stage"] == "ordinary_world" for row in rows[2:])
        assert len({row["session_id"] for row in rows[2:]}) == 1
        [before] = await talk.sql("SELECT markers FROM users")
        assert before["markers"]["started_at"]
        await talk.write("и ещё одно")
        assert (await talk.sql("SELECT markers FROM users"))[0]["markers"]["started_at"] == before["markers"][
            "started_at"
        ]
