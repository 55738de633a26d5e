"""Whoever gets a dump of the database or of Redis reads nobody's words."""

from relove.core.ids import new_id
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from relove.worker.wiring import make_processor
from tests.integration.delivery.line import ANNA, Line, an_update

MARKED = "Зимородок-4417"
IN_A_DUMP = (
    MARKED,
    MARKED.encode().hex(),
    MARKED.encode("utf-16-le").hex(),
    MARKED[:9],
    MARKED[:9].encode().hex(),
)


async def nothing_readable(line: Line) -> None:
    stored = await line.everything_stored()
    assert len(stored) > 200
    for form in IN_A_DUMP:
        assert form not in stored
        assert form.encode().decode("latin-1") not in stored


async def agree(line: Line) -> None:
    async with line.container.units() as work:
        people = PeopleService(work, line.container.clock)
        person = await people.meet(TelegramPerson(ANNA, "Анна"))
        await people.decide(person.id, {"guided_work": True, "profile": True}, "bot")


async def test_the_search_finds_what_is_there(line: Line) -> None:
    await line.sql("INSERT INTO chats (chat_id, kind, created_at) VALUES (1, :kind, now())", kind=MARKED)
    assert MARKED in await line.everything_stored()


async def test_words_that_wait_are_closed(line: Line) -> None:
    await agree(line)
    await line.comes(an_update(1, f"{MARKED} первое"))
    await line.queue(f"ответ про {MARKED}")
    await nothing_readable(line)


async def test_words_that_were_answered_are_closed_in_the_turn_and_gone_from_the_queues(line: Line) -> None:
    await agree(line)
    processor = make_processor(line.container, owner="a worker")
    await line.comes(
        an_update(1, f"{MARKED}, мне тревожно и хочется уехать"), an_update(2, f"Опять {MARKED}")
    )
    await processor.process(ANNA)
    await line.comes(an_update(3, "/end_session"))
    await processor.process(ANNA)
    # Two lines of one breath and their one answer.
    assert await line.one("SELECT count(*) FROM session_turns") == 3
    assert await line.one("SELECT count(*) FROM user_sessions WHERE summary IS NOT NULL") == 1
    waiting = "SELECT count(*) FROM {} WHERE payload IS NOT NULL"
    assert await line.one(waiting.format("inbox_updates")) == 0
    assert await line.one(waiting.format("outbox_messages")) == 0
    await nothing_readable(line)


async def test_words_in_a_dead_letter_are_closed(line: Line) -> None:
    await agree(line)
    # No date: Telegram would never send it, and it cannot be read as a Message.
    await line.comes(an_update(1, MARKED, date=None))
    async with line.container.units() as work:
        person = await PeopleService(work, line.container.clock).find_by_telegram(ANNA)
    assert person is not None
    await line.container.intake.accept_mini_app(person.id, ANNA, new_id(), "k", f"{MARKED} здесь")
    await make_processor(line.container, owner="a worker").process(ANNA)
    assert await line.one("SELECT count(*) FROM dead_letters") >= 1
    await nothing_readable(line)
