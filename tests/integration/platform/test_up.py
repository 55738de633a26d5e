"""`relove up`, whole: it answers, brings back what dies, stands beside another one, and leaves nothing."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from relove.config import Settings, variable
from tests.integration.platform.waiting import alive, family, sockets, until

RELOVE = Path(sys.executable).with_name("relove")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """A `relove up` of its own, with a folder and ports of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.port, self.sandbox_port = free_port(), free_port()
        self.process = self.begin(*options)

    def begin(self, *options: str) -> subprocess.Popen[str]:
        ports = ["--port", str(self.port), "--sandbox-port", str(self.sandbox_port)]
        clean = {name: value for name, value in os.environ.items() if name not in _VARIABLES}
        return subprocess.Popen(
            [str(RELOVE), "up", "--data-dir", str(self.folder), *ports, *options],
            env={**clean, "RELOVE_ROOT": str(Path(__file__).parents[3])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads((self.folder / "run.json").read_text())
        return state

    def health(self) -> dict[str, Any] | None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2) as answer:
                body: dict[str, Any] = json.load(answer)
                return body
        except OSError:
            return None

    def stop(self, number: signal.Signals = signal.SIGTERM) -> str:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.communicate(timeout=15)[1]


_VARIABLES = {variable(name) for name in Settings.model_fields}


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
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
    second = first.begin()
    first.process = second
    try:
        assert first.ready().startswith("ready")
        assert not any(alive(pid) for pid in everyone)
        assert (tmp_path / "secrets.json").read_text() == kept
        everyone = family(second.pid)
        second.kill()
        second.communicate()
        until(lambda: not any(alive(pid) for pid in everyone), what="everybody's end")
        assert sockets(tmp_path) == []
    finally:
        first.stop()
