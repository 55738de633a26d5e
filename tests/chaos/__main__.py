"""python -m tests.chaos --minutes 10 --people 100 --messages 2000 --seed N: exit code 1 when a promise is broken."""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from relove.core.killpoints import POINTS
from tests.chaos import bulk, people
from tests.chaos.ledger import Ledger, draw_up, until_idle
from tests.chaos.stage import on_stage
from tests.chaos.trouble import NAMED_EACH, Troubles, make_trouble


async def break_things(folder: Path, given: argparse.Namespace, dice: random.Random) -> Ledger:
    """The first part."""
    seconds = given.minutes * 60
    options = ("--workers", "2", "--model", "sandbox", "--updates", "webhook")
    async with on_stage(folder, *options) as stage:
        numbers = await people.begin(stage, given.people)
        before = await stage.one("SELECT count(*) FROM inbox_updates WHERE kind = 'message'")
        plan = Troubles(kills=given.kills)
        said = people.Said()
        unasked = max(20, given.messages // 10)
        _, said_by_people, _ = await asyncio.gather(
            make_trouble(stage, plan, seconds, dice),
            people.write(stage, numbers, given.messages, seconds, dice),
            people.unasked(stage, said, numbers, unasked, seconds, dice),
        )
        said.words = said_by_people.words
        await stage.clear_faults()
        idle = await until_idle(stage, before + said.count)
        ledger = await draw_up(stage, said, plan)
        ledger.figures |= {"idle after": f"{idle:.1f} s", **plan.done, "kills in all": len(plan.killed)}
        _complete(ledger, plan, stage.points.killed)
        return ledger


def _complete(ledger: Ledger, plan: Troubles, killed: object) -> None:
    """Was there as much trouble as was meant?"""
    assert callable(killed)
    for name in POINTS:
        ledger.expect(killed(name) >= NAMED_EACH, f"killed at {name} {killed(name)} times only")
    ledger.expect(len(plan.killed) >= plan.kills, f"{len(plan.killed)} kills only")
    ledger.expect(
        plan.done.get("redis flushed and restarted") == plan.redis_restarts, "too few Redis restarts"
    )
    ledger.expect(
        plan.done.get("postgres restarted") == plan.postgres_restarts, "too few PostgreSQL restarts"
    )


async def send_much(folder: Path, given: argparse.Namespace, dice: random.Random) -> Ledger:
    """The second part."""
    options = ("--workers", "2", "--model", "templates", "--updates", "webhook")
    async with on_stage(folder, *options) as stage:
        return await bulk.run(stage, given.bulk, dice)


def main() -> int:
    reader = argparse.ArgumentParser(prog="tests.chaos")
    reader.add_argument("--minutes", type=float, default=10)
    reader.add_argument("--people", type=int, default=100)
    reader.add_argument("--messages", type=int, default=2000)
    reader.add_argument("--kills", type=int, default=44)
    reader.add_argument("--bulk", type=int, default=3000)
    reader.add_argument("--seed", type=int, default=None)
    reader.add_argument("--part", choices=("both", "1", "2"), default="both")
    reader.add_argument("--keep", type=Path, default=None, help="folder for data and logs, kept")
    given = reader.parse_args()
    seed = given.seed if given.seed is not None else random.randrange(10**6)
    broken = 0
    with tempfile.TemporaryDirectory(prefix="relove-chaos-") as made:
        folder = given.keep or Path(made)
        for part, title, work in (
            ("1", "Everything breaks", break_things),
            ("2", "Much to send", send_much),
        ):
            if given.part not in ("both", part):
                continue
            begun = time.monotonic()
            load = os.getloadavg()[0]
            print(f"{title} (seed {seed}, load {load:.1f} at the start)", flush=True)
            ledger = asyncio.run(work(folder / f"part-{part}", given, random.Random(seed)))
            print(f"{title}: after {time.monotonic() - begun:.0f} s, load {os.getloadavg()[0]:.1f}")
            ledger.show()
            broken += len(ledger.broken)
            print(
                "  every promise kept" if not ledger.broken else f"  {len(ledger.broken)} BROKEN", flush=True
            )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
