"""The parent's loop: starts everything, says when it answers, brings back what dies, ends all of it."""

import contextlib
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

import structlog

from relove.cli.supervisor.child import PARENTS_SIGNALS, ForkedChild, Restarts
from relove.cli.supervisor.data_dir import DataDir

logger = structlog.get_logger()

START_WITHIN = 60.0
# So often a child may die at once before the start is given up.
TRIES = 5
CHILDREN_END_WITHIN = 4.0
PROBE_EVERY = 0.05
PORT_PATIENCE = 1.5


class DidNotStart(Exception):
    """The product does not answer."""


class Engine(Protocol):
    """An embedded PostgreSQL or Redis."""

    @property
    def pid(self) -> int | None: ...
    def spawn(self) -> None: ...
    def stop(self) -> None: ...


class Supervisor:
    """Runs `children` beside `engines` until SIGTERM, SIGINT or SIGHUP."""

    def __init__(
        self,
        data_dir: DataDir,
        engines: Mapping[str, Engine],
        children: Sequence[ForkedChild],
        answers: Callable[[], bool],
    ) -> None:
        self.data_dir = data_dir
        self.engines = engines
        self.children = children
        self.answers = answers
        self._engine_restarts = {name: Restarts() for name in engines}
        self._stopping = 0
        self._written: dict[str, object] = {}

    def run(self, on_ready: Callable[[], None]) -> None:
        """Blocks; everything has ended when it returns or raises."""
        with self._signals() as wake:
            try:
                for restarts in self._engine_restarts.values():
                    restarts.note_start()
                self._until_ready(wake)
                if not self._stopping:
                    on_ready()
                while not self._stopping:
                    self._sleep(wake, self._tend())
            finally:
                self.end(wake)

    def _until_ready(self, wake: socket.socket) -> None:
        deadline = time.monotonic() + START_WITHIN
        while not self._stopping:
            self._tend()
            if all(child.pid for child in self.children) and self.answers():
                return
            for child in self.children:
                if child.restarts.failures >= TRIES:
                    raise DidNotStart(f"{child.name} ends again and again; its log lines above say why.")
            if time.monotonic() > deadline:
                raise DidNotStart(f"The product did not answer within {START_WITHIN:.0f} s.")
            self._sleep(wake, PROBE_EVERY)

    def _tend(self) -> float | None:
        """Notices deaths, starts what is due; answers the seconds until the next start that is due."""
        now = time.monotonic()
        waits: list[float] = []
        for name, engine in self.engines.items():
            restarts = self._engine_restarts[name]
            if engine.pid is None:
                if restarts.started:
                    restarts.note_death()
                    restarts.started = 0.0
                    logger.error("process_died", name=name)
                if restarts.due <= now:
                    engine.spawn()
                    restarts.note_start()
                else:
                    waits.append(restarts.due - now)
        for child in self.children:
            if child.died():
                logger.error("process_died", name=child.name, exit_code=child.exit_code)
            if child.pid is None and child.may_start():
                child.start()
            elif child.pid is None:
                waits.append(max(child.restarts.due - now, PROBE_EVERY))
        self._write_run()
        return min(waits, default=None)

    def _write_run(self) -> None:
        pids = {child.name: child.pid for child in self.children}
        state: dict[str, object] = {
            "api": pids.get("api"),
            "bot": pids.get("bot"),
            "workers": [pid for name, pid in pids.items() if name.startswith("worker") and pid],
            "postgres": self.engines["postgres"].pid if "postgres" in self.engines else None,
            "redis": self.engines["redis"].pid if "redis" in self.engines else None,
            "sandbox": pids.get("sandbox"),
        }
        if state != self._written:
            self.data_dir.write_run(state)
            self._written = state

    def end(self, wake: socket.socket) -> None:
        """Asks the children to end, kills those that do not, stops the engines; a second Ctrl-C hurries."""
        asked = self._stopping
        for child in self.children:
            child.ask_to_end()
        deadline = time.monotonic() + CHILDREN_END_WITHIN
        while any(child.pid for child in self.children):
            left = deadline - time.monotonic()
            if left <= 0 or self._stopping > max(asked, 1):
                break
            if not [child for child in self.children if child.pid and not child.died()]:
                break
            self._sleep(wake, min(left, 0.5))
        for child in self.children:
            child.kill()
        for engine in self.engines.values():
            engine.stop()
        self.data_dir.remove_run()

    @contextlib.contextmanager
    def _signals(self) -> Iterator[socket.socket]:
        """Signals end the wait of the loop, also when they come just before it begins."""
        wake, wakes = socket.socketpair()
        wake.setblocking(False)
        wakes.setblocking(False)

        def stop(*_: object) -> None:
            self._stopping += 1

        before = {number: signal.getsignal(number) for number in PARENTS_SIGNALS}
        for number in PARENTS_SIGNALS:
            signal.signal(number, (lambda *_: None) if number == signal.SIGCHLD else stop)
        old = signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
        try:
            yield wake
        finally:
            signal.set_wakeup_fd(old)
            for number, handler in before.items():
                signal.signal(number, handler)
            wake.close()
            wakes.close()

    def _sleep(self, wake: socket.socket, seconds: float | None) -> None:
        select.select([wake], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            while wake.recv(512):
                pass


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there; waits a moment for children of a run that was just killed."""
    deadline = time.monotonic() + PORT_PATIENCE
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return True
            except OSError:
                if time.monotonic() > deadline:
                    return False
        select.select([], [], [], 0.05)
