"""A `relove up` of its own for a test: a folder, ports, a log file."""

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from relove.config import Settings, variable

RELOVE = Path(sys.executable).with_name("relove")
ROOT = Path(__file__).parents[3]
_VARIABLES = {variable(name) for name in Settings.model_fields}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """A `relove up` with a folder and ports of its own; its log goes beside the folder, for a pipe fills up."""

    def __init__(
        self,
        folder: Path,
        *options: str,
        apart: bool = False,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.options = options
        self.apart = apart
        self.variables = variables or {}
        self.log = folder.with_name(f"{folder.name}.log")
        self.port, self.sandbox_port = free_port(), free_port()
        self.process = self.begin()

    def begin(self) -> subprocess.Popen[str]:
        ports = ["--port", str(self.port), "--sandbox-port", str(self.sandbox_port)]
        with self.log.open("a") as log:
            return subprocess.Popen(
                [str(RELOVE), "up", "--data-dir", str(self.folder), *ports, *self.options],
                env=self._environment(),
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                # Linux shares out the processors by session: only in one of its own can it go before others.
                start_new_session=self.apart,
            )

    def _environment(self) -> dict[str, str]:
        # Under what measures the tests' coverage a product of six processes starts and answers half as fast.
        unwanted = {"COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG"}
        clean = {name: value for name, value in os.environ.items() if name not in _VARIABLES | unwanted}
        # Most tests write one line and wait for its answer: they need not wait for a next line too.
        return {**clean, "RELOVE_ROOT": str(ROOT), "REPLY_PATIENCE": "0.1", **self.variables}

    def ready(self, within: float = 60.0) -> str:
        """The line that says so; empty where the process ended before."""
        assert self.process.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            assert selector.select(within), f"not ready within {within} s: {self.tail()}"
        return self.process.stdout.readline().strip()

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads((self.folder / "run.json").read_text())
        return state

    def secrets(self) -> dict[str, str]:
        made: dict[str, str] = json.loads((self.folder / "secrets.json").read_text())
        return made

    def health(self) -> dict[str, Any] | None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2) as answer:
                body: dict[str, Any] = json.load(answer)
                return body
        except OSError:
            return None

    def stop(self, number: signal.Signals = signal.SIGTERM) -> str:
        """Ends it; all that it ever logged."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.communicate(timeout=15)
        return self.log.read_text()

    def again(self) -> float:
        """Starts it anew on the same folder and ports; the seconds to its ready line."""
        began = time.monotonic()
        self.process = self.begin()
        assert self.ready().startswith("ready"), self.tail()
        return time.monotonic() - began

    def tail(self) -> str:
        return "\n".join(self.log.read_text().splitlines()[-15:])
