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
    settings = load_settings(**{**overrides, **more})
    for name in ("database_url", "redis_url"):
        if not getattr(settings, name):
            reason = f"{name.upper()} is not set, and no relove up runs on {data_dir.path}: start one first."
            raise SettingsError({name: reason})
    return settings


def running_engines(written: Settings) -> dict[str, str]:
    """The URLs of the engines of a `relove up` that runs on the data folder, those that are not set otherwise."""
    if not written.data_dir.is_dir() or not DataDir(written.data_dir).is_locked():
        return {}
    from relove.integrations.embedded import EmbeddedPostgres, EmbeddedRedis

    found = {} if written.database_url else {"database_url": EmbeddedPostgres(written.data_dir).url}
    return found if written.redis_url else {**found, "redis_url": EmbeddedRedis(written.data_dir).url}


def bring_up_to_date(settings: Settings) -> None:
    """Migrates to the newest revision, then sees to the owner."""
    from relove.db.migrate import upgrade

    upgrade(settings.database_url)
    logger.info("database is up to date")
    if settings.owner_telegram_id is not None:
        grant(settings, settings.owner_telegram_id, "owner")


def grant(settings: Settings, telegram_id: int, role: str) -> None:
    """Gives a role to a person, who is made when they have not come yet."""
    from relove.bootstrap import build
    from relove.core.actor import Role
    from relove.domains.people.service import PeopleService

    async def work() -> None:
        async with build(settings) as container, container.units() as unit:
            await PeopleService(unit, container.clock).grant_role(telegram_id, cast(Role, role))

    asyncio.run(work())
