"""One forked child: in a process group of its own, dead at once when the parent is."""

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable

import structlog

from relove.integrations.embedded.launch import die_with
from relove.integrations.embedded.process import kill_group

PR_SET_NAME = 15
# A child that lived less than this died "at once": its next start waits, each time longer.
SHORT_LIFE = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 30.0
PARENTS_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)

logger = structlog.get_logger()


class Restarts:
    """When a thing that died may start again: at once, but ever later when it dies again and again."""

    def __init__(self) -> None:
        self.failures = 0
        self.started = 0.0
        self.due = 0.0

    def note_start(self) -> None:
        self.started = time.monotonic()

    def note_death(self) -> None:
        now = time.monotonic()
        self.failures = self.failures + 1 if now - self.started < SHORT_LIFE else 0
        pause = FIRST_PAUSE * 2 ** (self.failures - 2) if self.failures > 1 else 0.0
        self.due = now + min(pause, LONGEST_PAUSE)


class ForkedChild:
    """`run` in a child of this process, after `prepare` with its name; started when `waits_for` holds."""

    def __init__(
        self,
        name: str,
        run: Callable[[], None],
        prepare: Callable[[str], None],
        waits_for: Callable[[], bool] | None = None,
    ) -> None:
        self.name = name
        self.run = run
        self.prepare = prepare
        self.waits_for = waits_for
        self.pid: int | None = None
        self.exit_code = 0
        self.restarts = Restarts()

    def start(self) -> None:
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            self._live(parent)
        # Both sides set the group: whoever comes first.
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        self.pid = pid
        self.restarts.note_start()

    def may_start(self) -> bool:
        """Whether its pause is over and what it waits for is there."""
        return self.restarts.due <= time.monotonic() and (self.waits_for is None or self.waits_for())

    def died(self) -> bool:
        """Whether it has ended since it was started; notices it once."""
        if self.pid is None:
            return False
        ended, status = os.waitpid(self.pid, os.WNOHANG)
        if ended == 0:
            return False
        self.exit_code = os.waitstatus_to_exitcode(status)
        kill_group(self.pid)
        self.pid = None
        self.restarts.note_death()
        return True

    def wait(self) -> int:
        """Until it has ended; its exit code."""
        if self.pid is not None:
            self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            self.pid = None
        return self.exit_code

    def ask_to_end(self) -> None:
        if self.pid is not None:
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        if self.pid is not None:
            kill_group(self.pid)
            os.waitpid(self.pid, 0)
            self.pid = None

    def _live(self, parent: int) -> None:
        """The child's whole life; never returns, so that nothing of the parent's stack runs twice."""
        code = 1
        try:
            os.setpgid(0, 0)
            ctypes.CDLL(None).prctl(PR_SET_NAME, f"relove-{self.name}".encode()[:15], 0, 0, 0)
            die_with(parent, signal.SIGKILL)
            signal.set_wakeup_fd(-1)
            for number in PARENTS_SIGNALS:
                signal.signal(number, signal.SIG_DFL)
            with open(os.devnull) as nothing:
                os.dup2(nothing.fileno(), 0)
            self.prepare(self.name)
            self.run()
            code = 0
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
        except KeyboardInterrupt:
            code = 0
        except BaseException:
            logger.exception("process_failed")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
