"""Sessions and turns in the database: one that is open, each word once, pages that fit together."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from relove.bootstrap import Container
from relove.core.clock import FixedClock
from relove.core.errors import ReloveError
from relove.core.ids import new_id
from relove.domains.conversations.schemas import Reply, SessionView
from relove.domains.conversations.service import SessionService
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from tests.conftest import START

STAGE = "ordinary_world"


class Desk:
    """Units of work with a service in them, at a time that a test sets."""

    def __init__(self, container: Container) -> None:
        self.clock = FixedClock(START)
        self._container = container

    @asynccontextmanager
    async def work(self) -> AsyncIterator[SessionService]:
        async with self._container.units() as work:
            yield SessionService(work, self.clock)

    async def meet(self, telegram_id: int) -> uuid.UUID:
        async with self._container.units() as work:
            return (await PeopleService(work, self.clock).meet(TelegramPerson(telegram_id))).id

    async def open(self, who: uuid.UUID) -> SessionView:
        async with self.work() as sessions:
            return await sessions.open(who, "chat", STAGE, finish_active=True)

    async def hear(
        self, session: SessionView, who: uuid.UUID, said: str, inbox: uuid.UUID | None = None
    ) -> uuid.UUID:
        async with self.work() as sessions:
            return (await sessions.record_person(session, who, said, "bot", inbox or new_id())).id


@pytest.fixture
def desk(container: Container) -> Desk:
    return Desk(container)


@pytest.fixture
async def anna(desk: Desk) -> uuid.UUID:
    return await desk.meet(1)


async def test_one_session_is_open_at_a_time(desk: Desk, anna: uuid.UUID) -> None:
    first = await desk.open(anna)
    with pytest.raises(ReloveError) as refused:
        async with desk.work() as sessions:
            await sessions.open(anna, "provocative", STAGE)
    assert refused.value.code == "session_active"
    assert refused.value.details == {"session_id": str(first.id)}
    desk.clock.advance(60)
    second = await desk.open(anna)
    async with desk.work() as sessions:
        closed = await sessions.get(first.id, anna)
        assert (closed.status, closed.completed_at) == ("completed", desk.clock.now())
        assert await sessions.active(anna) == second
        assert await sessions.count(anna) == 2


async def test_two_doors_at_once_open_one_session(desk: Desk, anna: uuid.UUID) -> None:
    async def begin() -> None:
        async with desk.work() as sessions:
            await sessions.open(anna, "chat", STAGE)

    done = await asyncio.gather(begin(), begin(), return_exceptions=True)
    assert [outcome for outcome in done if outcome is None] == [None]
    async with desk.work() as sessions:
        assert await sessions.count(anna) == 1


async def test_the_same_inbox_row_is_one_turn(desk: Desk, anna: uuid.UUID) -> None:
    session = await desk.open(anna)
    inbox = new_id()
    first = await desk.hear(session, anna, "слова", inbox)
    # A second run of the row finds what the first one stored, whatever it reads.
    assert await desk.hear(session, anna, "другие слова", inbox) == first
    async with desk.work() as sessions:
        assert [turn.text for turn in await sessions.recent(session.id, 10)] == ["слова"]
        stored = await sessions.turn_of(inbox)
        assert stored is not None
        assert stored.id == first
        assert await sessions.reply_to(inbox) is None
        assert await sessions.said_by_stage(anna) == {STAGE: 1}


async def test_a_reply_is_stored_once_per_inbox_row(desk: Desk, anna: uuid.UUID) -> None:
    session = await desk.open(anna)
    inbox = new_id()
    reply = Reply("Что мешает?", "template", ("Страх", "Лень"), "ordinary_world.1")
    async with desk.work() as sessions:
        turn = await sessions.record_guide(session, anna, reply, "bot", inbox)
    with pytest.raises(Exception, match="uq_session_turns_inbox_id_role"):
        async with desk.work() as sessions:
            await sessions.record_guide(session, anna, reply, "bot", inbox)
    async with desk.work() as sessions:
        assert await sessions.reply_to(inbox) == turn
        assert turn.quick_replies == ["Страх", "Лень"]
        assert await sessions.asked(anna) == ["ordinary_world.1"]
        assert (await sessions.get(session.id, anna)).question_count == 1


async def test_questions_are_counted_and_statements_are_not(desk: Desk, anna: uuid.UUID) -> None:
    session = await desk.open(anna)
    async with desk.work() as sessions:
        for text in ("Понимаю.", "А дальше?", "Так."):
            await sessions.record_guide(session, anna, Reply(text, "model"), "bot", None)
        assert (await sessions.get(session.id, anna)).question_count == 1


async def test_turns_keep_the_order_of_saying_though_two_windows_speak_at_once(
    desk: Desk, anna: uuid.UUID
) -> None:
    session = await desk.open(anna)
    await asyncio.gather(*(desk.hear(session, anna, f"слово {number}") for number in range(12)))
    async with desk.work() as sessions:
        page = await sessions.turns(session.id, anna, None, 100)
    assert len({turn.id for turn in page.items}) == 12
    assert page.next is None


async def test_pages_of_turns_lead_back_without_gap_or_repeat(desk: Desk, anna: uuid.UUID) -> None:
    session = await desk.open(anna)
    for number in range(7):
        await desk.hear(session, anna, str(number))
    pages, cursor = [], None
    while True:
        async with desk.work() as sessions:
            page = await sessions.turns(session.id, anna, cursor, 3)
        pages.append([turn.text for turn in page.items])
        cursor = page.next
        if cursor is None:
            break
    assert pages == [["4", "5", "6"], ["1", "2", "3"], ["0"]]


async def test_pages_of_sessions_go_from_the_newest_back(desk: Desk, anna: uuid.UUID) -> None:
    made = []
    for number in range(5):
        # Two begin at the same moment: the key decides.
        desk.clock.advance(60 * (number % 2))
        made.append((await desk.open(anna)).id)
    seen, cursor = [], None
    while True:
        async with desk.work() as sessions:
            page = await sessions.page(anna, cursor, 2)
        seen += [session.id for session in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == 5
    assert set(seen) == set(made)
    assert seen[0] == max(made[3:])


async def test_other_peoples_things_are_not_found(desk: Desk, anna: uuid.UUID) -> None:
    session = await desk.open(anna)
    async with desk.work() as sessions:
        turn = await sessions.record_guide(session, anna, Reply("А?", "template", ("Да",)), "bot", None)
    boris = await desk.meet(2)
    with pytest.raises(ReloveError) as refused:
        async with desk.work() as sessions:
            await sessions.get(session.id, boris)
    assert refused.value.code == "session_not_found"
    with pytest.raises(ReloveError):
        async with desk.work() as sessions:
            await sessions.turns(session.id, boris, None, 10)
    async with desk.work() as sessions:
        assert await sessions.quick_reply(turn.id, boris, 0) is None
        assert await sessions.quick_reply(turn.id, anna, 0) == "Да"
        assert await sessions.quick_reply(turn.id, anna, 1) is None
        assert await sessions.active(boris) is None


async def test_nobody_writes_into_what_is_closed(desk: Desk, anna: uuid.UUID) -> None:
    session = await desk.open(anna)
    async with desk.work() as sessions:
        closed = await sessions.finish(session.id, "итог")
    assert (closed.summary, closed.status) == ("итог", "completed")
    with pytest.raises(ReloveError) as refused:
        async with desk.work() as sessions:
            await sessions.get_open(session.id, anna)
    assert refused.value.code == "session_closed"


async def test_the_last_error_is_kept_until_somebody_speaks_again(
    desk: Desk, anna: uuid.UUID, container: Container
) -> None:
    session = await desk.open(anna)
    async with desk.work() as sessions:
        await sessions.note_error(session.id, "not_handled")
    desk.clock.advance(5)
    await desk.hear(session, anna, "ещё раз")
    async with desk.work() as sessions:
        assert (await sessions.get(session.id, anna)).last_activity_at == desk.clock.now()
