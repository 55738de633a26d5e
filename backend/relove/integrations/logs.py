"""One pipe for all logs, ours and the libraries': JSON lines, or readable ones where a person looks on."""

import logging
import re
import sys
import traceback
from collections.abc import Iterable
from typing import Any, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# What must never be read in a log: bot tokens (in addresses of the Bot API, too), bearer tokens, JWTs,
# initData, provider keys, passwords in addresses.
SECRETS = (
    (re.compile(r"(?<!\d)\d{2,20}:[A-Za-z0-9_-]{20,}"), "<bot token>"),
    (re.compile(r"(?i)\b(bearer|tma)\s+[^\s\"',]+"), r"\1 <hidden>"),
    (re.compile(r"\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"), "<token>"),
    (
        re.compile(r"\b(?:query_id|auth_date|user|hash|signature|chat_instance)=[^\s\"']*&[^\s\"']+"),
        "<init data>",
    ),
    (re.compile(r"(?i)(tgWebAppData=)[^\s\"'&]+"), r"\1<init data>"),
    (re.compile(r"\bsk-[A-Za-z0-9_-]{8,}"), "<key>"),
    (re.compile(r"(://[^/\s:@]*:)[^/\s@]+@"), r"\1<hidden>@"),
)
# Every form above has one of these: most values of a log line have none, and are passed by one look.
_SUSPECT = re.compile(r"[:=]|eyJ|sk-|(?i:\b(?:bearer|tma)\s)")
SECRET_NAMES = frozenset(
    {
        *("token", "access_token", "refresh_token", "bot_token", "secret", "webhook_secret", "jwt_secret"),
        *("password", "authorization", "init_data", "api_key", "encryption_keys"),
    }
)
# Their every request or statement is not news.
QUIET = (
    "aiogram.event",
    "alembic.runtime",
    "httpx",
    "httpx2",
    "httpcore",
    "openai",
    "asyncio",
    "arq.worker",
    "_granian",
    "granian",
)


def scrub(value: Any) -> Any:
    """The same value without what looks like a secret; containers are copied."""
    if isinstance(value, str):
        if _SUSPECT.search(value) is None:
            return value
        for pattern, instead in SECRETS:
            value = pattern.sub(instead, value)
        return value
    if isinstance(value, dict):
        return {
            key: "<hidden>" if str(key).lower() in SECRET_NAMES and item else scrub(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [scrub(item) for item in cast(Iterable[Any], value)]
    if isinstance(value, int | float | bool | None):
        return value
    return type(value).__name__ if isinstance(value, BaseException) else scrub(str(value))


def _scrub_event(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return cast(EventDict, scrub(dict(event)))


def _wordless_traceback(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Where it failed and with what type of error. Never the error's own text: it can hold a person's words."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if not isinstance(error, BaseException):
        return event
    chain: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(chain) < 5:
        frames = traceback.extract_tb(seen.__traceback__)[-12:]
        places = [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
        chain.append(f"{type(seen).__module__}.{type(seen).__qualname__} ({' > '.join(places)})")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    event["error"] = " <- ".join(chain)
    return event


def configure_logging(level: str, fmt: str = "auto", process: str = "relove") -> None:
    """Once at the start of each process; `process` names it in every line."""
    readable = fmt == "console" or (fmt == "auto" and sys.stderr.isatty())

    def name_process(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event.setdefault("process", process)
        return event

    moment = structlog.processors.TimeStamper(
        fmt="%H:%M:%S" if readable else "iso", utc=not readable, key="ts"
    )
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        moment,
        name_process,
    ]
    # The scrubber comes last before rendering, so that it sees tracebacks as text as well.
    ending: list[Processor] = (
        [
            _wordless_traceback,
            _scrub_event,
            structlog.dev.ConsoleRenderer(timestamp_key="ts"),
        ]
        if readable
        else [
            _wordless_traceback,
            _scrub_event,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    # Nobody reads where a line was written from, nor by which thread: a third of a line's cost.
    cast(Any, logging)._srcfile = None
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(True)
