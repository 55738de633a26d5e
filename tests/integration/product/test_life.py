"""`relove up` from its first start to its end: quick to answer, light when idle, gone when it is told to go."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.integration.platform.running import Running
from tests.integration.platform.waiting import alive, family, sockets, until
from tests.integration.product.conftest import Note
from tests.integration.product.product import Product, product_of

FIRST, SECOND = "Меня держит страх", "Страх, что не справлюсь"
IDLE_S = 10
MEGABYTE = 2**20


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Product, float]]:
    """A product that no coverage slows down, and the seconds of its first start."""
    began = time.monotonic()
    running = Running(tmp_path_factory.mktemp("life"), "--model", "templates")
    with product_of(running) as product:
        yield product, time.monotonic() - began


def everybody(product: Product) -> set[int]:
    """The parent, whoever descends from it, and the engines."""
    roots = [product.running.process.pid, *product.pids()]
    return set().union(*(family(pid) for pid in roots))


def test_the_first_start_answers_within_thirty_seconds(whole: tuple[Product, float], measured: Note) -> None:
    product, seconds = whole
    measured(f"first start to ready: {seconds:.1f} s (limit 30)")
    assert seconds < 30
    assert (product.running.health() or {}).get("status") == "ok"


def test_idle_it_is_light(whole: tuple[Product, float], measured: Note) -> None:
    product, _ = whole
    until(lambda: "bot introduced" in product.running.log.read_text(), 20, "the bot's introduction")
    processes = [psutil.Process(pid) for pid in everybody(product)]
    before = _cpu_seconds(processes)
    with pytest.raises(subprocess.TimeoutExpired):
        product.running.process.wait(IDLE_S)
    share = (_cpu_seconds(processes) - before) / IDLE_S
    memory = sum(_proportional_size(process.pid) for process in processes) / MEGABYTE
    measured(
        f"idle, {len(processes)} processes: {memory:.0f} MB (limit 500), {share:.1%} of a core (limit 3%)"
    )
    assert memory < 500
    assert share < 0.03


def _cpu_seconds(processes: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(one.user + one.system for one in times)


def _proportional_size(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise AssertionError(f"no Pss of {pid}")


def test_told_to_end_it_leaves_nothing_and_a_second_start_continues_the_talk(
    whole: tuple[Product, float], measured: Note
) -> None:
    product, _ = whole
    talking = _in_a_talk(product)
    everyone = everybody(product)
    began = time.monotonic()
    product.running.stop()
    measured(f"SIGTERM to the end: {time.monotonic() - began:.1f} s (limit 10)")
    assert time.monotonic() - began < 10
    assert not any(alive(pid) for pid in everyone)
    assert sockets(product.running.folder) == []

    seconds = product.running.again()
    measured(f"second start to ready: {seconds:.1f} s (limit 6, asserted 40)")
    assert seconds < 40
    _goes_on(product, talking)


def test_killed_it_leaves_nothing_and_the_next_start_continues_the_talk(
    whole: tuple[Product, float], measured: Note
) -> None:
    product, _ = whole
    talking = _in_a_talk(product)
    everyone = everybody(product)
    began = time.monotonic()
    product.running.process.kill()
    product.running.process.communicate()
    until(lambda: not any(alive(pid) for pid in everyone), 10, "everybody's end")
    measured(f"SIGKILL of the parent to the end of all: {time.monotonic() - began:.1f} s (limit 10)")
    assert sockets(product.running.folder) == []

    measured(f"start after SIGKILL: {product.running.again():.1f} s")
    _goes_on(product, talking)


def _in_a_talk(product: Product) -> int:
    """Somebody in mid-conversation."""
    person = product.person()
    person.begin()
    person.say(FIRST)
    return person.id


def _goes_on(product: Product, person_id: int) -> None:
    """The sandbox forgets people with its process; the product does not."""
    person = product.person(person_id=person_id)
    person.say(SECOND, within=15)
    app = product.mini_app(person)
    sessions = app.sessions()
    assert [session["status"] for session in sessions] == ["active"]
    turns = app.turns()
    assert [turn["text"] for turn in turns if turn["role"] == "person"] == [FIRST, SECOND]
    assert [turn["role"] for turn in turns] == ["guide", *["person", "guide"] * 2]
