"""A backup, an erasure after it, and the backup restored: whoever was erased stays erased."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text

from relove.bootstrap import Container, open_store
from relove.cli import backup as commands
from relove.cli.main import main
from relove.config import Settings
from relove.core.ids import new_id
from relove.domains.messaging.repository import OutboxRepository
from relove.domains.people.models import Erasure, User
from relove.domains.people.rights import Erasures
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from relove.integrations.embedded.copies import CopyError, dump, load
from relove.worker.beginning import settle
from tests.integration.rights.rows import fill, turns


async def erase_anna(container: Container, telegram_id: int = 1) -> None:
    async with container.units() as work:
        person = await PeopleService(work, container.clock).find_by_telegram(telegram_id)
        assert person is not None
        await Erasures(work, container.clock, container.ledger).erase(person.id, telegram_id, new_id().bytes)


async def people(container: Container) -> list[int]:
    async with container.units() as work:
        return list((await work.session.scalars(select(User.telegram_id).order_by(User.telegram_id))).all())


async def meet(container: Container, telegram_id: int, name: str = "Кто-то") -> None:
    async with container.units() as work:
        await PeopleService(work, container.clock).meet(TelegramPerson(telegram_id, name))


async def restored(container: Container, source: Path) -> int:
    """As `relove restore` does it, with the connections of this process out of the way."""
    await container.engine.dispose()
    await asyncio.to_thread(load, container.settings.database_url, source)
    async with open_store(container.settings) as store:
        return await settle(store, restored=True)


async def test_whoever_was_erased_stays_erased(container: Container, tmp_path: Path) -> None:
    words = await fill(container, 5)
    await meet(container, 2)
    await meet(container, 3)
    copy = tmp_path / "copy"
    await asyncio.to_thread(dump, container.settings.database_url, copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "слово".encode() not in copy.read_bytes()
    await erase_anna(container)
    await erase_anna(container, 3)
    await meet(container, 4)
    assert await restored(container, copy) == 2
    assert await people(container) == [2]
    assert await turns(container) == {}
    async with container.units() as work:
        assert await work.session.scalar(select(func.count()).select_from(Erasure)) == 2
    # Once is enough, and the next backup knows it.
    async with open_store(container.settings) as store:
        assert await settle(store) == 0
    assert words


async def test_whoever_came_back_keeps_the_new_life(container: Container, tmp_path: Path) -> None:
    await meet(container, 1)
    await erase_anna(container)
    copy = tmp_path / "copy"
    async with container.units() as work:
        # The ledger's file has it, this database does not: the crash between the two.
        await work.session.execute(text("DELETE FROM erasures"))
        await PeopleService(work, container.clock).meet(TelegramPerson(1, "Снова Анна"))
    await asyncio.to_thread(dump, container.settings.database_url, copy)
    assert await restored(container, copy) == 1
    assert await people(container) == [1]


async def test_rows_of_a_chat_go_also_without_their_person(container: Container) -> None:
    await meet(container, 1)
    await erase_anna(container)
    async with container.units() as work:
        await work.session.execute(text("DELETE FROM erasures"))
        outbox = OutboxRepository(work.session)
        for chat in (1, 2):
            await outbox.add(chat_id=chat, user_id=None, kind="reply", payload=b"{}")
    async with open_store(container.settings) as store:
        assert await settle(store) == 1
    async with container.units() as work:
        assert (await work.session.scalars(text("SELECT chat_id FROM outbox_messages"))).all() == [2]


async def test_a_restored_queue_says_nothing_unasked_twice(container: Container, tmp_path: Path) -> None:
    async with container.units() as work:
        outbox = OutboxRepository(work.session)
        for kind in ("reply", "proactive", "broadcast"):
            await outbox.add(chat_id=1, user_id=None, kind=kind, payload=b"{}")
    copy = tmp_path / "copy"
    await asyncio.to_thread(dump, container.settings.database_url, copy)
    await restored(container, copy)
    async with container.units() as work:
        states = await work.session.execute(text("SELECT kind, state FROM outbox_messages ORDER BY seq"))
        assert [tuple(row) for row in states] == [
            ("reply", "pending"),
            ("proactive", "unknown"),
            ("broadcast", "unknown"),
        ]


async def test_a_restore_can_be_repeated_and_a_broken_one_changes_nothing(
    container: Container, tmp_path: Path
) -> None:
    url = container.settings.database_url
    await meet(container, 1)
    first, second, broken = tmp_path / "first", tmp_path / "second", tmp_path / "broken"
    await asyncio.to_thread(dump, url, first)
    await restored(container, first)
    await asyncio.to_thread(dump, url, second)
    await restored(container, second)
    assert await people(container) == [1]
    await meet(container, 2)
    await container.engine.dispose()
    broken.write_bytes(second.read_bytes()[:-3000])
    for source in (broken, Path(__file__)):
        with pytest.raises(CopyError):
            await asyncio.to_thread(load, url, source)
    assert await people(container) == [1, 2]


def test_the_commands(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", settings.database_url.replace("+asyncpg", ""))
    monkeypatch.setenv("RELOVE_DATA_DIR", str(tmp_path))
    assert settings.encryption_keys is not None
    monkeypatch.setenv("ENCRYPTION_KEYS", settings.encryption_keys.get_secret_value())
    copy = str(tmp_path / "copy")
    done = CliRunner().invoke(main, ["backup", "--to", copy])
    assert (done.exit_code, done.output.startswith(copy)) == (0, True), done.output
    done = CliRunner().invoke(main, ["restore", copy], input="n\n")
    assert done.exit_code == 1
    assert "will be replaced" in done.output
    done = CliRunner().invoke(main, ["restore", copy, "--yes"])
    assert (done.exit_code, done.output) == (0, "Restored. Erasures done again: 0.\n")


async def test_nothing_is_restored_under_a_running_product(
    container: Container, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = container.settings
    assert settings.encryption_keys is not None
    monkeypatch.setenv("DATABASE_URL", settings.database_url.replace("+asyncpg", ""))
    monkeypatch.setenv("ENCRYPTION_KEYS", settings.encryption_keys.get_secret_value())
    copy = tmp_path / "copy"
    await asyncio.to_thread(commands.backup, copy)
    working: Any = await asyncpg.connect(settings.database_url.replace("+asyncpg", ""))
    try:
        with pytest.raises(CopyError, match="stop every process"):
            await asyncio.to_thread(commands.restore, copy)
    finally:
        await working.close()
