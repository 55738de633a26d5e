"""The folder of one running product: its lock, its made secrets, and run.json."""

import fcntl
import json
import os
import secrets
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

# A run that was killed a moment ago may still hold the folder: its children die within this time.
PATIENCE = 3.0


class DataDirInUse(Exception):
    """Another `relove up` works in the folder."""


class DataDir:
    """`<data-dir>`: closed to other users but for the way through it, which the engine's user may need."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        self.clock = path / "clock"
        self._run = path / "run.json"
        self._played = path / "played.json"
        self._secrets = path / "secrets.json"
        self._lock: int | None = None

    def lock(self) -> None:
        """Held until this process and its forked children have ended; DataDirInUse when another holds it."""
        held = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    owner = os.pread(held, 20, 0).decode(errors="replace").strip()
                    os.close(held)
                    raise DataDirInUse(
                        f"{self.path} is in use by another relove up (process {owner or 'unknown'}): "
                        "stop it, or choose another folder with --data-dir."
                    ) from None
                time.sleep(0.05)
        os.ftruncate(held, 0)
        os.pwrite(held, f"{os.getpid()}\n".encode(), 0)
        self._lock = held

    def unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def is_locked(self) -> bool:
        """Whether a `relove up` works here now."""
        try:
            probe = os.open(self.path / "lock", os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(probe, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(probe)
        return False

    def write_run(self, state: dict[str, Any]) -> None:
        """Replaces run.json whole: whoever reads it never sees half."""
        _write(self._run, state, 0o644)

    def remove_run(self) -> None:
        self._run.unlink(missing_ok=True)

    def write_played(self, settings: dict[str, Any]) -> None:
        """Notes where the sandbox plays, for commands that run beside."""
        _write(self._played, settings, 0o600)

    def played(self) -> dict[str, Any]:
        """Where the sandbox plays now; empty where none does."""
        if not self.is_locked():
            return {}
        try:
            found: dict[str, Any] = json.loads(self._played.read_text())
        except FileNotFoundError:
            return {}
        return found

    def secrets(self) -> dict[str, str]:
        """What can be made is made once and kept, readable by this user only."""
        try:
            kept: dict[str, str] = json.loads(self._secrets.read_text())
        except FileNotFoundError:
            kept = {}
        made = {
            "webhook_secret": lambda: secrets.token_urlsafe(32),
            "jwt_secret": lambda: secrets.token_urlsafe(48),
            "encryption_keys": lambda: f"k1:{b64encode(secrets.token_bytes(32)).decode()}",
            # The form of a real one, so that whatever checks or hides tokens treats it alike.
            "sandbox_bot_token": lambda: (
                f"{10**9 + secrets.randbelow(9 * 10**9)}:{secrets.token_urlsafe(26)}"
            ),
        }
        if lacking := made.keys() - kept.keys():
            kept |= {name: made[name]() for name in lacking}
            _write(self._secrets, kept, 0o600)
        return kept


def _write(path: Path, content: dict[str, Any], mode: int) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
