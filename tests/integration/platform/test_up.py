"""`relove up`, whole: it answers, brings back what dies, stands beside another one, and leaves nothing."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.integration.platform.running import RELOVE, Running
from tests.integration.platform.waiting import alive, family, sockets, until


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    # What is timed here runs without coverage.
    running = Running(tmp_path_factory.mktemp("product"))
    assert running.ready().startswith("ready")
    yield running
    running.stop()


def test_it_says_where_to_go_and_names_its_processes(product: Running) -> None:
    state = product.state()
    assert list(state) == ["api", "bot", "workers", "postgres", "redis", "sandbox"]
    assert len(state["workers"]) == 1
    pids = [
        state["api"],
        state["bot"],
        *state["workers"],
        state["postgres"],
        state["redis"],
        state["sandbox"],
    ]
    assert all(alive(pid) for pid in pids)
    assert len({os.getpgid(pid) for pid in pids}) == len(pids)
    listening = {
        connection.laddr.port
        for connection in psutil.Process(state["api"]).net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening == {product.port}


def test_health_names_its_dependencies(product: Running) -> None:
    health = product.health()
    assert health and health["status"] == "ok"


@pytest.mark.parametrize("who", ["api", "workers", "bot", "sandbox", "redis", "postgres"])
def test_each_process_is_back_within_two_seconds_and_the_product_answers(product: Running, who: str) -> None:
    before = product.state()[who]
    began = time.monotonic()
    os.kill(before[0] if who == "workers" else before, signal.SIGKILL)
    until(lambda: product.state()[who] not in (before, None, []), 5, f"a new {who}")
    assert time.monotonic() - began < 2
    until(lambda: (product.health() or {}).get("status") == "ok", 15, "health")


def test_a_second_one_stands_beside_it(product: Running, tmp_path: Path) -> None:
    other = Running(tmp_path, "--workers", "2")
    try:
        assert other.ready().startswith("ready")
        assert len(other.state()["workers"]) == 2
        assert other.health() and product.health()
        everyone = family(other.process.pid)
    finally:
        began = time.monotonic()
        errors = other.stop()
    assert other.process.returncode == 0 and time.monotonic() - began < 10
    assert "Traceback" not in errors
    assert not any(alive(pid) for pid in everyone)
    assert sockets(tmp_path) == [] and not (tmp_path / "run.json").exists()
    assert product.health()


def test_a_taken_port_is_refused_by_name(product: Running, tmp_path: Path) -> None:
    other = subprocess.run(
        [str(RELOVE), "up", "--data-dir", str(tmp_path), "--port", str(product.port)],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert other.returncode == 1 and other.stdout == ""
    assert f"Port {product.port} is taken" in other.stderr and "Traceback" not in other.stderr


def test_commands_find_the_engines_of_the_running_product(product: Running) -> None:
    beside = {**os.environ, "RELOVE_DATA_DIR": str(product.folder)}
    granted = subprocess.run(
        [str(RELOVE), "admin", "grant", "4242", "--role", "support"],
        env=beside,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert granted.stdout == "4242 now has the role support.\n", granted.stderr
    checked = subprocess.run(
        [str(RELOVE), "db", "check"], env=beside, capture_output=True, text=True, timeout=30, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_killed_and_started_again_it_has_what_it_had(tmp_path: Path) -> None:
    first = Running(tmp_path)
    assert first.ready().startswith("ready")
    kept = (tmp_path / "secrets.json").read_text()
    everyone = family(first.process.pid)
    first.process.kill()
    first.process.communicate()
    first.again()
    try:
        assert not any(alive(pid) for pid in everyone)
        assert (tmp_path / "secrets.json").read_text() == kept
        everyone = family(first.process.pid)
        first.process.kill()
        first.process.communicate()
        until(lambda: not any(alive(pid) for pid in everyone), what="everybody's end")
        assert sockets(tmp_path) == []
    finally:
        first.stop()
