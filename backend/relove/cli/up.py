"""`relove up`: the whole product in one process tree on one machine."""

import gc
import importlib
import signal
import sys
import time
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from typing import Any

from relove.cli.supervisor import DataDir, ForkedChild, Supervisor
from relove.cli.supervisor.supervise import port_is_free
from relove.config import Settings, SettingsError, load_settings, read_settings
from relove.core.clock import OffsetClock
from relove.integrations.embedded import EmbeddedPostgres, EmbeddedRedis
from relove.integrations.logs import configure_logging

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - only compared with
MODEL_KEY_OF_THE_SANDBOX = "sandbox"
# Where each kind of child begins; imported once, before any thread or loop, so that forks share the memory.
ENTRIES = {
    "sandbox": "relove.sandbox.run",
    "api": "relove.api.serve",
    "worker": "relove.worker.run",
    "bot": "relove.bot.polling",
}


class Refused(Exception):
    """`relove up` cannot start; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will run."""

    settings: Settings
    data_dir: DataDir
    engines: dict[str, EmbeddedPostgres | EmbeddedRedis]

    @property
    def roles(self) -> list[str]:
        workers = [f"worker-{number}" for number in range(1, self.settings.workers + 1)]
        return [
            *(["sandbox"] if self.settings.sandbox else []),
            "api",
            *workers,
            *(["bot"] if self.settings.updates == "polling" else []),
        ]


def up(**options: Any) -> None:
    """Runs until SIGTERM or Ctrl-C; SettingsError, Refused, EngineError or DidNotStart when it cannot."""
    began = time.monotonic()
    # Until the supervisor listens, a signal ends us in the ordinary way, past the `finally` below.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    written = read_settings(**options)
    data_dir = DataDir(written.data_dir)
    data_dir.lock()
    engines: dict[str, EmbeddedPostgres | EmbeddedRedis] = {}
    try:
        with_sandbox = wants_sandbox(written)
        check_ports(written, with_sandbox)
        engines |= start_engines(written, data_dir)
        settings = complete(written, data_dir, engines, with_sandbox, options)
        data_dir.write_played(played(settings))
        plan = Plan(settings, data_dir, engines)
        run(plan, began)
    finally:
        for engine in engines.values():
            engine.stop()
        data_dir.unlock()


def played(settings: Settings) -> dict[str, Any]:
    """What a command that runs beside must know to find the same Telegram, model and clock."""
    if not settings.sandbox:
        return {}
    names = ["telegram_api_base", "sandbox_url", "public_url", "model"]
    told = {name: getattr(settings, name) for name in names}
    if settings.model == "sandbox":
        told |= {"openai_base_url": settings.openai_base_url, "openai_api_key": MODEL_KEY_OF_THE_SANDBOX}
    return told


def wants_sandbox(written: Settings) -> bool:
    """The sandbox plays Telegram where no token is set, or where RELOVE_SANDBOX keeps it."""
    if written.sandbox is not None:
        if not written.sandbox and not written.bot_token and written.env != "production":
            raise Refused("BOT_TOKEN is not set and the sandbox is forbidden: there is nobody to talk to.")
        return written.sandbox
    return written.bot_token is None and written.env != "production"


def check_ports(written: Settings, with_sandbox: bool) -> None:
    wanted = [(written.host, written.port, "--port")]
    if with_sandbox:
        wanted.append((LOOPBACK, written.sandbox_port, "--sandbox-port"))
        if written.port == written.sandbox_port:
            raise Refused(
                "The product and the sandbox cannot share a port: choose another with --sandbox-port."
            )
    for host, port, option in wanted:
        if not port_is_free(host, port):
            raise Refused(f"Port {port} is taken: stop what listens there, or choose another with {option}.")


def start_engines(written: Settings, data_dir: DataDir) -> dict[str, EmbeddedPostgres | EmbeddedRedis]:
    """Begins to start those that no URL replaces; they come up while we import."""
    engines: dict[str, EmbeddedPostgres | EmbeddedRedis] = {}
    if not written.database_url:
        engines["postgres"] = EmbeddedPostgres(data_dir.path)
    if not written.redis_url:
        engines["redis"] = EmbeddedRedis(data_dir.path)
    for engine in engines.values():
        engine.spawn()
    return engines


def complete(
    written: Settings,
    data_dir: DataDir,
    engines: dict[str, EmbeddedPostgres | EmbeddedRedis],
    with_sandbox: bool,
    options: dict[str, Any],
) -> Settings:
    """The settings that run: as written, with everything made that can be made."""
    made = data_dir.secrets()
    more: dict[str, Any] = {**options, "sandbox": with_sandbox}
    for name in ("webhook_secret", "jwt_secret", "encryption_keys"):
        if getattr(written, name) is None:
            more[name] = made[name]
    for name, engine in engines.items():
        more["database_url" if name == "postgres" else "redis_url"] = engine.url
    if with_sandbox:
        if written.bot_token is None:
            more["bot_token"] = made["sandbox_bot_token"]
        more |= {
            "telegram_api_base": f"http://{LOOPBACK}:{written.sandbox_port}",
            "sandbox_url": f"http://localhost:{written.sandbox_port}",
            "public_url": f"http://localhost:{written.port}",
            "updates": options.get("updates", "polling"),
        }
    if written.model == "openai" and not written.openai_api_key:
        raise SettingsError({"openai_api_key": "OPENAI_API_KEY is not set; --model openai needs it."})
    if written.model == "sandbox":
        if not with_sandbox:
            raise Refused("--model sandbox needs the sandbox, which does not run here.")
        more |= {
            "openai_base_url": f"http://{LOOPBACK}:{written.sandbox_port}/v1",
            "openai_api_key": MODEL_KEY_OF_THE_SANDBOX,
        }
    settings = load_settings(**more)
    if settings.updates == "webhook" and not settings.public_url:
        raise SettingsError({"public_url": "PUBLIC_URL is not set; updates by webhook need it."})
    return settings


def run(plan: Plan, began: float) -> None:
    """Migrates and imports at once, forks, and watches."""
    settings = plan.settings
    prepare = partial(configure_logging, settings.log_level, settings.log_format)
    prepare("up")
    if settings.sandbox:
        OffsetClock.create(plan.data_dir.clock)
    # In a child of its own: the parent must never have had an event loop or a thread.
    migration = ForkedChild("migrate", partial(migrate, plan), prepare)
    migration.start()
    # Nothing imported becomes garbage; looking for some costs half a second.
    gc.disable()
    entries = {kind: importlib.import_module(module).run for kind, module in needed(plan).items()}
    importlib.import_module("relove.bootstrap.prewarm").prewarm(settings)
    for engine in plan.engines.values():
        engine.wait()
    if migration.wait() != 0:
        raise Refused("The database could not be brought up to date; the log lines above say why.")
    sandbox_plays = partial(_get, LOOPBACK, settings.sandbox_port, "/") if settings.sandbox else None
    children = [
        ForkedChild(
            role,
            partial(entries[role.partition("-")[0]], settings),
            prepare,
            waits_for=sandbox_plays if role != "sandbox" else None,
        )
        for role in plan.roles
    ]
    # What is alive now lives on in every child: frozen, no collection touches (and so copies) its pages.
    gc.collect()
    gc.freeze()
    gc.enable()
    supervisor = Supervisor(plan.data_dir, plan.engines, children, partial(answers, settings))
    supervisor.run(lambda: print(ready_line(settings, time.monotonic() - began), flush=True))


def needed(plan: Plan) -> dict[str, str]:
    kinds = {role.partition("-")[0] for role in plan.roles}
    return {kind: module for kind, module in ENTRIES.items() if kind in kinds}


def migrate(plan: Plan) -> None:
    """Runs in the child while the parent imports; whether the engine itself fails, the parent notices."""
    from relove.cli.start import bring_up_to_date

    postgres = plan.engines.get("postgres")
    while isinstance(postgres, EmbeddedPostgres) and not postgres.is_ready():
        time.sleep(0.01)
    bring_up_to_date(plan.settings)


def answers(settings: Settings) -> bool:
    """Whether a person would be served: the API is healthy, a worker works, the sandbox shows its page."""
    if not _get(LOOPBACK if settings.host == EVERYWHERE else settings.host, settings.port, "/health"):
        return False
    if settings.sandbox and not _get(LOOPBACK, settings.sandbox_port, "/"):
        return False
    return _worker_works(settings.redis_url)


def _worker_works(redis_url: str) -> bool:
    """A worker that has begun says so in Redis."""
    from arq.constants import default_queue_name, health_check_key_suffix
    from redis import Redis
    from redis.exceptions import RedisError

    try:
        with Redis.from_url(redis_url, socket_timeout=2) as client:
            return bool(client.exists(default_queue_name + health_check_key_suffix))
    except RedisError:
        return False


def _get(host: str, port: int, path: str) -> bool:
    connection = HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def ready_line(settings: Settings, seconds: float) -> str:
    """The one line on standard output that says where to go."""
    where = [f"sandbox {settings.sandbox_url}"] if settings.sandbox else []
    where.append(f"Mini App http://localhost:{settings.port}")
    told = {
        "openai": settings.openai_model,
        "sandbox": "the sandbox's model",
        "templates": "written templates",
    }
    return f"ready in {seconds:.1f} s: {', '.join(where)}; answers come from {told[settings.model]}"
