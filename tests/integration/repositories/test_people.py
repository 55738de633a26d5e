"""People in the database: met once, their consents as a record, their preferences."""

import asyncio
import uuid

import msgspec
import pytest
from sqlalchemy import text

from relove.bootstrap import Container
from relove.core.clock import FixedClock
from relove.core.errors import ReloveError
from relove.db.models import metadata
from relove.domains.journey.service import JourneyService
from relove.domains.people.rules import CONSENT_VERSION
from relove.domains.people.schemas import Person, PreferencesPatch, QuietHours, TelegramPerson
from relove.domains.people.service import PeopleService, to_actor
from tests.conftest import START

ANNA = TelegramPerson(2**40, "Анна", "К.", "anna", "ru")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
async def anna(container: Container, clock: FixedClock) -> Person:
    async with container.units() as work:
        return await PeopleService(work, clock).meet(ANNA)


async def test_two_doors_at_once_meet_one_person(container: Container, clock: FixedClock) -> None:
    async def meet() -> Person:
        async with container.units() as work:
            return await PeopleService(work, clock).meet(ANNA)

    assert len({person.id for person in await asyncio.gather(*(meet() for _ in range(8)))}) == 1


async def test_a_new_person_begins_with_care(anna: Person) -> None:
    assert (anna.language, anna.timezone, anna.timezone_confirmed) == ("ru", "Europe/Moscow", False)
    assert (anna.role, anna.directness, anna.proactive_paused) == ("person", "direct", False)
    assert (anna.quiet_from, anna.quiet_to, anna.care_active) == ("22:00", "08:00", False)
    actor = to_actor(anna)
    assert (actor.user_id, actor.telegram_id, actor.role) == (anna.id, 2**40, "person")


async def test_consents_are_a_record_and_the_newest_is_in_force(
    container: Container, clock: FixedClock, anna: Person
) -> None:
    for granted in (True, True, False, True):
        clock.advance(60)
        async with container.units() as work:
            await PeopleService(work, clock).decide(anna.id, {"guided_work": granted, "profile": True}, "bot")
    async with container.units() as work:
        people = PeopleService(work, clock)
        standing = {consent.kind: consent for consent in await people.consents(anna.id)}
        assert await people.may_work_with(anna.id)
        rows = (await work.session.execute(text("SELECT kind FROM user_consents"))).scalars().all()
    assert standing["guided_work"].granted
    assert standing["guided_work"].version == CONSENT_VERSION
    assert standing["guided_work"].at == clock.now()
    # What is already so is not written again.
    assert sorted(rows) == ["guided_work"] * 3 + ["profile"]


@pytest.mark.parametrize("missing", ["guided_work", "profile"])
async def test_one_consent_of_the_two_is_not_enough(
    container: Container, clock: FixedClock, anna: Person, missing: str
) -> None:
    async with container.units() as work:
        people = PeopleService(work, clock)
        assert not await people.may_work_with(anna.id)
        await people.decide(anna.id, {"guided_work": True, "profile": True, "news": True}, "mini_app")
        await people.decide(anna.id, {missing: False}, "mini_app")  # type: ignore[dict-item]
        assert not await people.may_work_with(anna.id)


async def test_preferences_change_one_by_one(container: Container, clock: FixedClock, anna: Person) -> None:
    patches = [
        PreferencesPatch(),
        PreferencesPatch(language="en", directness="hard"),
        PreferencesPatch(timezone="Asia/Tokyo"),
        PreferencesPatch(proactive_paused=True),
        PreferencesPatch(quiet_hours=QuietHours("23:30", "07:15")),
    ]
    for patch in patches:
        async with container.units() as work:
            changed = await PeopleService(work, clock).change(anna.id, patch)
    assert changed == msgspec.structs.replace(
        anna,
        language="en",
        directness="hard",
        timezone="Asia/Tokyo",
        timezone_confirmed=True,
        proactive_paused=True,
        quiet_from="23:30",
        quiet_to="07:15",
    )


async def test_what_cannot_be_set_is_refused_whole(
    container: Container, clock: FixedClock, anna: Person
) -> None:
    with pytest.raises(ReloveError):
        async with container.units() as work:
            await PeopleService(work, clock).change(anna.id, PreferencesPatch(language="en", timezone="Mars"))
    async with container.units() as work:
        assert await PeopleService(work, clock).get(anna.id) == anna


async def test_who_is_not_there(container: Container, clock: FixedClock) -> None:
    nobody = uuid.uuid4()
    with pytest.raises(ReloveError) as refused:
        async with container.units() as work:
            await PeopleService(work, clock).get(nobody)
    assert refused.value.kind == "not_found"
    async with container.units() as work:
        people = PeopleService(work, clock)
        assert await people.find(nobody) is None
        assert await people.find_by_telegram(5) is None
        await people.set_active(5, active=False)


async def test_a_role_is_given_to_who_was_never_seen_too(
    container: Container, clock: FixedClock, anna: Person
) -> None:
    for telegram_id in (anna.telegram_id, 77):
        async with container.units() as work:
            person = await PeopleService(work, clock).grant_role(telegram_id, "admin")
        assert (person.role, person.telegram_id) == ("admin", telegram_id)


async def test_care_begins_and_ends(container: Container, clock: FixedClock, anna: Person) -> None:
    async with container.units() as work:
        people = PeopleService(work, clock)
        begun = await people.begin_care(anna.id, "self_harm")
        assert (begun.care_active, begun.care_since, begun.care_reason) == (True, START, "self_harm")
        ended = await people.end_care(anna.id)
        assert (ended.care_active, ended.care_since, ended.care_reason) == (False, None, None)
        await people.soften(anna.id)
        assert (await people.get(anna.id)).directness == "soft"


async def test_the_path_begins_once_and_the_map_shows_it(
    container: Container, clock: FixedClock, anna: Person
) -> None:
    async with container.units() as work:
        empty = await JourneyService(work, container.content, clock).map(anna.id, "ru")
    assert (empty.current, empty.days, {stage.state for stage in empty.stages}) == (None, 0, {"ahead"})

    async def begin() -> str:
        async with container.units() as work:
            return await JourneyService(work, container.content, clock).begin(anna.id)

    assert set(await asyncio.gather(begin(), begin(), begin())) == {"ordinary_world"}
    clock.advance(2 * 24 * 3600)
    async with container.units() as work:
        shown = await JourneyService(work, container.content, clock).map(anna.id, "en")
    assert (shown.current, shown.days, len(shown.stages), len(shown.elements)) == ("ordinary_world", 3, 12, 7)
    first = shown.stages[0]
    assert (first.number, first.state, first.seconds, first.completion) == (1, "current", 2 * 24 * 3600, None)
    assert 3 <= len(first.insights) <= 5
    assert not any(insight.evidenced for insight in first.insights)


async def test_who_is_erased_leaves_nothing_in_any_table(
    container: Container, clock: FixedClock, anna: Person
) -> None:
    async with container.units() as work:
        await PeopleService(work, clock).decide(anna.id, {"guided_work": True, "profile": True}, "bot")
        await container.beginnings.begin(work, anna, "provocative", "Начнём")
    async with container.engine.begin() as connection:
        await connection.execute(text("DELETE FROM users"))
        for name, table in metadata().tables.items():
            if table.info["person"]:
                assert (await connection.execute(text(f"SELECT count(*) FROM {name}"))).scalar_one() == 0
