"""A refreshed profile: what the model sees, what is kept of its answer, and who is left alone."""

import asyncio
import datetime
import uuid
from typing import Any

import pytest

from relove.core.clock import OffsetClock
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService
from relove.domains.profiles.ports import PublicSelf
from relove.domains.profiles.refresher import Outcome
from relove.domains.profiles.schemas import ProfileView
from relove.domains.profiles.service import ProfileService
from relove.integrations.queue.live import person_channel
from tests.integration.bot.talk import Talk

SAID = (
    "Я всё время откладываю разговор с отцом",
    "Работа мне важна, но сил на неё почти нет. Пишите на anna@example.org",
    "Если честно, я боюсь его разочаровать",
)
SUMMARY = "Для [ИМЯ_1] важна работа; разговор с отцом откладывается."


def draft(**changes: Any) -> dict[str, Any]:
    answer = {
        "summary": SUMMARY,
        "statements": [
            {"text": "Откладывает важные разговоры", "sources": ["t1", "t3"], "confidence": 0.7},
            {"text": "Любит оперу", "sources": [], "confidence": 0.9},
            {"text": "Носит шляпу", "sources": ["t9"], "confidence": 0.9},
        ],
        "outdated": [],
        "streams": ["no-such-stream", "put-geroya"],
    }
    return {"match": "profile/refresh", "times": 1, "json": {**answer, **changes}}


async def scripted(talk: Talk, *items: dict[str, Any]) -> None:
    await talk.telegram.post("/sandbox/model/script", items=list(items))


async def told(talk: Talk, *said: str) -> None:
    await talk.agree()
    for line in said or SAID:
        await talk.write(line)


async def refresh(talk: Talk, cause: Any = "contact") -> Outcome:
    return await talk.container.refresher.refresh((await talk.person()).id, cause)


async def profile(talk: Talk) -> ProfileView | None:
    async with talk.container.units() as work:
        return await ProfileService(work, talk.container.clock).current((await talk.person()).id)


async def prompts(talk: Talk) -> list[str]:
    items = (await talk.telegram.get("/sandbox/model/requests"))["items"]
    return [item["messages"][-1]["content"] for item in items if item["prompt_id"] == "profile/refresh"]


def later(talk: Talk, **delta: float) -> None:
    clock = talk.container.clock
    assert isinstance(clock, OffsetClock)
    clock.set_offset(clock.offset + int(datetime.timedelta(**delta).total_seconds() * 1e6))


async def test_what_a_model_finds_is_kept_with_its_sources_and_without_what_has_none(talk: Talk) -> None:
    await told(talk)
    await scripted(talk, draft())
    assert await refresh(talk) == Outcome("updated")
    found = await profile(talk)
    assert found is not None and found.summary is not None
    assert "Анна" not in found.summary or "[ИМЯ_1]" not in found.summary
    assert [one.text for one in found.statements] == ["Откладывает важные разговоры"]
    rows = await talk.sql("SELECT id FROM session_turns WHERE role = 'person' ORDER BY id")
    assert found.statements[0].turn_ids == [rows[0]["id"], rows[2]["id"]]
    assert found.streams == ["put-geroya"]
    assert "put-geroya: Путь Героя" in (await prompts(talk))[0]
    [prompt] = await prompts(talk)
    assert "t1 person: Я всё время откладываю разговор с отцом" in prompt
    assert "- command /start" in prompt and "- button consent" in prompt
    assert "anna@example.org" not in prompt and "[ПОЧТА_1]" in prompt
    assert "t4" not in prompt.split("</события>")[0].split("<события>")[1]
    person = await talk.person()
    assert person.profile_updated_at is not None
    [markers] = await talk.sql("SELECT markers FROM users")
    assert set(markers["markers"]) == {"profile_updated_at", "started_at", "journey_stage"}


async def test_a_fresh_profile_is_left_alone_for_seven_days(talk: Talk) -> None:
    await told(talk)
    await scripted(talk, draft(), draft(summary="Другая сводка.", outdated=["s1"], statements=[]))
    assert await refresh(talk) == Outcome("updated")
    assert await refresh(talk) == Outcome("skipped", "fresh")
    later(talk, days=7, seconds=1)
    assert await refresh(talk) == Outcome("updated")
    found = await profile(talk)
    assert found is not None
    assert (found.version, found.summary, found.statements) == (2, "Другая сводка.", [])
    async with talk.container.units() as work:
        diff = await ProfileService(work, talk.container.clock).diff((await talk.person()).id, 1, 2)
    assert diff.summary_after == "Другая сводка."
    [change] = diff.changes
    assert [one.text for one in change.removed] == ["Откладывает важные разговоры"]
    assert len(change.removed[0].turn_ids) == 2
    assert (change.cause, change.added) == ("contact", [])
    assert "s1: Откладывает важные разговоры" in (await prompts(talk))[1]


async def test_a_model_that_fails_leaves_the_profile_as_it_was_and_rests_for_an_hour(talk: Talk) -> None:
    await told(talk)
    await scripted(talk, {"match": "profile/refresh", "fault": "500"})
    first = await refresh(talk)
    assert first.result == "failed"
    assert await profile(talk) is None
    assert await refresh(talk) == Outcome("skipped", "fresh")
    later(talk, hours=1, seconds=1)
    await scripted(talk, draft())
    assert await refresh(talk) == Outcome("updated")


async def test_a_diagnosis_or_a_link_is_said_of_nobody(talk: Talk) -> None:
    await told(talk)
    statements = [
        {"text": "У человека клиническая депрессия", "sources": ["t1"], "confidence": 1.0},
        {"text": "Подробности: http://evil.example", "sources": ["t1"], "confidence": 1.0},
        {"text": "Бережёт отца от правды", "sources": ["t3"], "confidence": 0.7},
    ]
    await scripted(talk, draft(summary="Биполярное расстройство.", statements=statements))
    assert await refresh(talk) == Outcome("updated")
    found = await profile(talk)
    assert found is not None
    assert [one.text for one in found.statements] == ["Бережёт отца от правды"]
    assert found.summary == "Бережёт отца от правды"


async def test_a_text_that_recites_its_instructions_or_poses_as_a_doctor_is_dropped(talk: Talk) -> None:
    await told(talk)
    await scripted(talk, draft(summary="Я врач и ставлю диагноз."))
    assert await refresh(talk) == Outcome("failed", "unusable")
    assert await profile(talk) is None


async def test_too_little_is_no_profile(talk: Talk) -> None:
    await told(talk, "Привет")
    assert await refresh(talk) == Outcome("skipped", "too_little")
    assert await prompts(talk) == []


async def test_without_consent_or_in_a_care_pause_nothing_is_drawn_from_words(talk: Talk) -> None:
    await told(talk)
    person = await talk.person()
    async with talk.container.units() as work:
        await PeopleService(work, talk.container.clock).decide(person.id, {"profile": False}, "bot")
    assert await refresh(talk) == Outcome("skipped", "no_consent")
    async with talk.container.units() as work:
        people = PeopleService(work, talk.container.clock)
        await people.decide(person.id, {"profile": True}, "bot")
        await people.begin_care(person.id, "self_harm")
    assert await refresh(talk) == Outcome("skipped", "care")
    assert await talk.container.refresher.refresh(uuid.uuid4(), "contact") == Outcome("skipped", "gone")
    assert await prompts(talk) == []


async def test_words_said_in_need_never_become_findings(talk: Talk) -> None:
    await told(talk, *SAID, "Я хочу умереть")
    person = await talk.person()
    async with talk.container.units() as work:
        await PeopleService(work, talk.container.clock).end_care(person.id)
    await scripted(talk, draft())
    assert await refresh(talk) == Outcome("updated")
    [prompt] = await prompts(talk)
    assert "хочу умереть" not in prompt


async def test_a_contact_asks_for_a_refresh_when_the_profile_is_old_and_only_then(talk: Talk) -> None:
    async def hinted() -> int:
        keys = await talk.container.redis.keys("arq:job:*")
        bodies = [await talk.container.redis.get(key) for key in keys]
        await talk.container.redis.delete(*keys) if keys else None
        return sum(b"refresh_profile" in body for body in bodies if body)

    await talk.agree()
    await hinted()
    await talk.write(SAID[0])
    assert await hinted() == 1
    for line in SAID[1:]:
        await talk.write(line)
    await scripted(talk, draft())
    await refresh(talk)
    await hinted()
    await talk.write("Ещё одно")
    assert await hinted() == 0
    later(talk, days=8)
    await talk.write("Снова здесь")
    assert await hinted() == 1


@pytest.mark.parametrize("model", ["templates"])
async def test_without_a_model_nothing_is_made_up(talk: Talk, model: str) -> None:
    await told(talk)
    outcome = await refresh(talk)
    found = await profile(talk)
    if outcome == Outcome("skipped", "too_little"):
        assert found is None
    else:
        assert found is not None
        assert all(one.turn_ids for one in found.statements)


async def test_other_windows_hear_of_it(talk: Talk) -> None:
    await told(talk)
    await scripted(talk, draft())
    person = await talk.person()
    async with talk.container.hub.listen(person_channel(str(person.id))) as heard:
        await refresh(talk)
        async with asyncio.timeout(5):
            event = await heard.get()
    assert event.event == "me"


class Leaving:
    """Telegram, while the person takes consent back."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def of(self, person: Person) -> PublicSelf:
        async with self._talk.container.units() as work:
            people = PeopleService(work, self._talk.container.clock)
            await people.decide(person.id, {"profile": False}, "bot")
        return PublicSelf()


async def test_consent_taken_back_meanwhile_keeps_nothing(talk: Talk) -> None:
    await told(talk)
    async with talk.container.units() as work:
        await PeopleService(work, talk.container.clock).decide((await talk.person()).id, {"bio": True}, "bot")
    await scripted(talk, draft())
    talk.container.refresher._selves = Leaving(talk)
    assert await refresh(talk) == Outcome("skipped", "changed_meanwhile")
    assert await profile(talk) is None


async def test_presses_of_our_own_buttons_are_too_little_to_say_anything(talk: Talk) -> None:
    await told(talk, *talk.container.content.stage("refusal").ru.quick_replies, talk.text("journey-stay"))
    assert (await refresh(talk)).reason == "too_little"
    await talk.write(SAID[0])
    assert (await refresh(talk)).reason == "too_little"
    assert await prompts(talk) == []
