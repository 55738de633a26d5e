"""The running product and its sandbox, for a run of chaos."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psutil
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from relove.bootstrap import make_engine
from relove.core.killpoints import KillPoints
from relove.db.crypto import Keyring, use_keyring
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.integrations.embedded import EmbeddedPostgres, EmbeddedRedis
from tests.integration.platform.running import Running

_READY_S = 90.0
_FIRST = -15


class Stage:
    """One `relove up`, its database, its sandbox."""

    def __init__(
        self, running: Running, http: httpx.AsyncClient, engine: AsyncEngine, points: KillPoints
    ) -> None:
        self.running = running
        self.points = points
        self.units = UnitOfWorkFactory(async_sessionmaker(engine, expire_on_commit=False))
        self.redis_url = EmbeddedRedis(running.folder).url
        self._http = http
        self._engine = engine

    async def get(self, path: str, **params: Any) -> Any:
        """A control call of the sandbox."""
        answer = await self._http.get(f"/sandbox/{path}", params=params)
        answer.raise_for_status()
        return answer.json()

    async def post(self, path: str, **body: Any) -> Any:
        """A control call of the sandbox."""
        answer = await self._http.post(f"/sandbox/{path}", json=body)
        answer.raise_for_status()
        return answer.json()

    async def clear_faults(self) -> None:
        """Telegram is in a good mood again."""
        (await self._http.delete("/sandbox/faults")).raise_for_status()

    async def rows(self, statement: str, **values: Any) -> list[Any]:
        """Rows of a query, waiting while the database is away."""
        for _ in range(60):
            try:
                async with self._engine.connect() as connection:
                    return list(await connection.execute(text(statement), values))
            except ProgrammingError:
                raise
            except Exception:  # whatever a server that goes down says
                await asyncio.sleep(0.5)
        raise AssertionError("the database did not come back")

    async def one(self, statement: str, **values: Any) -> Any:
        """The single value of a query."""
        return (await self.rows(statement, **values))[0][0]

    def pids(self, who: str) -> list[int]:
        """Process ids by their name in run.json."""
        named = self.running.state().get(who)
        return named if isinstance(named, list) else [named] if named else []

    def signal(self, pid: int, number: signal.Signals) -> bool:
        """False where it has ended already."""
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return False
        return True

    def go_first(self) -> bool:
        """Before whatever else this machine does, where that is allowed: the sandbox's log measures rates."""
        try:
            up = psutil.Process(self.running.process.pid)
            for process in (up, *up.children(recursive=True)):
                with suppress(psutil.NoSuchProcess, ProcessLookupError):
                    _first(process)
        except OSError:
            return False
        return True

    async def person(self, number: int) -> None:
        """Somebody who has agreed: the first question stands in the chat."""
        await self.post("people", id=number, first_name="Анна", language_code="ru")
        await self.post(f"people/{number}/messages", text="/start")
        for _ in range(600):
            try:
                await self.post(f"people/{number}/press", data="consent:guided")
                return
            except httpx.HTTPStatusError:
                await asyncio.sleep(0.1)
        raise AssertionError("nobody answered /start")


def _first(process: psutil.Process) -> None:
    for thread in process.threads():
        os.setpriority(os.PRIO_PROCESS, thread.id, _FIRST)
    # Each of PostgreSQL's processes is a session, and Linux shares out by session first.
    session = Path(f"/proc/{process.pid}/autogroup")
    if session.exists():
        session.write_text(str(_FIRST))


@asynccontextmanager
async def on_stage(folder: Path, *options: str) -> AsyncIterator[Stage]:
    """Up until the block ends."""
    folder.mkdir(parents=True)  # noqa: ASYNC240 - nothing runs yet that would wait
    points = KillPoints.create(folder / "killpoints")
    running = Running(folder, *options, apart=True)
    try:
        assert running.ready(_READY_S).startswith("ready"), running.tail()
        keyring = Keyring.parse(running.secrets()["encryption_keys"])
        use_keyring(lambda: keyring)
        engine = make_engine(EmbeddedPostgres(folder).url)
        base = f"http://127.0.0.1:{running.sandbox_port}"
        limits = httpx.Limits(max_connections=200)
        async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as http:
            yield Stage(running, http, engine, points)
        await engine.dispose()
    finally:
        running.stop()
