"""The real engines for every test that asks for them: one PostgreSQL and one Redis a run, a database a test."""

from __future__ import annotations

import asyncio
import base64
import datetime
import gc
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from relove.bootstrap import Container, build
from relove.config import Settings, load_settings
from relove.core.ids import new_id
from relove.db import migrate
from relove.integrations.embedded.postgres import EmbeddedPostgres
from relove.integrations.embedded.redis import EmbeddedRedis

BOT_TOKEN = "42:TEST-TOKEN-OF-THE-TESTS-0123456789abcd"
START = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
_TEMPLATE = "relove_template"
_SHAPE = """
    SELECT md5(
        (SELECT string_agg(c.oid || c.relname || c.relnatts || c.relchecks, ',' ORDER BY c.oid) FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace)
        || (SELECT string_agg(a.attrelid || a.attname || a.attnotnull, ',' ORDER BY a.attrelid, a.attnum)
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'public'::regnamespace)
        || (SELECT count(*) FROM pg_constraint) || (SELECT count(*) FROM pg_trigger) || (SELECT count(*) FROM pg_proc)
    )
"""
# What a database of the tests looked like when it was made: one that a test has altered is not used again.
_SHAPES: dict[str, str] = {}


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """The embedded server."""
    server = EmbeddedPostgres(tmp_path_factory.mktemp("postgres"))
    server.start()
    # The data of a test need not outlive a power cut, and making a database a test is mostly waiting for the disk.
    run_sql(server.url, "ALTER SYSTEM SET fsync = off")
    run_sql(server.url, "SELECT pg_reload_conf()")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The embedded server's address; emptied for each container."""
    server = EmbeddedRedis(tmp_path_factory.mktemp("redis"))
    yield server.start()
    server.stop()


def database_named(url: str, name: str) -> str:
    """The same server, another database."""
    head, _, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}?{query}"


def run_sql(url: str, statement: str) -> None:
    """One statement outside of any transaction."""

    async def run() -> None:
        connection = await asyncpg.connect(url.replace("postgresql+asyncpg://", "postgresql://"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


async def _empty(url: str) -> str:
    """Take all rows out, with whoever is still connected; what the database looks like."""
    connection = await asyncpg.connect(url.replace("postgresql+asyncpg://", "postgresql://"))
    try:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        tables = await connection.fetch(
            "SELECT quote_ident(tablename) AS name FROM pg_tables "
            "WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        )
        sequences = await connection.fetch(
            "SELECT quote_ident(sequencename) AS name FROM pg_sequences "
            "WHERE schemaname = 'public' AND last_value IS NOT NULL"
        )
        await connection.execute(
            "SET session_replication_role = replica;"
            + "".join(f"DELETE FROM {row['name']};" for row in tables)
            + "".join(f"ALTER SEQUENCE {row['name']} RESTART;" for row in sequences)
        )
        return str(await connection.fetchval(_SHAPE))
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def template_url(postgres: EmbeddedPostgres) -> str:
    """A database made by the migrations, from which each test's is copied."""
    run_sql(postgres.url, f"CREATE DATABASE {_TEMPLATE}")
    url = database_named(postgres.url, _TEMPLATE)
    migrate.upgrade(url)
    return url


@pytest.fixture(scope="session")
def emptied_databases() -> list[str]:
    """Those that a test has left behind and the next one may have."""
    return []


@pytest.fixture
def database_url(
    postgres: EmbeddedPostgres, template_url: str, emptied_databases: list[str]
) -> Iterator[str]:
    """A database of this test alone, empty. Emptying one costs a tenth of copying one."""
    name = emptied_databases.pop() if emptied_databases else f"test_{new_id().hex}"
    url = database_named(postgres.url, name)
    if url not in _SHAPES:
        run_sql(postgres.url, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        _SHAPES[url] = asyncio.run(_empty(url))
    yield url
    if asyncio.run(_empty(url)) == _SHAPES[url]:
        emptied_databases.append(name)
    else:
        run_sql(postgres.url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def encryption_keys() -> str:
    """One key, made for this test."""
    return "t1:" + base64.b64encode(os.urandom(32)).decode()


@pytest.fixture
def overrides() -> dict[str, Any]:
    """Settings that a test changes: override this fixture."""
    return {}


@pytest.fixture
def settings(
    database_url: str,
    redis_url: str,
    encryption_keys: str,
    tmp_path: Path,
    overrides: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> Settings:
    """Settings of a product that meets nobody: nothing listens at its Telegram unless the test says where."""
    for name in ("BOT_TOKEN", "OPENAI_API_KEY", "PUBLIC_URL", "RELOVE_SANDBOX"):
        monkeypatch.delenv(name, raising=False)
    values: dict[str, Any] = {
        "bot_token": BOT_TOKEN,
        "telegram_api_base": "http://127.0.0.1:9",
        "database_url": database_url,
        "redis_url": redis_url,
        "jwt_secret": "a secret of the tests that is long enough for anybody",
        "webhook_secret": "secret-of-the-tests",
        "encryption_keys": encryption_keys,
        "data_dir": tmp_path,
        # Nobody writes on in most tests: those of bursts say otherwise.
        "reply_patience": 0.0,
        "rate_chat": 1_000_000,
        "model": "templates",
    }
    return load_settings(**{**values, **overrides})


@pytest.fixture
async def container(settings: Settings) -> AsyncIterator[Container]:
    """The application's own wiring on the real engines."""
    async with build(settings) as opened:
        await opened.redis.flushall()
        yield opened


def pytest_collection_finish() -> None:
    """Nothing of what was imported is garbage: looking at all of it again and again is a fifth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
