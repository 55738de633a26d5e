"""The second part: two workers, 3,000 messages to send, and people who are answered in the middle of it."""

from __future__ import annotations

import asyncio
import bisect
import random
import time
from itertools import pairwise
from typing import Any

from tests.chaos.ledger import Ledger
from tests.chaos.people import FIRST, queue
from tests.chaos.stage import Stage

_ALL_AT_ONCE = 200
_CHATS = 1000
_PEOPLE = 20
_ASK_EVERY_S = 2.0
_OPEN = """
    SELECT count(*) FROM outbox_messages
    WHERE kind = 'broadcast' AND state IN ('pending', 'retry_at', 'sending')
"""


async def run(stage: Stage, messages: int, dice: random.Random) -> Ledger:
    """Queue them all, ask now and then, and look at what the sandbox saw."""
    askers = list(range(FIRST, FIRST + _PEOPLE))
    for number in askers:
        await stage.person(number)
    chats = list(range(FIRST + 1000, FIRST + 1000 + min(_CHATS, messages)))
    for number in chats:
        await stage.post("people", id=number, first_name="Борис")
    first = stage.go_first()
    await asyncio.sleep(3)
    before = await _last_request(stage)
    bulk = [(chats[number % len(chats)], f"новость {number}") for number in range(messages)]
    for begin in range(0, messages, _ALL_AT_ONCE):
        assert await queue(stage, bulk[begin : begin + _ALL_AT_ONCE], "broadcast")
    # Once more, for connections that were opened meanwhile are processes of PostgreSQL's.
    first = first and stage.go_first()
    asked: list[tuple[int, float]] = []
    deadline = time.monotonic() + messages / 20 + 60
    while await stage.one(_OPEN) and time.monotonic() < deadline:
        number = askers[len(asked) % len(askers)]
        await stage.post(f"people/{number}/messages", text=f"вопрос {len(asked)}")
        asked.append((number, time.time()))
        await asyncio.sleep(_ASK_EVERY_S * dice.uniform(0.8, 1.2))
    await asyncio.sleep(3)
    calls = (await stage.get("requests", method="sendMessage", after=before))["items"]
    ledger = _look(calls, messages, len(asked), await _waits(stage))
    ledger.figures["before other processes"] = "yes" if first else "no: not allowed, mind the load"
    return ledger


async def _last_request(stage: Stage) -> int:
    items = (await stage.get("requests", method="sendMessage"))["items"]
    return int(items[-1]["n"]) if items else 0


async def _waits(stage: Stage) -> list[float]:
    """From a reply's being queued to its having left, in seconds."""
    rows = await stage.rows(
        """
        SELECT extract(epoch FROM sent_at - created_at)::float8 FROM outbox_messages
        WHERE kind = 'reply' AND created_at > (SELECT min(created_at) FROM outbox_messages WHERE kind = 'broadcast')
        """
    )
    return sorted(row[0] for row in rows if row[0] is not None)


def _look(calls: list[dict[str, Any]], messages: int, asked: int, waits: list[float]) -> Ledger:
    ledger = Ledger()
    taken = [call for call in calls if call["status"] == 200]
    broadcast = [call for call in taken if call["params"]["text"].startswith("новость ")]
    texts = {call["params"]["text"] for call in broadcast}
    moments = sorted(call["at"] for call in taken)
    first, last = broadcast[0]["at"], broadcast[-1]["at"]
    during = [moment for moment in moments if first <= moment <= last]
    rate = (len(during) - 1) / (last - first)
    most = max(bisect.bisect_left(moments, moment + 1.0) - place for place, moment in enumerate(moments))
    gaps = sorted(round((later - sooner) * 1000) for sooner, later in pairwise(during))
    refused = sum(1 for call in calls if call["status"] == 429)
    p95 = waits[int(len(waits) * 0.95)] if waits else float("inf")
    ledger.figures |= {
        "bulk": f"{len(texts)} of {messages} arrived, {len(broadcast) - len(texts)} doubled",
        "a second": f"{rate:.2f} (28.5 to 29.5)",
        "most in any one second": f"{most} (30 at most)",
        "from one to the next": f"{gaps[len(gaps) // 100]} to {gaps[-len(gaps) // 100]} ms (p1, p99)",
        "429": refused,
        "replies in the middle": f"{len(waits)} to {asked}, left after {p95:.2f} s (p95, limit 1.5)",
    }
    ledger.expect(len(texts) == messages, "not every message arrived")
    ledger.expect(len(broadcast) == len(texts), "a broadcast was doubled")
    ledger.expect(28.5 <= rate <= 29.5, f"{rate:.2f} messages a second")
    ledger.expect(most <= 30, f"{most} in one second")
    ledger.expect(refused == 0, f"{refused} times 429")
    ledger.expect(len(waits) >= asked, "a question has no answer")
    ledger.expect(p95 <= 1.5, f"a reply waited {p95:.2f} s (p95)")
    return ledger
