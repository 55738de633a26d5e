"""The daily round over many people: batches, pauses, failures that stop nobody; a second run does nothing."""

import asyncio
import datetime
import os
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import insert

from relove.bootstrap import Container
from relove.bootstrap.profiles import make_rotation
from relove.core.clock import OffsetClock
from relove.core.ids import new_id
from relove.core.tasks import spawn
from relove.domains.conversations.models import Session, Turn
from relove.domains.people.activity.models import ActivityLog
from relove.domains.people.models import User
from relove.domains.profiles.names import ROTATE
from relove.domains.profiles.rotation import ProfileRotation
from relove.domains.records.operations import Operations
from tests.integration.sandbox.serving import Sandbox

# `make rounds` lets it go over a thousand.
PEOPLE = int(os.environ.get("RELOVE_ROTATION_PEOPLE", "150"))
BATCHES = PEOPLE // 10
FAILING = 7
SAID = ("Я откладываю важный разговор", "Мне трудно просить о помощи", "Хочу понять, куда иду дальше")


@pytest.fixture
def overrides(overrides: dict[str, Any]) -> dict[str, Any]:
    return {**overrides, "model_requests_per_second": 1000, "model_daily_budget_usd": 0}


async def people(container: Container, count: int, *, seen: datetime.timedelta, **changes: Any) -> list[Any]:
    """So many people with three messages each, who were here so long ago; the first was here last."""
    now = container.clock.now()
    rows: dict[type, list[dict[str, Any]]] = {User: [], Session: [], Turn: [], ActivityLog: []}
    async with container.units() as work:
        for number in range(count):
            at = now - seen - datetime.timedelta(seconds=number)
            user = {
                "id": new_id(),
                "telegram_id": 1 + number + changes.get("begin", 0),
                "first_name": "Анна",
                "may_work": True,
                "timezone": "Europe/Moscow",
                "language": "ru",
                "timezone_confirmed": False,
                "markers": {},
                **{name: value for name, value in changes.items() if name not in ("begin", "words")},
            }
            rows[User].append(user | {"last_seen_at": at, "created_at": at, "updated_at": at})
            session = {"id": new_id(), "user_id": user["id"], "type": "chat", "stage": "ordinary_world"}
            rows[Session].append(session | {"started_at": at, "last_activity_at": at})
            for place, text in enumerate(changes.get("words", SAID), start=1):
                inbox = new_id()
                turn = {"id": new_id(), "session_id": session["id"], "user_id": user["id"], "number": place}
                said = {"role": "person", "text": text, "source": "bot", "inbox_id": inbox, "created_at": at}
                rows[Turn].append(turn | said)
                log = {"id": inbox, "timestamp": at, "user_id": user["id"], "chat_id": user["telegram_id"]}
                rows[ActivityLog].append(log | {"activity_type": "message"})
        for table, values in rows.items():
            await work.session.execute(insert(table), values)
    return [user["id"] for user in rows[User]]


class Paced:
    """A round whose pauses pass at once, and what happened between them."""

    def __init__(self, container: Container, telegram: Sandbox) -> None:
        self.container = container
        self.telegram = telegram
        self.pauses: list[float] = []
        self.batches: list[int] = []
        made = make_rotation(container.units, container.clock, container.refresher, container.engine)
        self.rotation = ProfileRotation(
            container.units, container.clock, container.refresher, self._pause, made._alone
        )

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        clock = self.container.clock
        assert isinstance(clock, OffsetClock)
        clock.set_offset(clock.offset + int(seconds * 1e6))


async def test_many_people_in_batches_with_failures_that_stop_nobody(
    container: Container, telegram: Sandbox
) -> None:
    failing = ("Мне снится сломанный мост", *SAID[1:])
    fine = await people(container, PEOPLE - FAILING, seen=datetime.timedelta(days=1))
    broken = await people(container, FAILING, seen=datetime.timedelta(days=2), begin=2000, words=failing)
    await people(container, 5, seen=datetime.timedelta(days=31), begin=3000)
    await people(container, 3, seen=datetime.timedelta(days=1), begin=4000, may_work=False)
    await people(
        container, 2, seen=datetime.timedelta(days=1), begin=5000, care_active=True, care_reason="self_harm"
    )
    await people(container, 4, seen=datetime.timedelta(days=1), begin=6000, words=SAID[:1])
    item = {"match": "сломанный мост", "fault": "500"}
    await telegram.post("/sandbox/model/script", items=[item])
    paced = Paced(container, telegram)
    heard: list[tuple[int, int]] = []
    begun = container.clock.now()
    counts = await paced.rotation.run(progress=lambda done, of: heard.append((done, of)))
    assert {name: counts[name] for name in ("processed", "updated", "failed", "skipped")} == {
        "processed": PEOPLE + 9,
        "updated": PEOPLE - FAILING,
        "failed": FAILING,
        "skipped": 9,
    }
    assert counts["skipped_too_little"] == 4
    assert paced.pauses == [5.0] * BATCHES
    steps = Counter(after - before for (before, _), (after, _) in pairwise(heard))
    assert steps == {10: BATCHES, 4: 1}
    assert heard[-1] == (PEOPLE + 9, PEOPLE + 9)

    async with container.units() as work:
        [operation] = await Operations(work, container.clock).last(ROTATE, 5)
    assert (operation.outcome, operation.counts) == ("partly", counts)
    assert operation.finished_at - operation.started_at >= datetime.timedelta(seconds=5 * BATCHES)
    async with container.engine.connect() as connection:
        done = {
            row.user_id
            for row in await connection.exec_driver_sql(
                "SELECT user_id FROM profiles WHERE version = 1 AND summary IS NOT NULL"
            )
        }
        marked = await connection.exec_driver_sql(
            "SELECT count(*) FROM users WHERE markers ? 'profile_updated_at'"
        )
        assert marked.scalar_one() == PEOPLE - FAILING
    assert done == set(fine) and not done & set(broken)

    again = await paced.rotation.run()
    assert {name: again[name] for name in ("updated", "failed")} == {"updated": 0, "failed": 0}
    assert len(paced.pauses) == BATCHES
    assert begun < container.clock.now()


async def test_the_most_recent_come_first(container: Container, telegram: Sandbox) -> None:
    ids = await people(container, 25, seen=datetime.timedelta(hours=1))
    paced = Paced(container, telegram)
    seen: list[set[Any]] = []

    async def looked(seconds: float) -> None:
        async with container.engine.connect() as connection:
            rows = await connection.exec_driver_sql(
                "SELECT user_id FROM profiles WHERE updated_at IS NOT NULL"
            )
            seen.append({row.user_id for row in rows})

    paced.rotation._pause = looked
    await paced.rotation.run()
    assert seen == [set(ids[:10]), set(ids[:20])]


async def test_two_rounds_at_once_are_one(container: Container, telegram: Sandbox) -> None:
    await people(container, 12, seen=datetime.timedelta(hours=1))
    first, second = Paced(container, telegram), Paced(container, telegram)
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def held(seconds: float) -> None:
        reached.set()
        await go_on.wait()

    first.rotation._pause = held
    running = spawn(first.rotation.run(), "first round")
    await reached.wait()
    counts = await second.rotation.run()
    assert (counts["processed"], counts["elsewhere"]) == (0, 1)
    go_on.set()
    assert (await running)["updated"] == 12
    requests = (await telegram.get("/sandbox/model/requests"))["items"]
    assert sum(one["prompt_id"] == "profile/refresh" for one in requests) == 12
