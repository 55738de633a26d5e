"""AES-GCM for columns, with several keys at once.

A ciphertext is `version(1) | key id length(1) | key id | nonce(12) | ciphertext and tag`. Table and column are the
associated data, so a value moved to another column does not open.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = 1
_NONCE = 12


class DecryptionError(Exception):
    """A stored value cannot be opened with the keys at hand."""


class Keyring:
    """The keys by id; the first one writes."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        if not keys:
            raise ValueError("at least one encryption key is needed")
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self.ids = tuple(keys)
        self._writing = self._ciphers[self.ids[0]]
        name = self.ids[0].encode()
        self.head = bytes((_VERSION, len(name))) + name
        """What every value begins with that the writing key closed."""

    @classmethod
    def parse(cls, text: str) -> Keyring:
        """From `id:base64,id:base64`. ValueError says what is wrong, without the key."""
        keys: dict[str, bytes] = {}
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            key_id, _, encoded = part.partition(":")
            try:
                key = base64.b64decode(encoded.replace("-", "+").replace("_", "/"), validate=True)
            except binascii.Error:
                raise ValueError(f"encryption key {key_id!r} is not base64") from None
            if len(key) != 32 or not key_id or len(key_id) > 32:
                raise ValueError("an encryption key is <id>:<base64 of 32 bytes>")
            keys[key_id] = key
        return cls(keys)

    def encrypt(self, plain: bytes, context: bytes) -> bytes:
        """Close a value for one place (`table.column`)."""
        nonce = os.urandom(_NONCE)
        return self.head + nonce + self._writing.encrypt(nonce, plain, self.head + context)

    def decrypt(self, stored: bytes, context: bytes) -> bytes:
        """Open a value; DecryptionError when the key is missing, the place is another, or it was changed."""
        if len(stored) < 2 or stored[0] != _VERSION:
            raise DecryptionError("unknown format of an encrypted value")
        head = stored[: 2 + stored[1]]
        cipher = self._ciphers.get(head[2:].decode("utf-8", "replace"))
        if cipher is None:
            raise DecryptionError("the key of an encrypted value is not configured")
        nonce = stored[len(head) : len(head) + _NONCE]
        try:
            return cipher.decrypt(nonce, stored[len(head) + _NONCE :], head + context)
        except (InvalidTag, ValueError):
            raise DecryptionError("an encrypted value does not open") from None


_current: Callable[[], Keyring] | None = None


def use_keyring(source: Callable[[], Keyring]) -> None:
    """Tell the column types where the keys are. Called once by bootstrap."""
    global _current
    _current = source


def keyring() -> Keyring:
    """The keys in force."""
    if _current is None:
        raise RuntimeError("no encryption keys were configured")
    return _current()
