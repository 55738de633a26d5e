"""What both engines share: starting by `launch.py`, waiting, stopping, and a folder for the socket."""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# The kernel's limit for the path of a unix socket is 108 bytes with the closing zero.
LONGEST_SOCKET_PATH = 107
POLL = 0.01


class EngineError(Exception):
    """An engine that did not start; the message ends with the last lines of its log."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user an engine runs as, where it is not our own."""

    uid: int
    gid: int


@dataclass(slots=True)
class EngineProcess:
    """One engine as a child in a process group of its own, which dies with this process."""

    name: str
    argv: Sequence[str]
    log: Path
    death_signal: signal.Signals
    account: Account | None = None
    folder: Path = Path()
    marker: str = ""
    prepare: Sequence[dict[str, Any]] = field(default_factory=tuple)
    child: subprocess.Popen[bytes] | None = None

    def spawn(self) -> None:
        """Returns at once. The parent-death signal follows the calling thread: call it from the main one."""
        spec = {
            "parent": os.getpid(),
            "signal": int(self.death_signal),
            "uid": self.account.uid if self.account else None,
            "gid": self.account.gid if self.account else None,
            "reach": not all(map(open_to_others, (self.folder, Path(self.argv[0])))),
            "folder": str(self.folder),
            "marker": self.marker,
            "prepare": list(self.prepare),
            "argv": list(self.argv),
        }
        launcher = str(Path(__file__).with_name("launch.py"))
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                [sys.executable, "-I", "-S", launcher, json.dumps(spec)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            )

    def wait(self, ready: Callable[[], bool], seconds: float) -> None:
        """Until `ready` says so; EngineError when the engine ends first or the time is over."""
        deadline = time.monotonic() + seconds
        while not ready():
            if self.child is None or self.child.poll() is not None:
                raise EngineError(f"{self.name} did not start. {self.log_tail()}")
            if time.monotonic() > deadline:
                self.stop(((signal.SIGKILL, 1.0),))
                raise EngineError(f"{self.name} did not answer within {seconds:.0f} s. {self.log_tail()}")
            time.sleep(POLL)

    def stop(self, ways: Sequence[tuple[signal.Signals, float]]) -> None:
        """Each signal in turn with its seconds, until the engine has ended; then the rest of its group."""
        if self.child is None:
            return
        for number, seconds in ways:
            if self.child.poll() is None:
                self.child.send_signal(number)
                try:
                    self.child.wait(seconds)
                except subprocess.TimeoutExpired:
                    continue
        kill_group(self.child.pid)
        self.child.wait()
        self.child = None

    @property
    def pid(self) -> int | None:
        return self.child.pid if self.child and self.child.poll() is None else None

    def log_tail(self, lines: int = 8) -> str:
        try:
            text = self.log.read_text(errors="replace").strip().splitlines()[-lines:]
        except OSError:
            return ""
        return f"The end of {self.log}:\n" + "\n".join(text) if text else f"Its log {self.log} is empty."


def open_to_others(path: Path) -> bool:
    """Whether another user can walk to it."""
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parent.parents)


def kill_group(pid: int) -> None:
    """Ends what is left of a process group; gone already is fine."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def trim_log(path: Path, limit: int = 5_000_000) -> None:
    """A log that grew over the limit begins anew, and its last one is kept beside it."""
    if path.exists() and path.stat().st_size > limit:
        path.replace(path.with_suffix(".old.log"))


def socket_folder(preferred: Path, socket_name: str, account: Account | None = None) -> Path:
    """`preferred`, or a private folder of a short name where the socket's path would be too long."""
    if len(os.fsencode(preferred / socket_name)) <= LONGEST_SOCKET_PATH:
        return preferred
    digest = hashlib.sha256(os.fsencode(preferred)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"relove-{digest}"
    owner = account.uid if account else os.geteuid()
    try:
        short.mkdir(mode=0o700)
        if account:
            os.chown(short, account.uid, account.gid)
    except FileExistsError:
        # The name can be guessed: what somebody else put there is not used.
        found = short.lstat()
        if found.st_uid != owner or found.st_mode & 0o077 or short.is_symlink():
            short = Path(tempfile.mkdtemp(prefix="relove-"))
            if account:
                os.chown(short, account.uid, account.gid)
    return short


def drop_socket_folder(folder: Path, preferred: Path) -> None:
    """Takes the short folder away again; the preferred one stays, it holds more than a socket."""
    if folder != preferred:
        with contextlib.suppress(OSError):
            folder.rmdir()
