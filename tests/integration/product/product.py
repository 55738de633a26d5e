"""The whole product, running: `relove up`, its sandbox, and people who use it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from relove.integrations.embedded import EmbeddedPostgres
from tests.integration.platform.running import Running
from tests.integration.product.mini_app import MiniApp
from tests.integration.product.sandbox import Person, Sandbox


class Product:
    """One `relove up` and the ways to it."""

    def __init__(self, running: Running, http: httpx.Client) -> None:
        self.running = running
        self.http = http
        self.url = f"http://127.0.0.1:{running.port}"
        self.sandbox = Sandbox(http, f"http://127.0.0.1:{running.sandbox_port}")

    def person(self, **who: Any) -> Person:
        return self.sandbox.person(**who)

    def mini_app(self, person: Person) -> MiniApp:
        """The Mini App, opened by this person."""
        return MiniApp(self.http, self.url, person.launch()["init_data"])

    def rows(self, statement: str) -> list[dict[str, Any]]:
        """What is stored."""

        async def run() -> list[dict[str, Any]]:
            url = EmbeddedPostgres(self.running.folder).url.replace("+asyncpg", "")
            connection = await asyncpg.connect(url)
            try:
                return [dict(row) for row in await connection.fetch(statement)]
            finally:
                await connection.close()

        return asyncio.run(run())

    def pids(self) -> list[int]:
        """Every process that run.json names."""
        pids: list[int] = []
        for named in self.running.state().values():
            pids += named if isinstance(named, list) else [named] if named else []
        return pids


@contextmanager
def product_of(running: Running) -> Iterator[Product]:
    """What has been started, once it is ready, until the block ends."""
    try:
        assert running.ready().startswith("ready"), running.tail()
        transport = httpx.HTTPTransport(retries=2)
        with httpx.Client(timeout=15, transport=transport) as http:
            yield Product(running, http)
    finally:
        running.stop()


@contextmanager
def running_product(folder: Path, *options: str, **variables: str) -> Iterator[Product]:
    """Up until the block ends."""
    with product_of(Running(folder, *options, variables=variables)) as product:
        yield product
