"""Mutated updates through the webhook and the worker: nothing crashes, nothing sticks, the chat goes on.

`RELOVE_FUZZ_UPDATES` and `RELOVE_FUZZ_SEED` make it longer, or other.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import httpx
import pytest

from relove.api.app import create_app
from relove.bootstrap import Container
from relove.domains.conversations.views import CONSENT
from relove.worker.wiring import make_processor
from tests.integration.delivery.fuzz_updates import PEOPLE, Fuzzer, real_updates
from tests.integration.delivery.line import Line

UPDATES = int(os.environ.get("RELOVE_FUZZ_UPDATES", "250"))
SEED = int(os.environ.get("RELOVE_FUZZ_SEED", "20260302"))
AT_ONCE = 50
WORKERS = 8
SECRET = {"X-Telegram-Bot-Api-Secret-Token": "secret-of-the-tests", "Content-Type": "application/json"}


@asynccontextmanager
async def webhook(container: Container) -> AsyncIterator[httpx.AsyncClient]:
    """The API; an exception that leaves it is raised here, for a crash is no answer."""
    app = create_app(container)
    transport = httpx.ASGITransport(cast(Any, app))
    async with (
        app.lifespan(),
        httpx.AsyncClient(transport=transport, base_url="http://relove.test") as client,
    ):
        yield client


class Path:
    """The way of an update: the webhook, the inbox, a worker."""

    def __init__(self, line: Line, http: httpx.AsyncClient) -> None:
        self._line = line
        self._http = http
        self._processor = make_processor(line.container, owner="fuzz")
        self.answers: Counter[int] = Counter()
        self.broken: list[bytes] = []

    async def deliver(self, raw: bytes) -> None:
        """One update."""
        answer = await self._http.post("/telegram/webhook", content=raw, headers=SECRET)
        self.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            self.broken.append(raw[:1000])

    async def deliver_together(self, batch: list[bytes]) -> None:
        """Many at once: one that cannot be stored must not take the others with it."""
        async with asyncio.TaskGroup() as group:
            for raw in batch:
                group.create_task(self.deliver(raw))

    async def work_off(self) -> None:
        """What waits, some chats at a time."""
        rows = await self._line.sql("SELECT DISTINCT chat_id FROM inbox_updates WHERE state = 'pending'")
        room = asyncio.Semaphore(WORKERS)

        async def one(chat_id: int) -> None:
            async with room:
                await self._processor.process(chat_id)

        async with asyncio.TaskGroup() as group:
            for row in rows:
                group.create_task(one(row["chat_id"]))


def numbered(number: int, update: dict[str, Any]) -> bytes:
    return json.dumps({"update_id": number, **update}, ensure_ascii=False).encode()


def agreed(number: int) -> list[dict[str, Any]]:
    """/start and consent: from then on there is a session."""
    updates = real_updates(number)
    pressed = next(u for u in updates if u.get("callback_query", {}).get("data") == CONSENT)
    return [updates[2], pressed]


async def test_odd_updates_break_nothing(line: Line, capsys: pytest.CaptureFixture[str]) -> None:
    async with webhook(line.container) as http:
        await break_nothing(line, Path(line, http), capsys)


async def break_nothing(line: Line, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole run."""
    sound = itertools.count(1)
    for person in PEOPLE:
        await line.telegram.post("/sandbox/people", id=person, first_name="Анна", language_code="ru")
        for update in agreed(person):
            await path.deliver(numbered(next(sound), update))
    await path.work_off()
    assert await line.one("SELECT count(*) FROM user_sessions WHERE status = 'active'") == len(PEOPLE)

    odd = Fuzzer(SEED).updates(UPDATES)
    while batch := list(itertools.islice(odd, AT_ONCE)):
        await path.deliver_together(batch)
        await path.work_off()

    states = await line.sql(
        "SELECT state, tries, last_error, kind, count(*) AS n FROM inbox_updates "
        "GROUP BY state, tries, last_error, kind ORDER BY n DESC"
    )
    with capsys.disabled():
        print(f"\n{UPDATES} updates of seed {SEED}: answers {dict(path.answers)}")
        for row in states:
            print("  {state} tries={tries} {kind} {last_error} x{n}".format(**row))
    assert path.broken == []
    assert {row["state"] for row in states} <= {"done", "dead"}
    assert {row["tries"] for row in states if row["state"] == "dead"} <= {3}
    dead = sum(row["n"] for row in states if row["state"] == "dead")
    assert await line.one("SELECT count(*) FROM dead_letters") == dead
    # Most of them are Updates still, and reach their handlers.
    assert path.answers[200] > UPDATES * 0.5
    assert sum(row["n"] for row in states if row["state"] == "done") > UPDATES * 0.2

    # Every chat goes on: each person writes, and is answered.
    for person in PEOPLE:
        before = len(await line.telegram.messages(person))
        await path.deliver(numbered(next(sound), real_updates(person)[0]))
        await path.work_off()
        waiting = await line.sql(
            "SELECT state, reason, kind FROM outbox_messages WHERE chat_id = :c AND state <> 'sent'", c=person
        )
        assert len(await line.telegram.messages(person)) > before, waiting
    assert await line.one("SELECT count(*) FROM inbox_updates WHERE state = 'pending'") == 0
