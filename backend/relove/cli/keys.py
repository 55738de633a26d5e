"""`relove keys`: bring everything under the newest encryption key, and say what is under which."""

from __future__ import annotations

import asyncio
import os
import time
from base64 import b64encode
from collections.abc import Callable

import click

from relove.config import Settings
from relove.db.crypto import Keyring
from relove.db.models import metadata
from relove.db.rotation import KeyCount, census, rotate


class KeysMissing(Exception):
    """Values are stored under keys that are not configured; the message names the keys."""


def check(settings: Settings, say: Callable[[str], None]) -> None:
    """How many values are under which key. KeysMissing when some cannot be read."""
    keyring = _keyring(settings)
    counts = asyncio.run(_census(settings))
    totals = _by_key(counts)
    for key_id in [*keyring.ids, *sorted(totals.keys() - set(keyring.ids))]:
        what = (
            "writes" if key_id == keyring.ids[0] else "reads" if key_id in keyring.ids else "NOT CONFIGURED"
        )
        say(f"{key_id} ({what}): {totals.get(key_id, 0):,} values")
        for count in counts:
            if count.key_id == key_id:
                say(f"    {count.place}: {count.rows:,}")
    _refuse_missing(keyring, totals)


def rotate_all(settings: Settings, say: Callable[[str], None], *, force: bool = False) -> None:
    """Re-encrypt what older keys closed. KeysMissing when values remain that no key at hand opens.

    KeysMissing too where a process runs that could not read what is re-encrypted, unless that is forced.
    """
    keyring = _keyring(settings)
    lacking = [] if force else asyncio.run(_lacking(settings, keyring.ids[0]))
    if lacking:
        raise KeysMissing(
            f"{'; '.join(lacking)}: without the key {keyring.ids[0]}, and could not read what is rotated. "
            "Restart with the new key, or give --force (a process that was killed counts for a minute)."
        )
    totals = _by_key(asyncio.run(_census(settings)))
    waiting = sum(rows for key_id, rows in totals.items() if key_id != keyring.ids[0])
    began = time.monotonic()
    with click.progressbar(length=waiting, label=f"Under {keyring.ids[0]}", show_pos=True) as bar:
        rotated, held = asyncio.run(_rotate(settings, keyring, bar.update))
    seconds = time.monotonic() - began
    rate = f", {rotated / seconds:,.0f} a second" if rotated else ""
    say(f"Re-encrypted {rotated:,} values in {seconds:.1f} s{rate}.")
    if held:
        raise KeysMissing(f"{held:,} values are held by long transactions: run it again.")
    totals = _by_key(asyncio.run(_census(settings)))
    _refuse_missing(keyring, totals)
    if left := sum(rows for key_id, rows in totals.items() if key_id != keyring.ids[0]):
        raise KeysMissing(
            f"{left:,} values are still under older keys: a process that writes with one runs, or values are damaged. "
            "Restart every process with the new key in front, and run it again."
        )
    from relove.integrations.erasures.ledger import FileLedger

    FileLedger(settings.ledger, keyring).renew()
    say(f"Everything is under {keyring.ids[0]}.")


def new_key(settings: Settings) -> str:
    """A key under the next free name, as ENCRYPTION_KEYS takes it."""
    taken = set(_keyring(settings).ids)
    number = next(n for n in range(1, len(taken) + 2) if f"k{n}" not in taken)
    return f"k{number}:{b64encode(os.urandom(32)).decode()}"


def _keyring(settings: Settings) -> Keyring:
    assert settings.encryption_keys is not None
    return Keyring.parse(settings.encryption_keys.get_secret_value())


def _by_key(counts: list[KeyCount]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for count in counts:
        totals[count.key_id] = totals.get(count.key_id, 0) + count.rows
    return totals


def _refuse_missing(keyring: Keyring, totals: dict[str, int]) -> None:
    if missing := sorted(totals.keys() - set(keyring.ids)):
        raise KeysMissing(
            f"Values are stored under keys that ENCRYPTION_KEYS does not name: {', '.join(missing)}. "
            "Put them back behind the writing key."
        )


async def _lacking(settings: Settings, key_id: str) -> list[str]:
    from relove.bootstrap import open_store
    from relove.domains.records.key_holders import KeyHolders

    async with open_store(settings) as store, store.units() as work:
        return await KeyHolders(work).lacking(key_id)


async def _census(settings: Settings) -> list[KeyCount]:
    from relove.bootstrap import make_engine

    engine = make_engine(settings.database_url)
    try:
        return await census(engine, metadata())
    finally:
        await engine.dispose()


async def _rotate(settings: Settings, keyring: Keyring, advance: Callable[[int], None]) -> tuple[int, int]:
    from relove.bootstrap import make_engine

    engine = make_engine(settings.database_url)
    rotated = held = 0
    try:
        async for progress in rotate(engine, metadata(), keyring):
            rotated += progress.rotated
            held += progress.held
            advance(progress.rotated + progress.unreadable)
    finally:
        await engine.dispose()
    return rotated, held
