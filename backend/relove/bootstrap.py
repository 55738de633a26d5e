"""The one place that wires ports to adapters."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Protocol

from aiogram import Bot
from arq.connections import ArqRedis
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.orm import configure_mappers

from relove.config import Settings
from relove.core import killpoints
from relove.core.clock import Clock, OffsetClock, SystemClock
from relove.core.ports import Messenger, SendingPace, Translator
from relove.db.crypto import Keyring, use_keyring
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.schemas import ContentBundle
from relove.domains.content.service import ContentService
from relove.domains.conversations import crisis
from relove.domains.conversations.beginnings import SessionBeginnings
from relove.domains.conversations.closing import SessionCloser
from relove.domains.conversations.intents import stop_word
from relove.domains.conversations.pipeline import ReplyPipeline
from relove.domains.messaging.alerts import Alerts
from relove.domains.messaging.intake import Intake
from relove.domains.messaging.repository import Arrivals
from relove.domains.messaging.sender import OutboxSender
from relove.domains.people import confirmations
from relove.domains.people.ports import AccessTokens, ErasureLedger, Traces
from relove.domains.people.rules import interface_language
from relove.integrations.content.files import load_content
from relove.integrations.erasures.ledger import FileLedger
from relove.integrations.erasures.traces import RedisTraces
from relove.integrations.i18n.fluent import FluentTranslator
from relove.integrations.llm.none import ClosableModel, NoModel
from relove.integrations.queue.jobs import ArqJobs, connect
from relove.integrations.queue.limiter import SendLimiter
from relove.integrations.queue.live import LiveHub, RedisLiveEvents
from relove.integrations.telegram.bot import make_bot
from relove.integrations.telegram.messenger import TelegramMessenger
from relove.integrations.tokens.jwt import JwtAccessTokens

# Imported by libraries at their first use.
_IMPORTED_LATE = (
    "asyncpg",
    "anyio._backends._asyncio",
    "h11",
    "sqlalchemy.dialects.postgresql.asyncpg",
)
_IMPORTED_WITH_A_MODEL = (
    "httpcore2",
    "openai.resources.chat.completions",
    "relove.integrations.llm.language_model",
)

POOL_SIZE = 20
POOL_OVERFLOW = 40


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


@dataclass(frozen=True)
class Container:
    """Everything a process works with."""

    settings: Settings
    clock: Clock
    engine: AsyncEngine
    units: UnitOfWorkFactory
    redis: ArqRedis
    jobs: ArqJobs
    live: RedisLiveEvents
    hub: LiveHub
    bot: Bot
    messenger: Messenger
    pace: SendingPace
    content: ContentService
    translator: Translator
    access_tokens: AccessTokens
    model: ClosableModel
    intake: Intake
    sender: OutboxSender
    pipeline: ReplyPipeline
    beginnings: SessionBeginnings
    closer: SessionCloser
    ledger: ErasureLedger
    traces: Traces


@cache
def _bundle(folder: Path) -> ContentBundle:
    return load_content(folder)


@cache
def _translator() -> FluentTranslator:
    return FluentTranslator()


def prewarm(settings: Settings) -> None:
    """Do before a fork what every child would do again for itself: its memory is shared then."""
    _bundle(settings.root / "prompts")
    _translator()
    crisis.prepare()
    configure_mappers()
    with_model = () if settings.model == "templates" else _IMPORTED_WITH_A_MODEL
    for name in (*_IMPORTED_LATE, *with_model):
        import_module(name)


def make_engine(url: str) -> AsyncEngine:
    """The database engine. Parameters are hidden in errors: they are a person's words."""
    return create_async_engine(
        url, pool_size=POOL_SIZE, max_overflow=POOL_OVERFLOW, pool_pre_ping=True, hide_parameters=True
    )


def make_clock(settings: Settings) -> Clock:
    """Business time: movable only where the sandbox runs."""
    if _is_played(settings):
        return OffsetClock.create(settings.data_dir / "clock")
    return SystemClock()


def _is_played(settings: Settings) -> bool:
    return bool(settings.sandbox_url) and settings.env != "production"


def cannot_wait(text: str) -> bool:
    """What stops a running reply at once: the stop word, a crisis, and a dangerous act being confirmed."""
    return text.startswith(confirmations.PREFIX) or stop_word(text) or crisis.assess(text) is not None


def _keyring(settings: Settings) -> Keyring:
    """The keys, in force for the column types from now on."""
    if settings.encryption_keys is None:
        raise RuntimeError("encryption keys must be set before anything is opened")
    keyring = Keyring.parse(settings.encryption_keys.get_secret_value())
    use_keyring(lambda: keyring)
    return keyring


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[OpenStore]:
    """The database and the ledger of erasures, without Redis and Telegram."""
    keyring = _keyring(settings)
    engine = make_engine(settings.database_url)
    try:
        units = UnitOfWorkFactory(async_sessionmaker(engine, expire_on_commit=False))
        yield OpenStore(units, make_clock(settings), FileLedger(settings.ledger, keyring))
    finally:
        await engine.dispose()


def no_payments(translator: Translator, language_code: str | None) -> str:
    """Why a payment is called off: there is nothing to be had for money."""
    return translator.text(interface_language(language_code), "payment-not-open")


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[Container]:
    """Open everything; close it in reverse order."""
    if settings.bot_token is None or settings.jwt_secret is None:
        raise RuntimeError("bot token and JWT secret must be set before anything is opened")
    keyring = _keyring(settings)
    clock = make_clock(settings)
    if _is_played(settings):
        killpoints.watch(settings.data_dir / "killpoints")
    content = ContentService(_bundle(settings.root / "prompts"))
    translator = _translator()
    async with AsyncExitStack() as stack:
        engine = make_engine(settings.database_url)
        stack.push_async_callback(engine.dispose)
        units = UnitOfWorkFactory(async_sessionmaker(engine, expire_on_commit=False))
        redis = await connect(settings.redis_url)
        stack.push_async_callback(redis.aclose)
        hub = LiveHub(redis)
        stack.push_async_callback(hub.close)
        bot = make_bot(
            settings.bot_token.get_secret_value(), settings.telegram_api_base, settings.telegram_proxy
        )
        stack.push_async_callback(bot.session.close)
        model = _model(settings)
        stack.push_async_callback(model.close)
        jobs, live = ArqJobs(redis), RedisLiveEvents(redis)
        pace = SendLimiter(redis)
        messenger = TelegramMessenger(bot, pace)
        arrivals = Arrivals(engine)
        stack.push_async_callback(arrivals.close)
        yield Container(
            settings=settings,
            clock=clock,
            engine=engine,
            units=units,
            redis=redis,
            jobs=jobs,
            live=live,
            hub=hub,
            bot=bot,
            messenger=messenger,
            pace=pace,
            content=content,
            translator=translator,
            access_tokens=JwtAccessTokens(settings.jwt_secret.get_secret_value(), clock),
            model=model,
            intake=Intake(
                units, arrivals, jobs, live, messenger, cannot_wait, partial(no_payments, translator)
            ),
            sender=OutboxSender(units, messenger, pace, clock),
            pipeline=ReplyPipeline(
                alerts=Alerts(settings.admin_chat_ids, jobs),
                live=live,
                messenger=messenger,
                model=model,
                content=content,
                translator=translator,
                clock=clock,
            ),
            beginnings=SessionBeginnings(content, live, clock),
            closer=SessionCloser(units, live, model, content, clock),
            ledger=FileLedger(settings.ledger, keyring),
            traces=RedisTraces(redis),
        )


def _model(settings: Settings) -> ClosableModel:
    primary = settings.openai_api_key
    second = settings.fallback_api_key if settings.fallback_base_url else None
    if settings.model == "templates" or not (primary or second):
        return NoModel()
    # Imported where it is used only: the SDK costs a second and 40 MB.
    from relove.integrations.llm.language_model import ProviderChain
    from relove.integrations.llm.provider import OpenAIProvider, ProviderSettings

    def provider(key: SecretStr, base_url: str, model: str) -> OpenAIProvider:
        return OpenAIProvider(
            ProviderSettings(
                api_key=key.get_secret_value(),
                base_url=base_url,
                model=model,
                temperature=settings.openai_temperature,
                timeout_s=settings.openai_timeout,
                proxy=settings.openai_proxy,
            )
        )

    providers = []
    if primary:
        providers.append(provider(primary, settings.openai_base_url, settings.openai_model))
    if second:
        name = settings.fallback_model or settings.openai_model
        providers.append(provider(second, settings.fallback_base_url, name))
    return ProviderChain(providers, settings.openai_timeout, random.Random())
