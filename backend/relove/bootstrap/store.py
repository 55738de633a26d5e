"""The database, the clock and the keys: what works without Redis and Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine

from relove.config import Settings
from relove.core.clock import Clock, OffsetClock, SystemClock
from relove.core.persona import Persona
from relove.db.crypto import Keyring, use_keyring
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.people.ports import ErasureLedger
from relove.integrations.erasures.ledger import FileLedger

POOL_SIZE = 20


class Store(Protocol):
    """What works with the database alone: commands, and what runs before people are served."""

    @property
    def units(self) -> UnitOfWorkFactory: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def ledger(self) -> ErasureLedger: ...


@dataclass(frozen=True)
class OpenStore:
    """A Store and nothing else."""

    units: UnitOfWorkFactory
    clock: Clock
    ledger: ErasureLedger


def make_engine(url: str) -> AsyncEngine:
    """The database engine. Parameters are hidden in errors: they are a person's words."""
    # Whoever comes when all are in use waits: opening one more and closing it again costs more than the wait.
    engine = create_async_engine(url, pool_size=POOL_SIZE, max_overflow=0, hide_parameters=True)
    event.listen(engine.sync_engine, "checkout", _living)
    return engine


def _living(connection: Any, _record: Any, _proxy: Any) -> None:
    """A connection that the server closed is replaced. asyncpg knows it; asking the server would cost a round trip."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def make_clock(settings: Settings) -> Clock:
    """Business time: movable only where the sandbox runs."""
    if is_played(settings):
        return OffsetClock.create(settings.data_dir / "clock")
    return SystemClock()


def is_played(settings: Settings) -> bool:
    """Does the sandbox run beside it?"""
    return bool(settings.sandbox_url) and settings.env != "production"


def open_keyring(settings: Settings) -> Keyring:
    """The keys, in force for the column types from now on."""
    if settings.encryption_keys is None:
        raise RuntimeError("encryption keys must be set before anything is opened")
    keyring = Keyring.parse(settings.encryption_keys.get_secret_value())
    use_keyring(lambda: keyring)
    return keyring


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[OpenStore]:
    """The database and the ledger of erasures, without Redis and Telegram."""
    keyring = open_keyring(settings)
    engine = make_engine(settings.database_url)
    try:
        units = UnitOfWorkFactory(async_sessionmaker(engine, expire_on_commit=False))
        yield OpenStore(units, make_clock(settings), FileLedger(settings.ledger, keyring))
    finally:
        await engine.dispose()


def persona_of(settings: Settings) -> Persona:
    """Who the guide is."""
    return Persona(
        name_ru=settings.persona_name_ru,
        name_en=settings.persona_name_en,
        gender=settings.persona_gender,
        tone=settings.persona_tone,
        face=settings.face_address,
    )
