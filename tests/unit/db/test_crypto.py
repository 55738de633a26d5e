"""Encrypted values: what opens, and what must not."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relove.db import crypto
from relove.db.crypto import DecryptionError, Keyring
from relove.db.types import EncryptedBytes, EncryptedText

PLACE = b"session_turns.text"


def one_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


KEY_A, KEY_B = one_key(), one_key()
RING = Keyring.parse(f"a:{KEY_A}")


@given(st.binary(max_size=500))
def test_what_was_closed_opens_in_its_place(plain: bytes) -> None:
    assert RING.decrypt(RING.encrypt(plain, PLACE), PLACE) == plain


def test_the_same_words_never_look_the_same() -> None:
    stored = RING.encrypt("слова".encode(), PLACE)
    assert stored != RING.encrypt("слова".encode(), PLACE)
    assert "слова".encode() not in stored
    assert stored[:3] == b"\x01\x01a"


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(DecryptionError):
        RING.decrypt(RING.encrypt(b"x", PLACE), b"user_sessions.summary")


def test_another_key_under_the_same_name_does_not_open() -> None:
    with pytest.raises(DecryptionError):
        Keyring.parse(f"a:{KEY_B}").decrypt(RING.encrypt(b"x", PLACE), PLACE)


def test_a_missing_key_is_told_apart() -> None:
    with pytest.raises(DecryptionError, match="not configured"):
        Keyring.parse(f"b:{KEY_B}").decrypt(RING.encrypt(b"x", PLACE), PLACE)


def test_after_a_rotation_the_first_key_writes_and_the_old_one_still_reads() -> None:
    old = RING.encrypt(b"old", PLACE)
    rotated = Keyring.parse(f"b:{KEY_B}, a:{KEY_A}")
    assert rotated.decrypt(old, PLACE) == b"old"
    new = rotated.encrypt(b"new", PLACE)
    assert rotated.decrypt(new, PLACE) == b"new"
    with pytest.raises(DecryptionError):
        RING.decrypt(new, PLACE)


def test_every_changed_byte_is_noticed() -> None:
    stored = RING.encrypt(b"some words", PLACE)
    for at in range(len(stored)):
        changed = bytearray(stored)
        changed[at] ^= 1
        with pytest.raises(DecryptionError):
            RING.decrypt(bytes(changed), PLACE)


def test_every_cut_value_is_noticed() -> None:
    stored = RING.encrypt(b"some words", PLACE)
    for length in range(len(stored)):
        with pytest.raises(DecryptionError):
            RING.decrypt(stored[:length], PLACE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " , ",
        "a",
        "a:",
        f":{KEY_A}",
        "a:!!!",
        "a:" + base64.b64encode(b"short").decode(),
        "x" * 33 + f":{KEY_A}",
    ],
    ids=["nothing", "blank", "no colon", "no key", "no id", "no base64", "too short", "long id"],
)
def test_keys_of_a_wrong_form_are_refused_without_showing_them(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        Keyring.parse(text)
    for secret in filter(None, (part.partition(":")[2] for part in text.split(","))):
        assert secret not in str(refused.value)


def test_without_keys_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crypto, "_current", None)
    with pytest.raises(RuntimeError):
        crypto.keyring()


def test_a_column_type_keeps_none_and_shows_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crypto, "_current", lambda: RING)
    text, raw = EncryptedText("t.c"), EncryptedBytes("t.c")
    dialect = None
    assert text.process_bind_param(None, dialect) is None  # type: ignore[arg-type]
    assert text.process_result_value(None, dialect) is None  # type: ignore[arg-type]
    assert raw.process_bind_param(None, dialect) is None  # type: ignore[arg-type]
    assert raw.process_result_value(None, dialect) is None  # type: ignore[arg-type]
    stored = text.process_bind_param("слова", dialect)  # type: ignore[arg-type]
    assert text.process_result_value(stored, dialect) == "слова"  # type: ignore[arg-type]
    assert raw.process_result_value(stored, dialect) == "слова".encode()  # type: ignore[arg-type]
    assert repr(text) == repr(raw) == "sa.LargeBinary()"
