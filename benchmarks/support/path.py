"""An embedded PostgreSQL and Redis with the tables of the message path, for benchmarks."""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import TextClause, text

from relove.bootstrap import Container, build
from relove.config import Settings, load_settings
from relove.db import migrate
from relove.integrations.embedded import EmbeddedPostgres, EmbeddedRedis


@dataclass(frozen=True)
class Bench:
    """The engines, and the product's own wiring on them."""

    settings: Settings

    @asynccontextmanager
    async def container(self) -> AsyncIterator[Container]:
        async with build(self.settings) as container:
            yield container


@contextmanager
def bench() -> Iterator[Bench]:
    """Engines of their own until the block ends."""
    with tempfile.TemporaryDirectory(prefix="relove-bench-") as folder:
        postgres, redis = EmbeddedPostgres(Path(folder)), EmbeddedRedis(Path(folder))
        try:
            url, redis_url = postgres.start(), redis.start()
            migrate.upgrade(url)
            yield Bench(
                load_settings(
                    reply_patience=0,
                    bot_token="42:BENCH-TOKEN-0123456789-0123456789abcdef",
                    telegram_api_base="http://127.0.0.1:9",
                    database_url=url,
                    redis_url=redis_url,
                    jwt_secret="a secret of a benchmark, long enough",
                    encryption_keys=f"b1:{base64.b64encode(os.urandom(32)).decode()}",
                    data_dir=Path(folder),
                    model="templates",
                )
            )
        finally:
            postgres.stop()
            redis.stop()


def flatness(values: Sequence[float]) -> float:
    """How much more the dearest costs than the first."""
    return max(values) / values[0] - 1


def report(what: str, costs: Sequence[tuple[int, float]]) -> None:
    """One line: milliseconds by backlog."""
    told = ", ".join(f"{each:.2f} ms with {size:,} waiting" for size, each in costs)
    print(f"  {what}: {told}")


async def explained(made: Bench, statement: TextClause, values: Mapping[str, Any]) -> None:
    """Which indexes a statement uses; a scan of a whole table of the path is told."""
    async with made.container() as container, container.engine.connect() as connection:
        plan = await connection.execute(
            text(f"EXPLAIN {statement.text}").bindparams(*statement._bindparams.values()), values
        )
        lines = [row[0].strip() for row in plan]
    used = sorted({word for line in lines for word in line.split() if word.startswith(("ix_", "pk_", "uq_"))})
    whole = [
        line for line in lines if "Seq Scan on outbox_messages" in line or "Seq Scan on inbox_updates" in line
    ]
    print(f"  by {', '.join(used) or 'no index'}" + (f"; WHOLE TABLE: {whole}" if whole else ""))
