"""The embedded engines start, answer, end, and leave nothing."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import asyncpg
import psutil
import pytest
from redis.asyncio import Redis

from relove.integrations.embedded import EmbeddedPostgres, EmbeddedRedis, EngineError, postgres, process
from tests.integration.platform.waiting import alive, family, sockets, until


async def ask_postgres(url: str, question: str) -> object:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def ask_redis(url: str) -> dict[str, object]:
    async with Redis.from_url(url) as client:
        await client.set("word", "kept")
        assert await client.get("word") == b"kept"
        answer: dict[str, object] = await client.config_get("*")
        return answer


def test_postgres_keeps_data_safe_and_orders_words_alike_everywhere(tmp_path: Path) -> None:
    engine = EmbeddedPostgres(tmp_path)
    url = engine.start()
    try:
        assert asyncio.run(ask_postgres(url, "SHOW fsync")) == "on"
        assert asyncio.run(ask_postgres(url, "SHOW synchronous_commit")) == "on"
        assert asyncio.run(ask_postgres(url, "SHOW jit")) == "off"
        assert asyncio.run(ask_postgres(url, "SHOW listen_addresses")) == ""
        assert asyncio.run(ask_postgres(url, "SELECT lower('ПУТЬ')")) == "путь"
        assert (
            asyncio.run(ask_postgres(url, "SELECT current_user || ' ' || current_database()"))
            == "relove relove"
        )
        processes = family(engine.pid or 0)
    finally:
        engine.stop()
    assert not any(alive(pid) for pid in processes)
    assert sockets(tmp_path) == []


def test_postgres_comes_back_with_its_data(tmp_path: Path) -> None:
    first = EmbeddedPostgres(tmp_path)
    asyncio.run(ask_postgres(first.start(), "CREATE TABLE kept AS SELECT 7 AS number"))
    first.stop()
    second = EmbeddedPostgres(tmp_path)
    try:
        assert asyncio.run(ask_postgres(second.start(), "SELECT number FROM kept")) == 7
    finally:
        second.stop()


def test_a_leftover_server_on_the_folder_is_ended_first(tmp_path: Path) -> None:
    leftover = EmbeddedPostgres(tmp_path)
    leftover.start()
    left = leftover.pid
    engine = EmbeddedPostgres(tmp_path)
    try:
        assert asyncio.run(ask_postgres(engine.start(), "SELECT 1")) == 1
        until(lambda: leftover.pid is None)
        assert engine.pid != left
    finally:
        engine.stop()
        leftover.stop()


def test_a_number_in_the_pid_file_that_is_another_program_now_is_left_alone(tmp_path: Path) -> None:
    engine = EmbeddedPostgres(tmp_path)
    engine.start()
    engine.stop()
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    lines = [str(stranger.pid), str(engine.folder), "1700000000", "5432", str(tmp_path), "", "0 0", "ready"]
    (engine.folder / "postmaster.pid").write_text("\n".join(lines) + "\n")
    try:
        assert asyncio.run(ask_postgres(engine.start(), "SELECT 1")) == 1
        assert alive(stranger.pid)
    finally:
        engine.stop()
        stranger.communicate()


def test_redis_keeps_nothing_on_disk(tmp_path: Path) -> None:
    engine = EmbeddedRedis(tmp_path)
    url = engine.start()
    try:
        config = asyncio.run(ask_redis(url))
        assert (config["save"], config["appendonly"], config["maxmemory"]) == ("", "no", str(64 * 2**20))
        pid = engine.pid
    finally:
        engine.stop()
    assert not alive(pid)
    assert sockets(tmp_path) == []
    assert {path.name for path in tmp_path.iterdir()} == {"redis.log"}


def test_a_long_path_gets_a_short_private_folder_for_the_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 30)
    engine = EmbeddedRedis(deep)
    folder = engine.socket.parent
    try:
        asyncio.run(ask_redis(engine.start()))
        assert len(os.fsencode(engine.socket)) <= process.LONGEST_SOCKET_PATH
        assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        engine.stop()
    assert not folder.exists()


def test_a_guessed_folder_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 30)
    guessed = process.socket_folder(deep, "s")
    guessed.chmod(0o777)
    try:
        other = process.socket_folder(deep, "s")
        assert other != guessed
        other.rmdir()
    finally:
        guessed.rmdir()


def test_an_engine_that_cannot_start_says_why(tmp_path: Path) -> None:
    engine = EmbeddedPostgres(tmp_path)
    engine.folder.mkdir()
    (engine.folder / "PG_VERSION").write_text("9\n")
    with pytest.raises(EngineError, match=r"postgres did not start\.[\s\S]*postgres\.log"):
        engine.start()
    engine.stop()


def test_killing_the_parent_leaves_no_engine_and_no_socket(tmp_path: Path) -> None:
    program = (
        "import sys; from relove.integrations.embedded import *\n"
        f"e = [EmbeddedPostgres({str(tmp_path)!r}), EmbeddedRedis({str(tmp_path)!r})]\n"
        "[x.start() for x in e]; print(*[x.pid for x in e], flush=True); input()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    pids = [int(word) for word in parent.stdout.readline().split()]
    everyone = set().union(*(family(pid) for pid in pids))
    assert len(pids) == 2 and all(psutil.pid_exists(pid) for pid in pids)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    until(lambda: not any(alive(pid) for pid in everyone), what="the engines' end")
    assert sockets(tmp_path) == []


def capabilities(pid: int | None) -> int:
    (line,) = [
        line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("CapEff")
    ]
    return int(line.split()[1], 16)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts engines as another user")
class TestAsRoot:
    def test_it_runs_as_another_user_and_without_rights(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o711)
            engine = EmbeddedPostgres(folder)
            try:
                engine.start()
                assert engine.pid and psutil.Process(engine.pid).uids().effective != 0
                assert capabilities(engine.pid) == 0
            finally:
                engine.stop()

    def test_it_starts_from_folders_that_are_closed_to_others(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        closed = tmp_path / "closed"
        package = postgres.postgres_binaries().parent.parent
        shutil.copytree(package / "pginstall18", closed / package.name / "pginstall18")
        shutil.copytree(package.with_suffix(".libs"), closed / f"{package.name}.libs")
        closed.chmod(0o700)
        monkeypatch.setattr(
            postgres, "postgres_binaries", lambda: closed / package.name / "pginstall18" / "bin"
        )
        engine = EmbeddedPostgres(closed / "data")
        try:
            assert asyncio.run(ask_postgres(engine.start(), "SELECT 1")) == 1
            assert closed.stat().st_mode & 0o777 == 0o700
            # Reading and walking through closed folders, nothing more.
            assert capabilities(engine.pid) & ~0b110 == 0
        finally:
            engine.stop()
