"""The ledger of erasures: a file of JSON lines that is only ever appended to.

The first line holds the ledger's own key, closed with the encryption keys (docs/decisions/erasures.md). The others
hold a receipt, a keyed hash of the person's Telegram id, and when.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import datetime
import fcntl
import hashlib
import hmac
import logging
import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from relove.db.crypto import DecryptionError, Keyring
from relove.domains.people.schemas import ErasureEntry

_log = logging.getLogger("relove.erasures")
_PLACE = b"erasures.key"
_RECEIPT_LETTERS = 12


class LedgerError(Exception):
    """The ledger cannot be used; the message says why and how to mend it."""


class _Line(msgspec.Struct, omit_defaults=True):
    key: str = ""
    receipt: str = ""
    who: str = ""
    erased_at: datetime.datetime | None = None


_decode = msgspec.json.Decoder(_Line).decode


class FileLedger:
    """The ErasureLedger port."""

    def __init__(self, path: Path, keyring: Keyring) -> None:
        self._path = path
        self._keyring = keyring
        self._key: bytes | None = None

    def fingerprint(self, telegram_id: int) -> bytes:
        return hmac.digest(self._own_key(), f"person:{telegram_id}".encode(), hashlib.sha256)

    def receipt(self, seed: bytes) -> str:
        digest = hmac.digest(self._own_key(), b"receipt:" + seed, hashlib.sha256)
        letters = base64.b32encode(digest).decode()[:_RECEIPT_LETTERS]
        return "-".join(letters[at : at + 4] for at in range(0, _RECEIPT_LETTERS, 4))

    async def append(self, entry: ErasureEntry) -> None:
        self._own_key()
        line = _Line(receipt=entry.receipt, who=entry.who.hex(), erased_at=entry.erased_at)
        await asyncio.to_thread(self._write, line)

    def entries(self) -> Sequence[ErasureEntry]:
        return [
            ErasureEntry(line.receipt, bytes.fromhex(line.who), line.erased_at)
            for line in self._lines()
            if line.receipt and line.erased_at
        ]

    def renew(self) -> bool:
        """Close the ledger's key with the newest encryption key; False where that is so already, or no ledger is."""
        if not self._path.exists():
            return False
        with self._locked():
            lines = self._lines()
            closed = next((line.key for line in lines if line.key), "")
            if closed and base64.b64decode(closed).startswith(self._keyring.head):
                return False
            key = self._opened(closed) if closed else secrets.token_bytes(32)
            lines = [self._head(key), *(line for line in lines if not line.key)]
            draft = self._path.with_name(f".{self._path.name}.{os.getpid()}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
            self._sync_folder()
        return True

    def _own_key(self) -> bytes:
        """Made with the first use."""
        if self._key is None:
            with self._locked() as file:
                closed = next((line.key for line in self._lines() if line.key), None)
                if closed is None:
                    self._key = secrets.token_bytes(32)
                    self._put(file, self._head(self._key))
                else:
                    self._key = self._opened(closed)
        return self._key

    def _head(self, key: bytes) -> _Line:
        return _Line(key=base64.b64encode(self._keyring.encrypt(key, _PLACE)).decode())

    def _opened(self, closed: str) -> bytes:
        try:
            return self._keyring.decrypt(base64.b64decode(closed), _PLACE)
        except (DecryptionError, ValueError):
            raise LedgerError(
                f"{self._path}: its key was closed with an encryption key that ENCRYPTION_KEYS does not name. "
                "Put that key back behind the writing one."
            ) from None

    def _write(self, line: _Line) -> None:
        with self._locked() as file:
            self._put(file, line)

    def _put(self, file: int, line: _Line) -> None:
        size = os.fstat(file).st_size
        # What a crash tore off must not swallow the next line.
        torn = size > 0 and os.pread(file, 1, size - 1) != b"\n"
        written = (b"\n" if torn else b"") + msgspec.json.encode(line) + b"\n"
        if os.write(file, written) != len(written):
            raise LedgerError(f"{self._path}: the disk is full.")
        os.fsync(file)
        if not size:
            self._sync_folder()

    def _lines(self) -> list[_Line]:
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            return []
        lines = []
        for number, piece in enumerate(raw.splitlines(), 1):
            try:
                lines.append(_decode(piece))
            except (msgspec.MsgspecError, UnicodeDecodeError):
                # Torn by a crash before its erasure was committed: the next try wrote another.
                _log.warning("a line of the ledger cannot be read", extra={"line": number})
        return lines

    @contextlib.contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, alone among all processes; opened again where another has replaced it meanwhile."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        while True:
            file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self._is(file):
                    yield file
                    return
            finally:
                os.close(file)

    def _is(self, file: int) -> bool:
        try:
            return os.stat(self._path).st_ino == os.fstat(file).st_ino
        except FileNotFoundError:
            return False

    def _sync_folder(self) -> None:
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
