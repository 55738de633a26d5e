"""Processes on a core of their own, and the CPU they used by the kernel's clock."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_READY_WITHIN_S = 30.0


class Pinned:
    """A forked process on one core."""

    def __init__(self, target: Callable[[], None], core: int, log: Path) -> None:
        def run() -> None:
            os.sched_setaffinity(0, {core})
            with log.open("ab", 0) as out:
                os.dup2(out.fileno(), sys.stdout.fileno())
                os.dup2(out.fileno(), sys.stderr.fileno())
            target()

        self._process = multiprocessing.get_context("fork").Process(target=run, daemon=True)
        self._process.start()
        assert self._process.pid
        # clock_getcpuclockid(3): all threads, to the nanosecond.
        self._clock = (~self._process.pid << 3) | 2

    @property
    def cpu(self) -> float:
        """Seconds of CPU used so far."""
        return time.clock_gettime(self._clock)

    def end(self) -> None:
        """SIGTERM, and SIGKILL for whoever ignores it."""
        self._process.terminate()
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


@contextmanager
def pinned(target: Callable[[], None], core: int, log: Path) -> Iterator[Pinned]:
    """Running until the block ends."""
    process = Pinned(target, core, log)
    try:
        yield process
    finally:
        process.end()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def listening(port: int) -> None:
    """Wait until somebody answers there."""
    async with asyncio.timeout(_READY_WITHIN_S):
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.05)
