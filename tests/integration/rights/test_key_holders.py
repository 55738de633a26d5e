"""A rotation does not begin while a process runs that could not read what it writes."""

from __future__ import annotations

import asyncio
import base64
import os
import socket

import pytest
from click.testing import CliRunner
from pydantic import SecretStr
from sqlalchemy import text

from relove.bootstrap import Container, build
from relove.cli import main as commands
from relove.cli.keys import KeysMissing, rotate_all
from relove.config import Settings
from relove.domains.records import key_holders
from tests.integration.rights.rows import fill

ME = f"on {socket.gethostname()}, process {os.getpid()}"


@pytest.fixture
def both(settings: Settings, encryption_keys: str) -> Settings:
    """As an operator has them who rotates: the new key in front."""
    new = base64.b64encode(os.urandom(32)).decode()
    return settings.model_copy(update={"encryption_keys": SecretStr(f"t2:{new},{encryption_keys}")})


async def rotated(settings: Settings, *, force: bool = False) -> list[str]:
    said: list[str] = []
    await asyncio.to_thread(rotate_all, settings, said.append, force=force)
    return said


async def test_a_process_without_the_new_key_is_named_and_nothing_is_rotated(
    container: Container, both: Settings
) -> None:
    await fill(container, 5)
    async with build(container.settings, "worker"), build(both, "api"):
        with pytest.raises(KeysMissing) as refused:
            await rotated(both)
        assert str(refused.value).startswith(f"worker {ME}: without the key t2")
        assert "api" not in str(refused.value).split(":")[0]
        async with container.engine.connect() as connection:
            heads = (
                await connection.execute(
                    text("SELECT DISTINCT substring(text FROM 3 FOR 2) FROM session_turns")
                )
            ).scalars()
            assert list(heads) == [b"t1"]
        assert (await rotated(both, force=True))[-1] == "Everything is under t2."


async def test_when_every_process_holds_it_the_rotation_goes(container: Container, both: Settings) -> None:
    await fill(container, 5)
    async with build(both, "worker"), build(both, "api"):
        assert (await rotated(both))[-1] == "Everything is under t2."


async def test_a_process_that_ended_is_forgotten_at_once(container: Container, both: Settings) -> None:
    async with build(container.settings, "worker"):
        pass
    assert await rotated(both)


async def test_one_that_was_killed_is_forgotten_after_a_minute(container: Container, both: Settings) -> None:
    async with container.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO key_holders (process, key_ids, seen_at) VALUES "
                "('killed just now', '{t1}', now() - interval '50 seconds'), "
                "('killed long ago', '{t1}', now() - interval '70 seconds')"
            )
        )
    with pytest.raises(KeysMissing, match=r"^killed just now: without"):
        await rotated(both)
    async with container.engine.begin() as connection:
        await connection.execute(text("UPDATE key_holders SET seen_at = now() - interval '70 seconds'"))
    assert await rotated(both)


async def test_a_process_says_it_again_and_again(
    container: Container, both: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after the table was emptied, or the database was away."""
    monkeypatch.setattr(key_holders, "EVERY_S", 0.01)
    async with build(container.settings, "worker"):
        async with container.engine.begin() as connection:
            await connection.execute(text("TRUNCATE key_holders"))
        async with asyncio.timeout(10):
            while True:
                async with container.engine.connect() as connection:
                    found = (await connection.execute(text("SELECT process, key_ids FROM key_holders"))).all()
                if found:
                    break
    assert [tuple(row) for row in found] == [(f"worker {ME}", ["t1"])]


def test_the_command_says_it_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object, force: bool) -> None:
        assert not force
        raise KeysMissing("worker on x, process 7: without the key t2")

    monkeypatch.setattr(commands, "_settings", lambda: None)
    monkeypatch.setattr("relove.cli.keys.rotate_all", refuses)
    answer = CliRunner().invoke(commands.main, ["keys", "rotate"])
    assert answer.exit_code == 1
    assert answer.output == "Error: worker on x, process 7: without the key t2\n"
