"""Everything a process works with, opened and closed as one."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from aiogram import Bot
from arq.connections import ArqRedis
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from relove.bootstrap import unasked
from relove.bootstrap.model import ModelParts, make_model
from relove.bootstrap.prewarm import bundle, translator
from relove.bootstrap.profiles import make_refresher, make_rotation
from relove.bootstrap.sessions import make_sessions
from relove.bootstrap.store import is_played, make_clock, make_engine, open_keyring, persona_of
from relove.config import Settings
from relove.core import killpoints
from relove.core.clock import Clock
from relove.core.ports import Files, MapPainter, Messenger, SendingPace, Translator
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.feed import ContentFeed
from relove.domains.content.ports import Assembled, Shelf
from relove.domains.content.service import ContentService
from relove.domains.conversations import crisis
from relove.domains.conversations.beginnings import SessionBeginnings
from relove.domains.conversations.closing import SessionCloser
from relove.domains.conversations.forgotten import ForgottenSessions
from relove.domains.conversations.handover import Operators
from relove.domains.conversations.hearing import Hearing
from relove.domains.conversations.kinds.portraits import Portraits
from relove.domains.conversations.own_labels import OwnLabels
from relove.domains.conversations.pipeline import ReplyPipeline
from relove.domains.conversations.reflection.reflection import Reflection
from relove.domains.conversations.second_look import ModelSecondLook
from relove.domains.conversations.stopping import stop_word
from relove.domains.messaging.alerts import Alerts
from relove.domains.messaging.intake import Intake
from relove.domains.messaging.repository import Arrivals, Desk
from relove.domains.messaging.sender import OutboxSender
from relove.domains.people import confirmations
from relove.domains.people.ports import AccessTokens, ErasureLedger, Traces
from relove.domains.people.rules import interface_language
from relove.domains.profiles.refresher import ProfileRefresher
from relove.domains.profiles.rotation import ProfileRotation
from relove.domains.records.key_holders import announced
from relove.domains.streams.ports import PersonalLinks, ShopPostback
from relove.domains.streams.readiness.computing import ReadinessComputer
from relove.domains.streams.taking_part.sending import ExerciseSender
from relove.integrations.content.shelf import FileShelf
from relove.integrations.erasures.ledger import FileLedger
from relove.integrations.erasures.traces import RedisTraces
from relove.integrations.i18n.fluent import FluentTranslator
from relove.integrations.llm.none import ClosableModel
from relove.integrations.pictures.journey_map import SvgMapPainter
from relove.integrations.queue.jobs import ArqJobs, connect
from relove.integrations.queue.limiter import SendLimiter
from relove.integrations.queue.live import LiveHub, RedisLiveEvents
from relove.integrations.queue.rate import RequestLimiter
from relove.integrations.queue.talk_pace import RedisTalkPace
from relove.integrations.shop.postback import HmacPostback
from relove.integrations.telegram.bot import make_bot
from relove.integrations.telegram.files import TelegramFiles
from relove.integrations.telegram.messenger import TelegramMessenger
from relove.integrations.tokens.jwt import JwtAccessTokens
from relove.integrations.tokens.links import JwtPersonalLinks


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
    files: Files
    pace: SendingPace
    content: ContentService
    shelf: Shelf
    feed: ContentFeed
    painter: MapPainter
    translator: Translator
    access_tokens: AccessTokens
    model: ClosableModel
    intake: Intake
    desk: Desk
    sender: OutboxSender
    pipeline: ReplyPipeline
    beginnings: SessionBeginnings
    closer: SessionCloser
    hearing: Hearing
    operators: Operators
    forgotten: ForgottenSessions
    portraits: Portraits
    reflection: Reflection
    ours: OwnLabels
    ledger: ErasureLedger
    traces: Traces
    refresher: ProfileRefresher
    rotation: ProfileRotation
    links: PersonalLinks
    shop: ShopPostback
    readiness: ReadinessComputer
    exercises: ExerciseSender


def cannot_wait(text: str) -> bool:
    """What stops a running reply at once: the stop word, a crisis, and a dangerous act being confirmed."""
    return text.startswith(confirmations.PREFIX) or stop_word(text) or crisis.assess(text) is not None


def no_payments(translator: Translator, language_code: str | None) -> str:
    """Why a payment is called off: there is nothing to be had for money."""
    return translator.text(interface_language(language_code), "payment-not-open")


def _apply(content: ContentService, texts: FluentTranslator, assembled: Assembled) -> None:
    content.use(assembled.bundle)
    texts.use(assembled.catalogues)


@asynccontextmanager
async def build(settings: Settings, process: str | None = None) -> AsyncIterator[Container]:
    """Open everything; close it in reverse order. `process`: what runs for long says which keys it holds."""
    if settings.bot_token is None or settings.jwt_secret is None:
        raise RuntimeError("bot token and JWT secret must be set before anything is opened")
    keyring = open_keyring(settings)
    clock = make_clock(settings)
    if is_played(settings):
        killpoints.watch(settings.data_dir / "killpoints")
    persona = persona_of(settings)
    content = ContentService(bundle(settings.root / "prompts"), persona)
    texts = translator().twin(persona)
    async with AsyncExitStack() as stack:
        engine = make_engine(settings.database_url)
        stack.push_async_callback(engine.dispose)
        units = UnitOfWorkFactory(async_sessionmaker(engine, expire_on_commit=False))
        if process is not None:
            name = f"{process} on {socket.gethostname()}, process {os.getpid()}"
            await stack.enter_async_context(announced(units, name, keyring.ids))
        redis = await connect(settings.redis_url)
        stack.push_async_callback(redis.aclose)
        hub = LiveHub(redis)
        stack.push_async_callback(hub.close)
        bot = make_bot(
            settings.bot_token.get_secret_value(), settings.telegram_api_base, settings.telegram_proxy
        )
        stack.push_async_callback(bot.session.close)
        jobs, live = ArqJobs(redis), RedisLiveEvents(redis)
        alerts = Alerts(settings.admin_chat_ids, jobs)
        model = make_model(settings, ModelParts(redis, units, clock, keyring, content, alerts, texts))
        stack.push_async_callback(model.close)
        pace = SendLimiter(redis)
        messenger = TelegramMessenger(bot, pace)
        arrivals = Arrivals(engine)
        stack.push_async_callback(arrivals.close)
        ours = OwnLabels(content, texts)
        refresher = make_refresher(
            settings=settings,
            units=units,
            clock=clock,
            model=model,
            content=content,
            bot=bot,
            live=live,
            ours=ours,
        )
        reflection = Reflection(units, model, content, live, clock, ours)
        sessions = make_sessions(
            units=units,
            live=live,
            model=model,
            content=content,
            translator=texts,
            clock=clock,
            jobs=jobs,
            reflect=reflection.now,
            ours=ours,
        )
        desk = Desk(engine)
        stack.push_async_callback(desk.close)
        shelf = FileShelf(settings.root / "prompts")
        feed = ContentFeed(units, shelf, partial(_apply, content, texts))
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
            files=TelegramFiles(bot),
            pace=pace,
            content=content,
            shelf=shelf,
            feed=feed,
            painter=SvgMapPainter(),
            translator=texts,
            access_tokens=JwtAccessTokens(settings.jwt_secret.get_secret_value(), clock),
            model=model,
            intake=Intake(units, arrivals, jobs, live, messenger, cannot_wait, partial(no_payments, texts)),
            desk=desk,
            sender=OutboxSender(units, messenger, pace, clock, unasked.checks(clock)),
            pipeline=ReplyPipeline(
                units=units,
                alerts=alerts,
                jobs=jobs,
                live=live,
                messenger=messenger,
                model=model,
                content=content,
                translator=texts,
                clock=clock,
                modes=sessions.modes,
                second_look=ModelSecondLook(model, content),
                patience_s=settings.reply_patience,
                pace=RedisTalkPace(RequestLimiter(redis), settings.rate_chat),
            ),
            beginnings=sessions.beginnings,
            closer=sessions.closer,
            hearing=Hearing(model, content, transcribes=settings.openai_transcribe_model != "none"),
            operators=Operators(content, texts, live, clock),
            forgotten=sessions.forgotten,
            portraits=sessions.portraits,
            reflection=reflection,
            ours=ours,
            ledger=FileLedger(settings.ledger, keyring),
            traces=RedisTraces(redis),
            refresher=refresher,
            rotation=make_rotation(units, clock, refresher, engine),
            links=JwtPersonalLinks(settings.jwt_secret.get_secret_value(), clock),
            shop=HmacPostback(settings.shop_secret.get_secret_value() if settings.shop_secret else None),
            readiness=ReadinessComputer(units, model, content, texts, clock),
            exercises=ExerciseSender(units, content, texts, clock),
        )
