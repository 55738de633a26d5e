"""What the sandbox must be told, and what it asks of the product."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from relove.core.clock import Clock
from relove.sandbox.limits import Limits
from relove.sandbox.timing import Timing


class UnknownJob(Exception):
    """There is no scheduled job of that name."""


class SandboxHooks(Protocol):
    """What the control calls need from the product behind the bot."""

    clock: Clock

    def set_clock_offset(self, us: int) -> None:
        """Move business time in every process, in microseconds ahead of real time."""

    async def grant_admin(self, telegram_id: int) -> None:
        """Give the person the admin role, making the person where there is none."""

    async def job_names(self) -> list[str]:
        """The scheduled jobs that can be run by hand."""

    async def run_job(self, name: str) -> dict[str, Any]:
        """Run a scheduled job to its end; UnknownJob when there is none."""

    async def close(self) -> None:
        """The sandbox goes down."""


class _MovableClock:
    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


class StandaloneHooks:
    """The sandbox with no product behind it: business time of its own, no jobs, no roles."""

    def __init__(self) -> None:
        self._movable = _MovableClock()
        self.clock: Clock = self._movable

    def set_clock_offset(self, us: int) -> None:
        self._movable.offset = timedelta(microseconds=us)

    async def grant_admin(self, telegram_id: int) -> None:
        return None

    async def job_names(self) -> list[str]:
        return []

    async def run_job(self, name: str) -> dict[str, Any]:
        raise UnknownJob(name)

    async def close(self) -> None:
        return None


@dataclass(frozen=True)
class SandboxConfig:
    """Everything that `create_app` needs. `app_url` is the Mini App's origin, `origin` the sandbox's own."""

    bot_token: str
    app_url: str
    origin: str
    bot_name: str = "reLove"
    bot_username: str = "relove_bot"
    hooks: SandboxHooks = field(default_factory=StandaloneHooks)
    model_chunk_delay: float = 0.015
    timing: Timing = field(default_factory=Timing)
    limits: Limits = field(default_factory=Limits)

    @property
    def bot_id(self) -> int:
        return int(self.bot_token.partition(":")[0])

    @property
    def app_origin(self) -> str:
        parts = urlsplit(self.app_url)
        return f"{parts.scheme}://{parts.netloc}"
