"""What single commands need: complete settings, a database brought up to date, roles, OpenAPI."""

import asyncio
from typing import Any, cast

import structlog

from relove.cli.supervisor import DataDir
from relove.config import Settings, SettingsError, load_settings, read_settings

logger = structlog.get_logger()

MADE = ("webhook_secret", "jwt_secret", "encryption_keys")


def settings_for_command(**overrides: Any) -> Settings:
    """Complete settings for one process.

    In development what `relove up` made in the data folder serves here too, and its engines while it runs: so
    `relove admin grant` works beside it.
    """
    written = read_settings(**overrides)
    if written.env == "production":
        return load_settings(**overrides)
    data_dir = DataDir(written.data_dir)
    made = data_dir.secrets()
    more = {name: made[name] for name in MADE if getattr(written, name) is None}
    if written.bot_token is None:
        more["bot_token"] = made["sandbox_bot_token"]
    more |= running_engines(written)
    more |= {name: value for name, value in data_dir.played().items() if name not in overrides}
    settings = load_settings(**{**overrides, **more})
    for name in ("database_url", "redis_url"):
        if not getattr(settings, name):
            reason = f"{name.upper()} is not set, and no relove up runs on {data_dir.path}: start one first."
            raise SettingsError({name: reason})
    return settings


def settings_with_database(url: str) -> Settings:
    """Settings for what works with the database alone, with the keys that `relove up` made where none are set."""
    written = read_settings()
    if written.encryption_keys is not None:
        return read_settings(database_url=url)
    return read_settings(
        database_url=url, encryption_keys=DataDir(written.data_dir).secrets()["encryption_keys"]
    )


def running_engines(written: Settings) -> dict[str, str]:
    """The URLs of the engines of a `relove up` that runs on the data folder, those that are not set otherwise."""
    if not written.data_dir.is_dir() or not DataDir(written.data_dir).is_locked():
        return {}
    from relove.integrations.embedded import EmbeddedPostgres, EmbeddedRedis

    found = {} if written.database_url else {"database_url": EmbeddedPostgres(written.data_dir).url}
    return found if written.redis_url else {**found, "redis_url": EmbeddedRedis(written.data_dir).url}


def bring_up_to_date(settings: Settings) -> None:
    """Migrates to the newest revision, erases again what a backup brought back, then sees to the owner."""
    from relove.db.migrate import upgrade

    upgrade(settings.database_url)
    asyncio.run(begin(settings))
    logger.info("database is up to date")
    if settings.owner_telegram_id is not None:
        grant(settings, settings.owner_telegram_id, "owner")


async def begin(settings: Settings, *, restored: bool = False) -> int:
    """Settle what must be before people are served; how many erasures the database lacked."""
    from relove.bootstrap import open_store
    from relove.worker.beginning import settle

    async with open_store(settings) as store:
        return await settle(store, restored=restored)


def grant(settings: Settings, telegram_id: int, role: str) -> None:
    """Gives a role to a person, who is made when they have not come yet."""
    from relove.bootstrap import build
    from relove.core.actor import Role
    from relove.domains.people.service import PeopleService

    async def work() -> None:
        async with build(settings) as container, container.units() as unit:
            await PeopleService(unit, container.clock).grant_role(telegram_id, cast(Role, role))

    asyncio.run(work())
