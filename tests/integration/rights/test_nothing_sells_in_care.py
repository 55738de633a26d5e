"""A pause for care holds at every door at once, until the person or the team ends it; then all of it comes again."""

from __future__ import annotations

import datetime
from typing import Any, cast

import pytest

from relove.bootstrap import Container
from relove.core.clock import OffsetClock
from tests.integration.api.conftest import SignIn
from tests.integration.rights import doors
from tests.integration.rights.team import ADMIN, NAMES, VERA, Member, member
from tests.integration.sandbox.serving import Sandbox

NEED = "я не хочу жить"


@pytest.fixture
async def vera(container: Container, telegram: Sandbox, sign_in: SignIn) -> Member:
    """Somebody who has talked, and takes part in a stream."""
    made = await member(container, telegram, sign_in, VERA)
    for said in ("Каждый день одно и то же, и мне тесно", "Я хочу уйти с работы, но боюсь", "/end_session"):
        await made.talk.write(said)
    await made.talk.write("/start_journey")
    await made.talk.write("Завтра я поговорю с начальником")
    answer = await made.call("POST", f"/api/streams/{doors.JOINED}/enrolments")
    assert answer.status_code == 201, answer.text
    await made.talk.deliver()
    return made


def provocations(container: Container) -> set[str]:
    """Every question that the guide may ask of itself, in each voice."""
    return {
        text
        for stage in container.content.stages()
        for question in stage.questions
        for text in (question.ru, question.ty)
        if text
    }


def offers(container: Container) -> set[str]:
    """What a programme is called that she does not take part in, and whatever is sold."""
    found = {"/go/"}
    for stream in container.content.streams():
        text = stream.text("ru")
        found.add(stream.link.partition("?")[0])
        if stream.slug != doors.JOINED:
            found |= {text.name, text.promise}
        if stream.price is not None:
            found |= {f"{stream.price.amount:,}".replace(",", space) for space in ("\u00a0", " ")}
    return found


async def unasked(vera: Member) -> int:
    [row] = await vera.talk.sql("SELECT count(*) AS n FROM outbox_messages WHERE kind <> 'reply'")
    return int(row["n"])


async def a_day_later(vera: Member, sign_in: SignIn) -> list[str]:
    """What the jobs of a next noon say; she opens the Mini App anew."""
    clock = cast(OffsetClock, vera.talk.container.clock)
    now = clock.now()
    # Noon in Moscow: at night nobody speaks first, whatever else holds.
    noon = now.replace(hour=9, minute=0, second=0, microsecond=0) + datetime.timedelta(days=1)
    clock.set_offset(clock.offset + int((noon - now).total_seconds() * 1_000_000))
    said = await doors.jobs_say(vera)
    vera.app = await sign_in(VERA, user={"first_name": NAMES[VERA], "language_code": "ru"})
    return said


async def everything_said(vera: Member) -> dict[str, str]:
    return {**await doors.chat_says(vera), **await doors.app_says(vera)}


def found_in(said: dict[str, str], wanted: set[str]) -> list[tuple[str, str]]:
    return [(door, one) for door, text in said.items() for one in wanted if one in text]


async def test_no_door_provokes_offers_or_speaks_first_until_the_pause_is_over(
    vera: Member, container: Container, telegram: Sandbox, sign_in: SignIn
) -> None:
    asked = " ".join(item["text"] for item in await vera.talk.history())
    questions = {text for text in provocations(container) if text not in asked}
    await vera.talk.write(NEED)
    before = await unasked(vera)

    assert await a_day_later(vera, sign_in) == []
    in_care = await everything_said(vera)
    assert found_in(in_care, questions) == [] and found_in(in_care, offers(container)) == []
    # Whatever hour the pause began at: the next exercise is at most three days away.
    assert [await a_day_later(vera, sign_in) for _ in range(3)] == [[], [], []]
    assert await unasked(vera) == before
    assert (await vera.talk.person()).care_active

    # And all of this would have been seen.
    admin = await member(container, telegram, sign_in, ADMIN, "admin")
    assert (await admin.call("POST", f"/api/admin/people/{vera.id}/release-care")).status_code == 200
    assert any([await a_day_later(vera, sign_in) for _ in range(3)]) and await unasked(vera) > before
    afterwards = await everything_said(vera)
    assert in_care.keys() & afterwards.keys() >= {"/natasha", "🔥 Потоки", "GET /api/streams"}
    for wanted in (questions, offers(container)):
        seen: set[Any] = {door for door, _ in found_in(afterwards, wanted)}
        assert {door for door in seen if door.startswith(("GET ", "POST "))} or wanted is questions
        assert {door for door in seen if not door.startswith(("GET ", "POST "))}
