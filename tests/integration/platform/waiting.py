"""Waiting for conditions, with a deadline, and looking at processes."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil


def until(
    condition: Callable[[], object], seconds: float = 10.0, what: str = "the condition", every: float = 0.02
) -> None:
    """Returns as soon as the condition holds; fails when it never does. Who asks the API is limited in how often."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not hold within {seconds} s"
        time.sleep(every)


def alive(pid: int | None) -> bool:
    """Whether the process runs; one that ended and waits for its parent does not."""
    if pid is None:
        return False
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def family(pid: int) -> set[int]:
    """A process and all that descend from it."""
    try:
        root = psutil.Process(pid)
        return {pid, *(child.pid for child in root.children(recursive=True))}
    except psutil.NoSuchProcess:
        return set()


def sockets(folder: Path) -> list[Path]:
    """The unix sockets under a folder."""
    return [path for path in folder.rglob("*") if path.is_socket()]
