"""`relove keys rotate` on a real database: killed in the middle, beside writers, complete in the end."""

from __future__ import annotations

import asyncio
import base64
import os
import re
import signal
import sys
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from relove.bootstrap import Container
from relove.cli import keys
from relove.cli.keys import KeysMissing, check, rotate_all
from relove.core.tasks import spawn
from relove.db import crypto, rotation
from relove.db.crypto import Keyring, use_keyring
from relove.db.models import metadata
from relove.db.rotation import census, encrypted_columns, rotate
from relove.domains.messaging.repository import InboxRepository
from tests.integration.rights.rows import ADDED, fill, turns

# benchmarks.key_rotation does it over 100,000.
ROWS = 1000
# Small batches, and a word after each, so that the test knows when to kill.
KILLED = """
import asyncio, sys
from relove.bootstrap import make_engine
from relove.db.crypto import Keyring
from relove.db.models import metadata
from relove.db.rotation import rotate

async def run():
    engine = make_engine(sys.argv[1])
    async for progress in rotate(engine, metadata(), Keyring.parse(sys.argv[2]), batch=50):
        print(progress.rotated, flush=True)

asyncio.run(run())
"""


def a_key(name: str) -> str:
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}"


@pytest.fixture
def new_key() -> str:
    return a_key("t2")


@pytest.fixture
def both(new_key: str, encryption_keys: str) -> Keyring:
    """The keys as every process knows them while a rotation runs."""
    return Keyring.parse(f"{new_key},{encryption_keys}")


def under(counts: list[Any]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for count in counts:
        totals[count.key_id] = totals.get(count.key_id, 0) + count.rows
    return totals


async def rotated(engine: AsyncEngine, ring: Keyring, batch: int = 200) -> tuple[int, int, int]:
    done = unreadable = held = 0
    async for progress in rotate(engine, metadata(), ring, batch):
        done += progress.rotated
        unreadable += progress.unreadable
        held += progress.held
    return done, unreadable, held


async def test_every_value_is_moved_and_opens_with_the_new_key_alone(
    container: Container, both: Keyring, new_key: str
) -> None:
    written = await fill(container, 700)
    before = under(await census(container.engine, metadata()))
    assert set(before) == {"t1"}
    assert {column.place for column in encrypted_columns(metadata())} >= {"session_turns.text"}
    assert await rotated(container.engine, both) == (before["t1"], 0, 0)
    assert under(await census(container.engine, metadata())) == {"t2": before["t1"]}
    use_keyring(lambda: Keyring.parse(new_key))
    assert await turns(container) == written
    # A second run finds nothing to do.
    assert await rotated(container.engine, both) == (0, 0, 0)


async def test_killed_in_the_middle_it_goes_on_and_writers_notice_nothing(
    container: Container, both: Keyring, new_key: str, encryption_keys: str
) -> None:
    written = await fill(container, ROWS)
    use_keyring(lambda: both)
    stopping = asyncio.Event()
    writer = spawn(write_on(container, stopping), "writer")
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        KILLED,
        container.settings.database_url,
        f"{new_key},{encryption_keys}",
        stdout=asyncio.subprocess.PIPE,
    )
    assert running.stdout is not None
    for _ in range(6):
        assert await running.stdout.readline()
    running.send_signal(signal.SIGKILL)
    await running.communicate()
    halfway = under(await census(container.engine, metadata()))
    assert halfway["t1"] > 0
    assert halfway["t2"] >= 250
    done, unreadable, held = await rotated(container.engine, both)
    stopping.set()
    said = await writer
    assert (unreadable, held) == (0, 0)
    # Between the count and the second run the writer has replaced some old values itself.
    assert 0 < done <= halfway["t1"]
    assert set(under(await census(container.engine, metadata()))) == {"t2"}
    use_keyring(lambda: Keyring.parse(new_key))
    found = await turns(container)
    assert {number: words for number, words in found.items() if number not in said} == {
        number: words for number, words in written.items() if number not in said
    }
    assert {number: found[number] for number in said} == said


async def write_on(container: Container, stopping: asyncio.Event) -> dict[int, str]:
    """New rows, changed words and reads, again and again; what was changed to what. Errors rise."""
    said: dict[int, str] = {}
    number = 0
    while not stopping.is_set():
        number += 1
        place = 1 + (number * 7919) % ROWS
        said[place] = f"изменено {number}"
        async with container.units() as work:
            await InboxRepository(work.session).store(
                source="telegram",
                source_key=f"{ADDED}{number}",
                chat_id=1,
                user_id=None,
                kind="message",
                payload=said[place].encode(),
            )
            await work.session.execute(
                text("UPDATE session_turns SET text = :words WHERE number = :number"),
                {
                    "words": crypto.keyring().encrypt(said[place].encode(), b"session_turns.text"),
                    "number": place,
                },
            )
        # What another process wrote under the new key can be read at once.
        await turns(container, first=place, last=place)
    assert number > 3
    return said


async def test_a_row_that_is_held_is_taken_later_and_nobody_waits(
    container: Container, both: Keyring
) -> None:
    await fill(container, 20)
    async with container.engine.connect() as holder:
        await holder.execute(text("SELECT 1 FROM session_turns WHERE number = 5 FOR UPDATE"))
        rounds = rotate(container.engine, metadata(), both)
        moved = (await anext(rounds)).rotated
        assert under(await census(container.engine, metadata()))["t1"] >= 1
        await holder.rollback()
        async for progress in rounds:
            moved += progress.rotated
    assert under(await census(container.engine, metadata())) == {"t2": moved}


async def test_a_value_that_changed_meanwhile_is_not_overwritten(container: Container, both: Keyring) -> None:
    """The batch was read, then somebody wrote, then the batch is to be stored."""
    await fill(container, 3)
    [column] = [one for one in encrypted_columns(metadata()) if one.place == "session_turns.text"]
    rows = await rotation._read(container.engine, column, both, 10, None)
    use_keyring(lambda: both)
    async with container.engine.begin() as connection:
        newer = both.encrypt("новее".encode(), b"session_turns.text")
        await connection.execute(
            text("UPDATE session_turns SET text = :words WHERE number = 2"), {"words": newer}
        )
    work = [
        (row, both.encrypt(both.decrypt(row.value, b"session_turns.text"), b"session_turns.text"))
        for row in rows
    ]
    assert await rotation._replace(container.engine, column, work) == 2
    assert (await turns(container))[2] == "новее"


async def test_what_no_key_opens_is_counted_and_left(container: Container) -> None:
    await fill(container, 4)
    stranger = Keyring.parse(a_key("t9"))
    done, unreadable, held = await rotated(container.engine, stranger)
    assert (done, held) == (0, 0)
    assert unreadable == under(await census(container.engine, metadata()))["t1"]
    assert len(await turns(container)) == 4


async def test_the_command_says_what_it_finds_and_what_it_did(
    container: Container, new_key: str, encryption_keys: str
) -> None:
    await fill(container, 30)
    only_new = container.settings.model_copy(update={"encryption_keys": SecretStr(new_key)})
    both = container.settings.model_copy(
        update={"encryption_keys": SecretStr(f"{new_key},{encryption_keys}")}
    )
    said: list[str] = []
    with pytest.raises(KeysMissing, match="t1"):
        await asyncio.to_thread(check, only_new, said.append)
    assert "t1 (NOT CONFIGURED): 41 values" in said
    with pytest.raises(KeysMissing, match="t1"):
        await asyncio.to_thread(rotate_all, only_new, said.append)
    said.clear()
    await asyncio.to_thread(rotate_all, both, said.append)
    assert said[0].startswith("Re-encrypted 41 values in ")
    assert said[1:] == ["Everything is under t2."]
    assert re.fullmatch(r"k1:[A-Za-z0-9+/]{43}=", keys.new_key(both))
    said.clear()
    await asyncio.to_thread(check, only_new, said.append)
    assert said[0] == "t2 (writes): 41 values"
    assert "    session_turns.text: 30" in said
