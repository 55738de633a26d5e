"""Migrations on the real engine: up, down, up; equal to the models; careful with a database in use."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Integer, Table

from relove.core.ids import new_id
from relove.core.tasks import spawn
from relove.db import migrate
from relove.db.models import metadata
from relove.integrations.embedded.postgres import EmbeddedPostgres
from tests.conftest import database_named, run_sql

_RECORDING = '''
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS lock_timeout,
        current_setting('statement_timeout') AS statement_timeout,
        (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks
    """)


def downgrade() -> None:
    op.drop_table("seen")
'''


def revisions() -> list[str]:
    script = ScriptDirectory.from_config(migrate.config("postgresql+asyncpg://"))
    return [revision.revision for revision in script.walk_revisions()][::-1]


@pytest.fixture
def empty_url(postgres: EmbeddedPostgres) -> Iterator[str]:
    name = f"empty_{new_id().hex}"
    run_sql(postgres.url, f"CREATE DATABASE {name}")
    yield database_named(postgres.url, name)
    run_sql(postgres.url, f"DROP DATABASE {name} WITH (FORCE)")


async def connected(url: str) -> asyncpg.Connection:
    return await asyncpg.connect(url.replace("postgresql+asyncpg://", "postgresql://"))


async def fetch(url: str, query: str) -> list[Any]:
    connection = await connected(url)
    try:
        return list(await connection.fetch(query))
    finally:
        await connection.close()


async def execute(url: str, statements: str) -> None:
    connection = await connected(url)
    try:
        await connection.execute(statements)
    finally:
        await connection.close()


def tables(url: str) -> set[str]:
    # Partitions are parts of their table, not tables of their own.
    query = """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
    """
    return {row["relname"] for row in asyncio.run(fetch(url, query))} - {"alembic_version"}


def test_each_revision_goes_up_down_and_up_again(empty_url: str) -> None:
    before = "base"
    for revision in revisions():
        migrate.upgrade(empty_url, revision)
        migrate.downgrade(empty_url, before)
        migrate.upgrade(empty_url, revision)
        before = revision
    assert tables(empty_url) == set(metadata().tables)
    migrate.downgrade(empty_url, "base")
    assert tables(empty_url) == set()


# Somebody's turns as they were stored before 0015: the guide's alone say on which stage they were said.
_TURNS = """
    INSERT INTO users (id, telegram_id, first_name, language, timezone, timezone_confirmed, last_seen_at,
        created_at, updated_at)
    VALUES ('01890000-0000-7000-8000-000000000001', 1, '', 'ru', 'UTC', false, now(), now(), now());
    INSERT INTO user_sessions (id, user_id, type, status, stage, started_at, last_activity_at)
    SELECT id::uuid, '01890000-0000-7000-8000-000000000001', 'chat', 'completed', 'ordeal', now(), now()
    FROM (VALUES ('01890000-0000-7000-8000-000000000002'), ('01890000-0000-7000-8000-000000000003')) AS s (id);
    INSERT INTO session_turns (id, session_id, user_id, number, role, text, source, stage, created_at)
    SELECT gen_random_uuid(), session::uuid, '01890000-0000-7000-8000-000000000001', number, role, '', 'bot',
        stage, now()
    FROM (
        VALUES ('01890000-0000-7000-8000-000000000002', 1, 'guide', 'refusal'),
            ('01890000-0000-7000-8000-000000000002', 2, 'person', NULL),
            ('01890000-0000-7000-8000-000000000002', 3, 'person', NULL),
            ('01890000-0000-7000-8000-000000000002', 4, 'guide', 'refusal'),
            ('01890000-0000-7000-8000-000000000002', 5, 'person', NULL),
            ('01890000-0000-7000-8000-000000000002', 6, 'guide', 'approach'),
            ('01890000-0000-7000-8000-000000000002', 7, 'person', NULL),
            ('01890000-0000-7000-8000-000000000003', 1, 'person', NULL)
    ) AS said (session, number, role, stage);
"""


def test_a_turn_of_old_is_on_the_stage_of_the_reply_to_it(empty_url: str) -> None:
    migrate.upgrade(empty_url, "0014")
    asyncio.run(execute(empty_url, _TURNS))
    migrate.upgrade(empty_url, "0015")
    found = asyncio.run(fetch(empty_url, "SELECT stage FROM session_turns ORDER BY session_id, number"))
    # The last one heard no reply: it stands where its session does.
    assert [row["stage"] for row in found] == [*["refusal"] * 4, *["approach"] * 3, "ordeal"]


def test_there_is_one_line_of_revisions() -> None:
    script = ScriptDirectory.from_config(migrate.config("postgresql+asyncpg://"))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_the_models_are_what_the_migrations_make(database_url: str) -> None:
    assert migrate.check(database_url) is None


def test_a_difference_is_named(database_url: str) -> None:
    loaded = metadata()
    extra = Table("not_yet_migrated", loaded, Column("id", Integer, primary_key=True))
    try:
        assert "not_yet_migrated" in (migrate.check(database_url) or "")
    finally:
        loaded.remove(extra)


def test_a_second_run_changes_nothing(database_url: str) -> None:
    migrate.upgrade(database_url)
    assert tables(database_url) == set(metadata().tables)


def test_a_migration_runs_with_timeouts_and_under_the_lock(empty_url: str, tmp_path: Path) -> None:
    scripts = tmp_path / "migrations"
    (scripts / "versions").mkdir(parents=True)
    shutil.copy(migrate.ROOT / "migrations" / "env.py", scripts)
    (scripts / "versions" / "0001_recording.py").write_text(_RECORDING)
    configured = migrate.config(empty_url)
    configured.set_main_option("script_location", str(scripts))
    command.upgrade(configured, "head")
    [seen] = asyncio.run(fetch(empty_url, "SELECT * FROM seen"))
    assert (seen["lock_timeout"], seen["statement_timeout"], seen["locks"]) == ("5s", "10min", 1)


async def test_a_second_migrator_waits_for_the_first_one(empty_url: str) -> None:
    watching = await connected(empty_url)
    first = await connected(empty_url)
    lock_number = 7_301_652_118
    await first.execute(f"SELECT pg_advisory_lock({lock_number})")
    second = spawn(asyncio.to_thread(migrate.upgrade, empty_url), "second migrator")
    waiting = """
        SELECT a.pid FROM pg_stat_activity a JOIN pg_locks l USING (pid)
        WHERE l.locktype = 'advisory' AND NOT l.granted AND a.datname = current_database()
    """
    try:
        seen: list[Any] = []
        while not second.done() and not seen:
            seen = await watching.fetch(waiting)
        assert seen
        assert await watching.fetchval("SELECT to_regclass('public.users')") is None
        await first.execute(f"SELECT pg_advisory_unlock({lock_number})")
        await second
        assert await watching.fetchval("SELECT to_regclass('public.users')") is not None
        assert await watching.fetch("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'") == []
    finally:
        await first.close()
        await watching.close()
