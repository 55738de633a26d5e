"""Backups of the database and back, by PostgreSQL's own programs: from the wheel, else from the PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from relove.integrations.embedded.postgres import postgres_binaries
from relove.integrations.embedded.process import EngineError

_CHUNK = 1 << 20
# Everything goes and comes back in one transaction: a restore that breaks off has changed nothing.
_BEGIN = b"BEGIN;\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"
_COMMIT = b"\nCOMMIT;\n"
# A program newer than the server sets what an older server does not know.
_UNKNOWN_TO_OLDER = b"SET transaction_timeout = 0;\n"


class CopyError(Exception):
    """A backup or a restore did not succeed; the message says why."""


def dump(url: str, target: Path) -> None:
    """Write a consistent copy to a file, readable by this user only; the name appears when it is whole."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    command = [_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        done = subprocess.run(
            [*command, f"--file={draft}"], env=_environment(url), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CopyError(f"The backup failed: {_last_line(done.stderr)}")
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def load(url: str, source: Path) -> None:
    """Replace everything in the database by a copy; all of it or nothing."""
    listed = subprocess.run(
        [_program("pg_restore"), "--list", str(source)], capture_output=True, text=True, check=False
    )
    if listed.returncode:
        raise CopyError(f"{source} is not a backup: {_last_line(listed.stderr)}")
    reading = subprocess.Popen(
        [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    writing = subprocess.Popen(
        [
            _program("psql"),
            "--no-psqlrc",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            "--file=-",
            "--output=/dev/null",
        ],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(url),
    )
    assert reading.stdout and reading.stderr and writing.stdin and writing.stderr
    try:
        writing.stdin.write(_BEGIN)
        _pour(reading, writing)
        reading.stdout.close()
        # Without the COMMIT psql's transaction is undone: when the reading failed, and when this process dies.
        if reading.wait() == 0:
            writing.stdin.write(_COMMIT)
        writing.stdin.close()
    except BrokenPipeError:
        reading.kill()
    failed = writing.wait() or reading.wait()
    told = writing.stderr.read().decode(errors="replace") or reading.stderr.read().decode(errors="replace")
    for pipe in (reading.stdout, reading.stderr, writing.stderr):
        pipe.close()
    if failed:
        raise CopyError(f"The restore failed, and nothing was changed: {_last_line(told)}")


def _pour(reading: subprocess.Popen[bytes], writing: subprocess.Popen[bytes]) -> None:
    assert reading.stdout and writing.stdin
    first = reading.stdout.read(_CHUNK).replace(b"CREATE SCHEMA public;\n", b"", 1)
    writing.stdin.write(first.replace(_UNKNOWN_TO_OLDER, b"", 1))
    while piece := reading.stdout.read(_CHUNK):
        writing.stdin.write(piece)


def _program(name: str) -> str:
    try:
        return str(postgres_binaries() / name)
    except EngineError:
        if found := shutil.which(name):
            return found
    raise CopyError(f"{name} was not found: install PostgreSQL's client programs.")


def _environment(url: str) -> Mapping[str, str]:
    """The connection for libpq; the password in the environment, where other users do not see it."""
    parts = urlsplit(url.replace("postgresql+asyncpg://", "postgresql://"))
    query = dict(piece.partition("=")[::2] for piece in parts.query.split("&") if piece)
    named = {
        "PGHOST": query.get("host") or parts.hostname,
        "PGPORT": query.get("port") or (str(parts.port) if parts.port else None),
        "PGUSER": query.get("user") or parts.username,
        "PGPASSWORD": query.get("password") or parts.password,
        "PGDATABASE": parts.path.removeprefix("/"),
        "PGSSLMODE": query.get("sslmode") or query.get("ssl"),
    }
    given = {name: unquote(value) for name, value in named.items() if value}
    return {**{name: value for name, value in os.environ.items() if not name.startswith("PG")}, **given}


def _last_line(told: str) -> str:
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given"
