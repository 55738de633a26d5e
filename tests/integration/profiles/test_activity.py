"""Contacts: noted with the person, by month, archived when old or too many."""

import asyncio
import datetime
from pathlib import Path

from sqlalchemy import func, select, text

from relove.bootstrap import Container
from relove.bootstrap.profiles import ClockPause
from relove.core.clock import FixedClock, OffsetClock
from relove.core.ids import new_id
from relove.core.tasks import spawn
from relove.db import migrate
from relove.db.models import metadata
from relove.db.partitions import make_ahead
from relove.domains.people.activity.models import ActivityLog, ArchivedActivity
from relove.domains.people.activity.schemas import Contact
from relove.domains.people.activity.service import ActivityService, archive
from relove.domains.people.schemas import Person, TelegramPerson
from relove.domains.people.service import PeopleService
from tests.conftest import START

ANNA = TelegramPerson(1, "Анна")


async def meet(
    container: Container, clock: FixedClock, contact: Contact, who: TelegramPerson = ANNA
) -> Person:
    async with container.units() as work:
        return await PeopleService(work, clock).meet(who, contact=contact)


async def test_a_contact_is_noted_with_the_person_and_once_for_a_row_that_runs_twice(
    container: Container,
) -> None:
    clock = FixedClock(START)
    row = new_id()
    anna = await meet(container, clock, Contact("command", row, {"command": "/start"}))
    clock.advance(30)
    await meet(container, clock, Contact("command", row, {"command": "/start"}))
    clock.advance(30)
    await meet(container, clock, Contact("message", new_id()))
    async with container.units() as work:
        noted = await ActivityService(work, clock).last(anna.id, 50)
        [chat] = (await work.session.scalars(select(ActivityLog.chat_id).distinct())).all()
    assert [(one.type, one.details) for one in noted] == [("command", {"command": "/start"}), ("message", {})]
    assert [one.at for one in noted] == [START, START + datetime.timedelta(seconds=60)]
    assert chat == 1


async def test_somebody_known_is_noted_and_seen_by_another_door(container: Container) -> None:
    clock = FixedClock(START)
    anna = await meet(container, clock, Contact("command", new_id()))
    clock.advance(3600)
    async with container.units() as work:
        people = PeopleService(work, clock)
        assert await people.seen(2, Contact("mini_app_message", new_id())) is None
        again = await people.seen(1, Contact("mini_app_message", new_id()))
        assert again is not None and again.id == anna.id
        last_seen = await work.session.scalar(text("SELECT last_seen_at FROM users"))
        noted = await ActivityService(work, clock).last(anna.id, 50)
    assert last_seen == clock.now()
    assert [one.type for one in noted] == ["command", "mini_app_message"]


async def test_partitions_are_made_ahead_and_take_what_waited(container: Container) -> None:
    clock = FixedClock(START)
    anna = await meet(container, clock, Contact("message", new_id()))
    place = text("SELECT DISTINCT tableoid::regclass::text FROM user_activity_logs")
    async with container.units() as work:
        assert await work.session.scalar(place) == "user_activity_logs_default"
    async with container.units() as work:
        assert await make_ahead(work.session, metadata(), START) == 6
    async with container.units() as work:
        assert await make_ahead(work.session, metadata(), START) == 0
        assert await work.session.scalar(place) == "user_activity_logs_y2026m03"
        assert len(await ActivityService(work, clock).last(anna.id, 50)) == 1
        # What arrives next goes where it belongs, and goes with its person.
        await work.session.execute(text("DELETE FROM users"))
        assert await work.session.scalar(select(func.count()).select_from(ActivityLog)) == 0


async def test_what_is_old_and_what_is_too_much_moves_to_the_archive_and_stays_readable(
    container: Container,
) -> None:
    clock = FixedClock(START)
    anna = await meet(container, clock, Contact("command", new_id(), {"command": "/natasha"}))
    clock.advance(91 * 86400)
    boris = await meet(container, clock, Contact("message", new_id()), TelegramPerson(2, "Борис"))
    async with container.units() as work:
        work.session.add_all(
            ActivityLog(
                id=new_id(),
                timestamp=clock.now() - datetime.timedelta(seconds=number + 1),
                user_id=boris.id,
                chat_id=2,
                activity_type="message",
                details=None,
            )
            for number in range(1204)
        )
    assert await archive(container.units, clock) == {"old": 1, "excess": 205}
    assert await archive(container.units, clock) == {"old": 0, "excess": 0}
    async with container.units() as work:
        kept = (await work.session.scalars(select(ActivityLog).order_by(ActivityLog.timestamp))).all()
        moved = (await work.session.scalars(select(ArchivedActivity))).all()
    assert len(kept) == 1000
    assert {row.user_id for row in kept} == {boris.id}
    [old] = [row for row in moved if row.user_id == anna.id]
    assert (old.chat_id, old.activity_type, old.details) == (1, "command", b'{"command":"/natasha"}')
    assert (old.timestamp, old.archived_at) == (START, clock.now())
    excess = [row.timestamp for row in moved if row.user_id == boris.id]
    assert len(excess) == 205
    assert max(excess) < kept[0].timestamp


async def test_the_models_are_still_what_the_migrations_made(container: Container) -> None:
    async with container.units() as work:
        await make_ahead(work.session, metadata(), START)
    assert await asyncio.to_thread(migrate.check, container.settings.database_url) is None


async def test_a_pause_of_the_round_ends_when_business_time_has_passed(tmp_path: Path) -> None:
    clock = OffsetClock.create(tmp_path / "clock")
    pausing = spawn(ClockPause(clock)(3600.0), "pause")
    await asyncio.sleep(0)  # it has looked at the clock
    clock.set_offset(3_600_000_000)
    async with asyncio.timeout(5):
        await pausing
