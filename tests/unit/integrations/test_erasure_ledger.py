"""The ledger of erasures: a file that is appended to, torn by crashes, shared by processes, and outlives its keys."""

from __future__ import annotations

import asyncio
import base64
import datetime
import multiprocessing
import os
from pathlib import Path

import pytest

from relove.db.crypto import Keyring
from relove.domains.people.schemas import ErasureEntry
from relove.integrations.erasures.ledger import FileLedger, LedgerError

AT = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def a_key(name: str) -> str:
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}"


K1, K2 = a_key("k1"), a_key("k2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made" / "erasures.jsonl"


def ledger(path: Path, keys: str = K1) -> FileLedger:
    return FileLedger(path, Keyring.parse(keys))


def entry(made: FileLedger, number: int) -> ErasureEntry:
    return ErasureEntry(made.receipt(bytes([number])), made.fingerprint(number), AT)


def append(made: FileLedger, one: ErasureEntry) -> None:
    asyncio.run(made.append(one))


def test_what_was_appended_is_there_and_names_nobody(path: Path) -> None:
    first = ledger(path)
    entries = [entry(first, number) for number in (1, 2)]
    for one in entries:
        append(first, one)
    assert ledger(path).entries() == entries
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text()
    assert "person:1" not in text
    assert len(text.splitlines()) == 3


def test_the_same_person_has_the_same_mark_in_every_process_and_no_other_ledger(path: Path) -> None:
    assert ledger(path).fingerprint(7) == ledger(path).fingerprint(7) != ledger(path).fingerprint(8)
    assert ledger(path.with_name("another")).fingerprint(7) != ledger(path).fingerprint(7)
    assert ledger(path).receipt(b"x") == ledger(path).receipt(b"x")


def test_it_survives_a_rotation_of_the_encryption_keys(path: Path) -> None:
    before = ledger(path)
    one = entry(before, 1)
    append(before, one)
    both = ledger(path, f"{K2},{K1}")
    assert both.fingerprint(1) == one.who
    assert both.renew()
    assert not both.renew()
    alone = ledger(path, K2)
    assert alone.fingerprint(1) == one.who
    assert alone.entries() == [one]
    # Whoever finds the old key can do nothing with it.
    with pytest.raises(LedgerError, match="ENCRYPTION_KEYS"):
        ledger(path, K1).fingerprint(1)
    # A process that had the old file open writes to the new one.
    append(before, entry(before, 2))
    assert len(alone.entries()) == 2


def test_no_ledger_is_made_by_looking(path: Path) -> None:
    assert ledger(path).entries() == []
    assert not ledger(path).renew()
    assert not path.exists()


def test_a_torn_line_swallows_nothing(path: Path) -> None:
    made = ledger(path)
    append(made, entry(made, 1))
    with path.open("ab") as file:
        file.write(b'{"receipt":"torn off in the mid')
    append(made, entry(made, 2))
    assert [one.receipt for one in made.entries()] == [entry(made, number).receipt for number in (1, 2)]
    assert made.renew() is False
    assert ledger(path, f"{K2},{K1}").renew()
    assert len(ledger(path, K2).entries()) == 2


def append_many(path: Path, keys: str, first: int) -> None:
    made = ledger(path, keys)
    for number in range(first, first + 20):
        append(made, entry(made, number))


def test_processes_that_begin_together_share_one_key_and_lose_no_line(path: Path) -> None:
    fork = multiprocessing.get_context("spawn")
    running = [fork.Process(target=append_many, args=(path, K1, first)) for first in (0, 50, 100)]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0, 0]
    found = ledger(path).entries()
    assert len({one.receipt for one in found}) == 60
    assert {one.who for one in found} == {
        ledger(path).fingerprint(first + number) for first in (0, 50, 100) for number in range(20)
    }
