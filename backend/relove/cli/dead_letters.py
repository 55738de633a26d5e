"""`relove dead-letters`: look at what could not be handled, and have it handled once more."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import click

from relove.config import Settings
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.messaging.schemas import DeadLetterView
from relove.domains.messaging.service import DeadLetterService


def show(settings: Settings, say: Callable[[str], None]) -> None:
    """One line each, oldest first."""
    letters = asyncio.run(_all(settings))
    now = datetime.now(UTC)
    for letter in letters:
        age = timedelta(seconds=round((now - letter.created_at).total_seconds()))
        say(f"{letter.id}  chat {letter.chat_id}  {letter.source} {letter.kind}  {letter.error}  {age} ago")
    say(f"{len(letters)} dead letters.")


def replay(settings: Settings, letter: uuid.UUID | None, say: Callable[[str], None]) -> None:
    """Put one back, or all; those that are gone for good are named."""
    done, left = asyncio.run(_replay(settings, letter))
    say(f"{done} put back; a worker takes them up within seconds.")
    if left:
        named = ", ".join(str(one) for one in left)
        raise click.ClickException(f"Nothing is left to handle, or no key at hand opens it: {named}.")


async def _all(settings: Settings) -> list[DeadLetterView]:
    async with _units(settings) as units, units() as work:
        return await DeadLetterService(work).all()


async def _replay(settings: Settings, letter: uuid.UUID | None) -> tuple[int, list[uuid.UUID]]:
    done, left = 0, []
    async with _units(settings) as units:
        if letter is None:
            async with units() as work:
                chosen = [one.id for one in await DeadLetterService(work).all()]
        else:
            chosen = [letter]
        for one in chosen:
            async with units() as work:
                replayed = await DeadLetterService(work).replay(one)
            if replayed:
                done += 1
            else:
                left.append(one)
    return done, left


@asynccontextmanager
async def _units(settings: Settings) -> AsyncIterator[UnitOfWorkFactory]:
    from sqlalchemy.ext.asyncio import async_sessionmaker

    from relove.bootstrap import make_engine
    from relove.db.crypto import Keyring, use_keyring

    assert settings.encryption_keys is not None
    keyring = Keyring.parse(settings.encryption_keys.get_secret_value())
    use_keyring(lambda: keyring)
    engine = make_engine(settings.database_url)
    try:
        yield UnitOfWorkFactory(async_sessionmaker(engine, expire_on_commit=False))
    finally:
        await engine.dispose()
