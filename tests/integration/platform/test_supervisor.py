"""The supervisor brings back what dies, ends what it began, and leaves nothing when it is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.integration.platform.waiting import alive, family, sockets, until

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    running: list[subprocess.Popen[str]] = []

    def begin(*kinds: str) -> subprocess.Popen[str]:
        program = Path(__file__).with_name("supervised.py")
        argv = [sys.executable, str(program), str(tmp_path), *kinds]
        process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def run_state(folder: Path) -> dict[str, Any]:
    state: dict[str, Any] = json.loads((folder / "run.json").read_text())
    return state


def test_run_json_names_every_process_and_null_for_what_does_not_run(start: Start, tmp_path: Path) -> None:
    parent = start("patient", "patient", "patient")
    assert said(parent).startswith("ready")
    state = run_state(tmp_path)
    assert state.keys() == {"api", "bot", "workers", "postgres", "redis", "sandbox"}
    assert alive(state["api"]) and alive(state["redis"]) and len(state["workers"]) == 2
    assert state["bot"] is state["postgres"] is state["sandbox"] is None
    groups = {os.getpgid(pid) for pid in (state["api"], state["redis"], *state["workers"])}
    assert len(groups | {os.getpgid(parent.pid)}) == 5


@pytest.mark.parametrize("who", ["api", "redis"])
def test_what_dies_is_back_within_two_seconds(start: Start, tmp_path: Path, who: str) -> None:
    assert said(start("patient", "patient")).startswith("ready")
    before = run_state(tmp_path)
    began = time.monotonic()
    os.kill(before[who], signal.SIGKILL)
    until(lambda: run_state(tmp_path)[who] not in (before[who], None) and alive(run_state(tmp_path)[who]), 5)
    assert time.monotonic() - began < 2
    assert run_state(tmp_path)["workers"] == before["workers"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_everything(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    parent = start("patient", "patient")
    said(parent)
    everyone = family(parent.pid)
    parent.send_signal(number)
    _, errors = parent.communicate(timeout=10)
    assert parent.returncode == 0 and "Traceback" not in errors
    assert not any(alive(pid) for pid in everyone)
    assert sockets(tmp_path) == [] and not (tmp_path / "run.json").exists()


def test_who_does_not_end_is_killed(start: Start, tmp_path: Path) -> None:
    parent = start("stubborn", "patient")
    said(parent)
    everyone = family(parent.pid)
    parent.terminate()
    parent.communicate(timeout=10)
    assert not any(alive(pid) for pid in everyone)


def test_killing_the_parent_leaves_no_process_and_no_socket(start: Start, tmp_path: Path) -> None:
    parent = start("patient", "stubborn")
    said(parent)
    everyone = family(parent.pid)
    assert len(everyone) == 4
    parent.kill()
    parent.communicate()
    until(lambda: not any(alive(pid) for pid in everyone), what="everybody's end")
    assert sockets(tmp_path) == []


def test_the_folder_is_free_again_after_the_parent_was_killed(start: Start) -> None:
    first = start("patient")
    said(first)
    first.kill()
    assert said(start("patient")).startswith("ready")


def test_a_second_one_on_the_same_folder_is_refused(start: Start, tmp_path: Path) -> None:
    parent = start("patient")
    said(parent)
    second = start("patient")
    _, errors = second.communicate(timeout=10)
    assert second.returncode != 0
    assert f"{tmp_path} is in use by another relove up (process {parent.pid})" in errors


def test_a_child_that_ends_again_and_again_gives_up_the_start(start: Start, tmp_path: Path) -> None:
    parent = start("patient", "hasty")
    assert said(parent) == "worker-1 ends again and again; its log lines above say why."
    parent.communicate(timeout=10)
    assert not any(path.is_socket() for path in tmp_path.iterdir())


def test_it_rests_while_nothing_happens(start: Start) -> None:
    parent = start("patient", "patient")
    said(parent)
    process = psutil.Process(parent.pid)
    before = process.cpu_times()
    with pytest.raises(subprocess.TimeoutExpired):
        parent.wait(0.5)
    after = process.cpu_times()
    assert after.user + after.system - before.user - before.system < 0.03
