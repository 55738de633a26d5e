"""`relove keys rotate` over 100,000 turns while somebody writes: values a second, and how long a write waits.

python -m benchmarks.key_rotation [--rows 100000]
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import os
import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from relove.bootstrap import make_engine
from relove.core.ids import new_id
from relove.core.tasks import spawn
from relove.db import migrate
from relove.db.crypto import Keyring
from relove.db.models import metadata
from relove.db.rotation import census, rotate
from relove.integrations.embedded.postgres import EmbeddedPostgres

PLACE = b"session_turns.text"
WORDS = "Сегодня поймал себя на том, что опять откладываю разговор, которого боюсь. " * 3
PAUSE_S = 0.005


def a_key(name: str) -> str:
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}"


async def fill(engine: AsyncEngine, ring: Keyring, rows: int) -> None:
    """One person, one session, so many turns under the old key."""
    user, session = new_id(), new_id()
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO users (id, telegram_id, first_name, language, timezone, timezone_confirmed, directness, "
                "last_seen_at, created_at, updated_at) "
                "VALUES (:id, 1, 'A', 'ru', 'Europe/Moscow', false, 'direct', now(), now(), now())"
            ),
            {"id": user},
        )
        await connection.execute(
            text(
                "INSERT INTO user_sessions (id, user_id, type, stage, started_at, last_activity_at) "
                "VALUES (:id, :user, 'chat', 'ordinary_world', now(), now())"
            ),
            {"id": session, "user": user},
        )
        await connection.execute(
            text(
                "INSERT INTO session_turns (id, session_id, user_id, number, role, text, source, created_at) "
                "VALUES (:id, :session, :user, :number, 'person', :words, 'bot', now())"
            ),
            [
                {
                    "id": new_id(),
                    "session": session,
                    "user": user,
                    "number": number,
                    "words": ring.encrypt(WORDS.encode(), PLACE),
                }
                for number in range(1, rows + 1)
            ],
        )


async def write_on(engine: AsyncEngine, ring: Keyring, rows: int, took: list[float]) -> None:
    """Change one turn after another, and read it back."""
    number = 0
    while True:
        number += 1
        place = {"number": 1 + (number * 7919) % rows}
        began = time.perf_counter()
        async with engine.begin() as connection:
            await connection.execute(
                text("UPDATE session_turns SET text = :words WHERE number = :number"),
                {"words": ring.encrypt(f"{number}".encode(), PLACE), **place},
            )
            stored = await connection.scalar(
                text("SELECT text FROM session_turns WHERE number = :number"), place
            )
        assert ring.decrypt(stored, PLACE) == f"{number}".encode()
        took.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE_S)


async def measure(url: str, rows: int) -> None:
    old, new = a_key("k1"), a_key("k2")
    ring, alone = Keyring.parse(f"{new},{old}"), Keyring.parse(new)
    engine = make_engine(url)
    try:
        await fill(engine, Keyring.parse(old), rows)
        async with engine.begin() as connection:
            await connection.execute(text("CREATE INDEX benchmark_number ON session_turns (number)"))
            await connection.execute(text("ANALYZE"))
        quiet: list[float] = []
        busy: list[float] = []
        writing = spawn(write_on(engine, ring, rows, quiet), "quiet writer")
        await asyncio.sleep(2)
        writing.cancel()
        writing = spawn(write_on(engine, ring, rows, busy), "busy writer")
        began, done = time.perf_counter(), 0
        async for progress in rotate(engine, metadata(), ring):
            done += progress.rotated
        seconds = time.perf_counter() - began
        failed = writing.done()
        writing.cancel()
        assert {count.key_id for count in await census(engine, metadata())} == {"k2"}
        async with engine.connect() as connection:
            stored = (await connection.scalars(text("SELECT text FROM session_turns"))).all()
        assert all(alone.decrypt(value, PLACE) for value in stored)
    finally:
        await engine.dispose()
    print(f"rotated    {done:>9,} values in {seconds:.1f} s: {done / seconds:,.0f} a second")
    print(f"readable   {len(stored):>9,} values with the new key alone")
    print(f"writer     {len(busy):>9,} writes beside it, {'FAILED' if failed else '0 errors'}")
    for name, took in (("before", quiet), ("beside", busy)):
        cuts = statistics.quantiles(took, n=100)
        print(
            f"  {name}: p50 {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms, most {max(took) * 1000:.1f} ms"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o711)
        server = EmbeddedPostgres(Path(folder))
        server.start()
        try:
            migrate.upgrade(server.url)
            asyncio.run(measure(server.url, rows))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
