"""A hundred people who write, and what is sent to them unasked."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

import httpx
import msgspec

from relove.core.ports import OutgoingMessage
from relove.core.tasks import spawn
from relove.domains.messaging.repository import OutboxRepository
from relove.domains.messaging.schemas import MessageKind
from tests.chaos.stage import Stage

FIRST = 810_000
_BEGIN_AT_ONCE = 8
_LINES = ("иду дальше", "думаю о дороге", "смотрю на карту", "сегодня тихо", "хочу понять больше")


@dataclass
class Said:
    """What everybody wrote that the sandbox accepted, in each person's order, and what was queued for them."""

    words: dict[int, list[str]] = field(default_factory=dict)
    unasked: dict[str, MessageKind] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(map(len, self.words.values()))


async def begin(stage: Stage, people: int) -> list[int]:
    """Everybody has agreed."""
    gate = asyncio.Semaphore(_BEGIN_AT_ONCE)

    async def one(number: int) -> None:
        async with gate:
            await stage.person(number)

    numbers = list(range(FIRST, FIRST + people))
    await asyncio.gather(*map(one, numbers))
    return numbers


async def write(stage: Stage, numbers: list[int], messages: int, seconds: float, dice: random.Random) -> Said:
    """So many messages, each by somebody at some moment; a fifth of them in bursts."""
    said = Said({number: [] for number in numbers})
    moments = sorted(dice.uniform(0, seconds) for _ in range(messages))
    begun = time.monotonic()
    writing: list[asyncio.Task[None]] = []
    locks = {number: asyncio.Lock() for number in numbers}
    who = dice.choice(numbers)

    async def one(number: int, words: str) -> None:
        # A person's phone sends one after the other.
        async with locks[number]:
            for _ in range(20):
                try:
                    await stage.post(f"people/{number}/messages", text=words)
                except httpx.TransportError:
                    await asyncio.sleep(0.5)
                    continue
                said.words[number].append(words)
                return

    for place, moment in enumerate(moments):
        await asyncio.sleep(max(0.0, begun + moment - time.monotonic()))
        who = who if dice.random() < 0.2 else dice.choice(numbers)
        writing.append(spawn(one(who, f"шаг {place}: {dice.choice(_LINES)}"), "write"))
    await asyncio.gather(*writing)
    return said


async def unasked(
    stage: Stage, said: Said, numbers: list[int], count: int, seconds: float, dice: random.Random
) -> None:
    """Broadcasts and proactive messages, each once, among all that."""
    for number in range(count):
        kind: MessageKind = "proactive" if number % 4 == 0 else "broadcast"
        words = f"{kind} номер {number}"
        if await queue(stage, [(dice.choice(numbers), words)], kind):
            said.unasked[words] = kind
        await asyncio.sleep(seconds / count)


async def queue(stage: Stage, messages: list[tuple[int, str]], kind: MessageKind) -> bool:
    """Into the outbox, as the domains do it. False while the database is away: then nobody asks again."""
    try:
        async with stage.units() as work:
            for chat_id, words in messages:
                payload = msgspec.json.encode(OutgoingMessage(words))
                await OutboxRepository(work.session).add(
                    chat_id=chat_id, user_id=None, kind=kind, payload=payload
                )
    except Exception:
        return False
    return True
