"""`relove backup` and `relove restore`: the database in one file, and back without whoever was erased since."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from relove.cli.start import begin, settings_with_database
from relove.cli.supervisor import DataDir
from relove.config import Settings, read_settings
from relove.db import migrate
from relove.integrations.embedded import EmbeddedPostgres
from relove.integrations.embedded.copies import CopyError, dump, load


def backup(target: Path) -> int:
    """Write a backup; its size. CopyError, DataDirInUse, SettingsError."""
    with _database(read_settings(), alone=False) as url:
        dump(url, target)
    return target.stat().st_size


def restore(source: Path) -> int:
    """Replace the database by a backup, bring it up to date, and erase again; how many erasures the backup lacked."""
    written = read_settings()
    with _database(written, alone=True) as url:
        settings = settings_with_database(url)
        if others := asyncio.run(_others(url)):
            raise CopyError(f"{others} other connections are open: stop every process of reLove first.")
        load(url, source)
        migrate.upgrade(url)
        return asyncio.run(begin(settings, restored=True))


@contextmanager
def _database(written: Settings, *, alone: bool) -> Iterator[str]:
    """The database's URL; the embedded one is started where nothing runs on the data folder."""
    if written.database_url:
        yield written.database_url
        return
    data_dir = DataDir(written.data_dir)
    if not alone and data_dir.is_locked():
        yield EmbeddedPostgres(data_dir.path).url
        return
    data_dir.lock()
    engine = EmbeddedPostgres(data_dir.path)
    try:
        yield engine.start()
    finally:
        engine.stop()
        data_dir.unlock()


async def _others(url: str) -> int:
    connection = await asyncpg.connect(url.replace("postgresql+asyncpg://", "postgresql://"))
    try:
        return int(
            await connection.fetchval(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        )
    finally:
        await connection.close()
