"""The webhook: our CPU for an acknowledged update against aiogram's own handler, interleaved in one run.

`python -m benchmarks.webhook [--rounds 20] [--updates 400] [--connections 8]` prints the ratios of the medians and
exits 1 where the webhook costs more than 0.8, or webhook and worker together more than 1.6, of the other side.

Ours is the real API process (granian), which answers after the commit. The other side is SimpleRequestHandler on
aiohttp with uvloop, whose handler does the same insert and the same wake-up, one by one; it answers before storing,
as is its default, and writes no log. What we save by writing together grows with the updates that arrive at once;
Telegram's own default is 40 connections. Both run on one core, the engines and the asking on the other. CPU is that
of the process with all its threads, by the kernel's clock.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import itertools
import os
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

import asyncpg

from benchmarks.support import aiogram_side
from benchmarks.support.load import SECRET, deliver, updates
from benchmarks.support.processes import Pinned, free_port, listening, pinned
from relove.api import serve
from relove.bootstrap.prewarm import prewarm
from relove.config import Settings, load_settings
from relove.db import migrate
from relove.integrations.embedded.postgres import EmbeddedPostgres
from relove.integrations.embedded.redis import EmbeddedRedis
from relove.worker import run as worker_run

WEBHOOK_LIMIT = 0.8
TOGETHER_LIMIT = 1.6
CHATS = 100
WARM_UP = 300
_DRAINED_WITHIN_S = 120.0


def settings_for(folder: Path, database: str, redis: str, port: int) -> Settings:
    """Of a product that speaks to nobody."""
    return load_settings(
        bot_token="42:TOKEN-OF-THE-BENCHMARK-0123456789abcdef",
        telegram_api_base="http://127.0.0.1:9",
        webhook_secret=SECRET,
        jwt_secret="a secret of the benchmark that is long enough",
        encryption_keys=f"b1:{base64.b64encode(os.urandom(32)).decode()}",
        database_url=database,
        redis_url=redis,
        data_dir=folder,
        model="templates",
        port=port,
        log_format="json",
    )


class Inbox:
    """The table, seen from outside."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def count(self, state: str) -> int:
        return int(
            await self._connection.fetchval("SELECT count(*) FROM inbox_updates WHERE state = $1", state)
        )

    async def stored(self, count: int) -> None:
        """Wait until so many rows are there: the other side answers first."""
        async with asyncio.timeout(_DRAINED_WITHIN_S):
            while await self.count("pending") < count:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def drained(self) -> None:
        """Wait until the worker has done everything."""
        async with asyncio.timeout(_DRAINED_WITHIN_S):
            while await self.count("pending"):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def emptied(self) -> None:
        await self._connection.execute("TRUNCATE inbox_updates")


class Round:
    """Delivers one round to one side and says what an update cost."""

    def __init__(self, inbox: Inbox, count: int, connections: int) -> None:
        self._inbox = inbox
        self._count = count
        self._connections = connections
        self._numbers = itertools.count(1, count)

    async def cost(self, process: Pinned, port: int) -> float:
        """Microseconds of CPU for each update that was acknowledged and stored."""
        bodies = updates(next(self._numbers), self._count, CHATS)
        before = process.cpu
        await deliver(port, bodies, self._connections)
        await self._inbox.stored(self._count)
        used = process.cpu - before
        await self._inbox.emptied()
        return used / self._count * 1e6

    async def cost_with_worker(self, webhook: Pinned, worker: Pinned, port: int) -> float:
        """The same, until the worker has handled them too."""
        bodies = updates(next(self._numbers), self._count, CHATS)
        before = webhook.cpu + worker.cpu
        await deliver(port, bodies, self._connections)
        await self._inbox.drained()
        used = webhook.cpu + worker.cpu - before
        await self._inbox.emptied()
        return used / self._count * 1e6


async def measure(
    settings: Settings, options: argparse.Namespace, folder: Path, core: int
) -> tuple[float, ...]:
    """Medians: ours, theirs, ours with the worker."""
    their_port = free_port()
    with ExitStack() as stack:
        ours = stack.enter_context(pinned(lambda: serve.run(settings), core, folder / "ours.log"))
        theirs = stack.enter_context(
            pinned(lambda: aiogram_side.run(settings, their_port), core, folder / "theirs.log")
        )
        await asyncio.gather(listening(settings.port), listening(their_port))
        connection = await asyncpg.connect(settings.database_url.replace("+asyncpg", ""))
        inbox = Inbox(connection)
        warm = Round(inbox, WARM_UP, options.connections)
        await warm.cost(ours, settings.port)
        await warm.cost(theirs, their_port)
        each = Round(inbox, options.updates, options.connections)
        own, other = [], []
        for _ in range(options.rounds):
            own.append(await each.cost(ours, settings.port))
            other.append(await each.cost(theirs, their_port))
        theirs.end()
        worker = stack.enter_context(pinned(lambda: worker_run.run(settings), core, folder / "worker.log"))
        await each.cost_with_worker(ours, worker, settings.port)
        together = [
            await each.cost_with_worker(ours, worker, settings.port)
            for _ in range(max(3, options.rounds // 4))
        ]
        await connection.close()
    return statistics.median(own), statistics.median(other), statistics.median(together)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--updates", type=int, default=400)
    parser.add_argument("--connections", type=int, default=8)
    options = parser.parse_args()
    asking, *_, serving = sorted(os.sched_getaffinity(0)) * 2
    os.sched_setaffinity(0, {asking})
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        postgres, redis = EmbeddedPostgres(folder / "postgres"), EmbeddedRedis(folder / "redis")
        stack.callback(redis.stop)
        stack.callback(postgres.stop)
        postgres.start()
        settings = settings_for(folder, postgres.url, redis.start(), free_port())
        migrate.upgrade(settings.database_url)
        prewarm(settings)
        own, other, together = asyncio.run(measure(settings, options, folder, serving))
    print(f"relove webhook              {own:8.0f} us of CPU an update")
    print(f"aiogram SimpleRequestHandler{other:8.0f} us of CPU an update")
    print(f"relove webhook and worker   {together:8.0f} us of CPU an update")
    print(f"webhook: ratio {own / other:.2f} (at most {WEBHOOK_LIMIT})")
    print(f"webhook and worker: ratio {together / other:.2f} (at most {TOGETHER_LIMIT})")
    return 0 if own / other <= WEBHOOK_LIMIT and together / other <= TOGETHER_LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
