"""What breaks, and when: kills at named places and anywhere, processes that stand still, engines, Telegram's moods."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from dataclasses import dataclass, field
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from relove.core.killpoints import POINTS
from tests.chaos.stage import Stage

STOPPED_S = 12.0
"""Longer than a lease lasts."""
NAMED_EACH = 2
DELAY_S = 2.0
_FAULT_EVERY_S = 3.0


@dataclass
class Troubles:
    """How much of each, and what has been."""

    kills: int = 44
    stops: int = 5
    redis_restarts: int = 5
    postgres_restarts: int = 3
    killed: list[tuple[float, str]] = field(default_factory=list)
    stopped: list[tuple[float, float]] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)

    def note(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1


async def make_trouble(stage: Stage, plan: Troubles, seconds: float, dice: random.Random) -> None:
    """All of it, spread over so many seconds."""
    named = [name for name in POINTS for _ in range(NAMED_EACH)]
    elsewhere = max(0, plan.kills - len(named))
    acts = (
        [("named", name) for name in named]
        + [("kill", dice.choice(["workers", "workers", "api"])) for _ in range(elsewhere)]
        + [("redis", "")] * plan.redis_restarts
        + [("postgres", "")] * plan.postgres_restarts
        + [("stop", dice.choice(["workers", "workers", "workers", "api"])) for _ in range(plan.stops)]
    )
    dice.shuffle(acts)
    pace = seconds / (len(acts) + 1)
    begun = time.monotonic()
    async with asyncio.TaskGroup() as group:
        moods = group.create_task(_moods(stage, dice))
        stops: list[asyncio.Task[None]] = []
        for number, (what, which) in enumerate(acts, 1):
            await asyncio.sleep(max(0.0, begun + pace * number - time.monotonic()))
            if what == "named":
                await _kill_at(stage, plan, which)
            elif what == "kill":
                _kill(stage, plan, which, dice)
            elif what == "redis":
                await _restart_redis(stage, plan)
            elif what == "postgres":
                _signal_one(stage, "postgres", signal.SIGINT)
                plan.note("postgres restarted")
            else:
                stops.append(group.create_task(_stand_still(stage, plan, which, dice)))
        await asyncio.gather(*stops)
        moods.cancel()


async def _kill_at(stage: Stage, plan: Troubles, name: str) -> None:
    before = stage.points.killed(name)
    stage.points.arm(name)
    for _ in range(2000):
        if stage.points.killed(name) > before:
            plan.killed.append((time.time(), name))
            plan.note(f"killed at {name}")
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"nobody came by {name} within 40 s")


def _kill(stage: Stage, plan: Troubles, who: str, dice: random.Random) -> None:
    pids = stage.pids(who)
    if pids and stage.signal(dice.choice(pids), signal.SIGKILL):
        plan.killed.append((time.time(), who))
        plan.note(f"killed {who}")


def _signal_one(stage: Stage, who: str, number: signal.Signals) -> None:
    for pid in stage.pids(who):
        stage.signal(pid, number)


async def _restart_redis(stage: Stage, plan: Troubles) -> None:
    try:
        async with Redis.from_url(stage.redis_url) as client:
            await client.flushall()
    except (RedisError, OSError):
        pass  # it is away already
    _signal_one(stage, "redis", signal.SIGKILL)
    plan.note("redis flushed and restarted")


async def _stand_still(stage: Stage, plan: Troubles, who: str, dice: random.Random) -> None:
    pids = stage.pids(who)
    if not pids:
        return
    pid, since = dice.choice(pids), time.time()
    if stage.signal(pid, signal.SIGSTOP):
        await asyncio.sleep(STOPPED_S)
        stage.signal(pid, signal.SIGCONT)
        plan.stopped.append((since, time.time()))
        plan.note(f"{who} stopped past the lease")


async def _moods(stage: Stage, dice: random.Random) -> None:
    """Telegram's own troubles, one every few seconds."""
    while True:
        fault: dict[str, Any] = dice.choice(
            [
                {"method": "sendMessage", "kind": "too_many", "retry_after": dice.randint(1, 3)},
                {"method": "sendMessage", "kind": "server_error", "times": dice.randint(1, 3)},
                {"method": "sendMessage", "kind": "lost_answer"},
                {"method": "sendMessage", "kind": "delay", "seconds": DELAY_S},
                {"method": "delivery", "kind": "lost_answer"},
                {"kind": "duplicate", "times": 3},
                {"kind": "reorder", "times": 2},
            ]
        )
        await stage.post("faults", **fault)
        await asyncio.sleep(_FAULT_EVERY_S * dice.uniform(0.5, 1.5))
