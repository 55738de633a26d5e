"""Ends of sessions: plain goodbyes, sessions that nobody came back to, and what an end leaves behind."""

import datetime
from typing import Any, cast

from relove.core.clock import OffsetClock
from relove.domains.conversations.forgotten import FORGOTTEN
from relove.domains.profiles.service import ProfileService
from relove.worker.jobs.sessions import close_forgotten
from tests.integration.bot.talk import Talk, labels

WORDS = "Мне тревожно, и я откладываю разговор с начальником"


def later(talk: Talk, passed: datetime.timedelta) -> None:
    clock = cast(OffsetClock, talk.container.clock)
    clock.set_offset(int(passed.total_seconds() * 1_000_000))


async def run_job(talk: Talk) -> dict[str, int]:
    return await close_forgotten({"container": talk.container})


async def test_a_goodbye_is_answered_plainly_and_ends_nothing(talk: Talk) -> None:
    await talk.agree()
    await talk.write(WORDS)
    [said] = await talk.write("Ладно, мне пора, спасибо")
    known = [talk.text_of(line) for line in talk.container.content.templates("ru").goodbye]
    assert said["text"] in known
    assert "?" not in said["text"] and labels(said) == []
    assert await talk.sessions() == [("provocative", "active")]
    # Coming back, the talk goes on where it was.
    assert (await talk.write(WORDS))[-1]["text"].endswith("?")


async def test_a_goodbye_is_plain_in_every_kind_of_session(talk: Talk) -> None:
    await talk.agree()
    known = [talk.text_of(line) for line in talk.container.content.templates("ru").goodbye]
    for command, parting in (
        ("/diagnostic", "мне надо идти"),
        ("/start_journey", "спокойной ночи"),
        ("/natasha", "пока"),
    ):
        await talk.write(command)
        await talk.press(talk.text("session-offer-new"))
        [said] = await talk.write(parting)
        assert said["text"] in known and labels(said) == [], command
    # With no session of a kind at all: plain talk.
    await talk.write("/end_session")
    [said] = await talk.write("I have to go")
    assert said["text"] in known and labels(said) == []


async def test_a_pressed_button_is_not_summed_up_as_the_persons_words(talk: Talk) -> None:
    await talk.agree()
    label = talk.container.content.stage("ordinary_world").text("ru").quick_replies[0]
    await talk.write("Каждый день одно и то же, я живу по кругу")
    await talk.write(label)
    await talk.write("Я так устала, что в выходные просто лежу")
    said = await talk.write("/end_session")
    summary = "\n".join(item["text"] for item in said)
    assert "по кругу" in summary and label not in summary


async def test_goodbyes_in_english_too(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/people", id=1, first_name="Ann", language_code="en")
    await talk.agree()
    [said] = await talk.write("Thanks, gotta go, bye")
    assert said["text"] in talk.container.content.templates("en").goodbye


class TestForgotten:
    async def test_after_two_weeks_it_closes_by_itself_and_nothing_is_sent(self, talk: Talk) -> None:
        await talk.agree()
        await talk.write(WORDS)
        await talk.write("Я боюсь, что меня не услышат дома")
        later(talk, FORGOTTEN - datetime.timedelta(hours=1))
        assert (await run_job(talk))["closed"] == 0
        before = await talk.history()
        later(talk, FORGOTTEN + datetime.timedelta(hours=1))
        assert await run_job(talk) == {"closed": 1, "failed": 0, "portraits": 0}
        assert await talk.sessions() == [("provocative", "abandoned")]
        assert await talk.history() == before
        assert await talk.sql("SELECT 1 FROM outbox_messages WHERE state = 'pending'") == []
        assert (await run_job(talk))["closed"] == 0

        # The person comes back: first what remained, then the talk goes on; once.
        summary, *reply = await talk.write("Привет, я снова здесь и хочу поговорить")
        assert summary["text"].startswith(talk.text("forgotten-heading"))
        assert "откладываю разговор с начальником" in summary["text"]
        assert reply[-1]["text"].removesuffix(talk.text("ai-notice")).rstrip().endswith("?")
        assert talk.text("forgotten-heading") not in (await talk.write(WORDS))[0]["text"]
        assert await talk.sessions() == [("provocative", "abandoned"), ("chat", "active")]

    async def test_what_remained_is_shown_before_a_session_that_is_begun(self, talk: Talk) -> None:
        await talk.agree()
        await talk.write(WORDS)
        later(talk, FORGOTTEN + datetime.timedelta(days=1))
        await run_job(talk)
        said = await talk.write("/start_journey")
        assert said[0]["text"].startswith(talk.text("forgotten-heading"))
        # After two weeks it is also time to say that an AI writes.
        assert said[-1]["text"].removesuffix(talk.text("ai-notice")).rstrip().endswith("⚪️")

    async def test_in_a_care_pause_it_closes_without_a_word_about_it(self, talk: Talk) -> None:
        await talk.agree()
        await talk.write("я не хочу больше жить")
        later(talk, FORGOTTEN + datetime.timedelta(days=1))
        assert (await run_job(talk))["closed"] == 1
        said = await talk.write("мне плохо")
        assert len(said) == 1 and labels(said[0]) == [talk.text("care-button-back")]
        [row] = await talk.sql("SELECT summary, status FROM user_sessions ORDER BY started_at LIMIT 1")
        assert row == {"summary": None, "status": "abandoned"}

    async def test_one_that_fails_stops_no_other(self, talk: Talk, monkeypatch: Any) -> None:
        await talk.agree()
        await talk.telegram.post("/sandbox/people", id=2, first_name="Борис")
        other = Talk(talk.container, talk.telegram, person=2)
        await other.agree()
        broken = (await talk.person()).id
        whole = talk.container.closer.summarise

        async def summarise(person: Any, session: Any) -> str:
            if person.id == broken:
                raise RuntimeError("something went wrong")
            return await whole(person, session)

        monkeypatch.setattr(talk.container.closer, "summarise", summarise)
        later(talk, FORGOTTEN + datetime.timedelta(days=1))
        assert await run_job(talk) == {"closed": 1, "failed": 1, "portraits": 0}
        [noted] = await talk.sql("SELECT outcome FROM operation_logs WHERE name = 'close_forgotten'")
        assert noted["outcome"] == "partly"


class TestWhatAnEndLeaves:
    async def test_the_stage_on_the_persons_record_and_the_portrait_in_their_words(self, talk: Talk) -> None:
        await talk.agree()
        for words in (
            "Я всё время откладываю этот разговор на потом, после праздников",
            "Больше всего я боюсь, что меня снова бросят",
            "Сейчас не время, вот закончится отчёт, тогда и займусь",
            "Хочу уйти и открыть свою мастерскую",
        ):
            await talk.write(words)
        await talk.write("/end_session")
        [person] = await talk.sql("SELECT id, markers FROM users")
        assert person["markers"]["journey_stage"]
        [session] = await talk.sql("SELECT id, portrait_due FROM user_sessions")
        assert session["portrait_due"] is True
        drawn = await talk.container.portraits.draw(session["id"])
        async with talk.container.units() as work:
            profile = await ProfileService(work, talk.container.clock).current(person["id"])
        assert drawn
        rules = await talk.sql("SELECT via FROM profile_versions WHERE cause = 'session'")
        assert {row["via"] for row in rules} == {"rules"}
        if drawn:
            assert profile is not None
            spoken = await talk.sql("SELECT id FROM session_turns WHERE role = 'person'")
            ids = {row["id"] for row in spoken}
            for statement in profile.metaphysical.values():
                assert statement.turn_ids and set(statement.turn_ids) <= ids
        # Once: a second run finds nothing to do.
        assert await talk.container.portraits.draw(session["id"]) is False

    async def test_too_little_said_leaves_no_portrait(self, talk: Talk) -> None:
        await talk.agree()
        await talk.write("да")
        await talk.write("/end_session")
        later(talk, datetime.timedelta(hours=1))
        assert (await run_job(talk))["portraits"] == 0
        [row] = await talk.sql("SELECT portrait_due FROM user_sessions")
        assert row["portrait_due"] is False
