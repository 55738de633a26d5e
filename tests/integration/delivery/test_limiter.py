"""Telegram's limits: what one reservation says, with no waiting in the test itself."""

import asyncio
from typing import Any

import pytest
from redis.asyncio import Redis

from relove.bootstrap import Container
from relove.integrations.queue import limiter
from relove.integrations.queue.limiter import _RESERVE, SendLimiter

SECOND_US = 1_000_000
SLOT_US = round(SECOND_US / 29)


@pytest.fixture(autouse=True)
def no_waiting() -> None:
    """The real limits."""


async def reserve(redis: Any, chat_id: int, interval_us: int = SECOND_US) -> tuple[bool, float]:
    """Whether the message has its slot, and after how many seconds it may leave or ask again."""
    script = redis.register_script(_RESERVE)
    reserved, pause = await script(
        keys=["relove:send:all", f"relove:send:{chat_id}"], args=[SLOT_US, interval_us]
    )
    return bool(reserved), pause / SECOND_US


async def test_the_limits_are_those_of_telegram() -> None:
    assert limiter.OVERALL_PER_SECOND == 29
    assert limiter.PRIVATE_INTERVAL_S == 1
    assert limiter.GROUP_INTERVAL_S == 3


async def test_messages_to_many_chats_leave_one_by_one_at_the_overall_rate(container: Container) -> None:
    waits = [(await reserve(container.redis, chat))[1] for chat in range(1, 59)]
    assert waits[0] == 0
    # Time passes while the test asks, so the last of 58 waits a little less than two seconds.
    assert waits == sorted(waits)
    assert 1.0 < waits[-1] <= 57 / 29 + 0.001


async def test_of_two_processes_at_once_no_two_messages_have_the_same_slot(container: Container) -> None:
    other = Redis.from_url(container.settings.redis_url)
    try:
        both = (container.redis, other)
        waits = await asyncio.gather(*(reserve(both[chat % 2], chat) for chat in range(1, 30)))
    finally:
        await other.aclose()
    pauses = sorted(pause for _, pause in waits)
    assert all(reserved for reserved, _ in waits)
    # Slots are 1/29 s apart; what differs is the moment of asking.
    assert len({round(pause, 4) for pause in pauses}) == 29
    assert pauses[-1] > 0.5


async def test_a_chat_gets_one_message_a_second_and_waits_without_a_slot(container: Container) -> None:
    first, first_wait = await reserve(container.redis, 5)
    second, second_wait = await reserve(container.redis, 5)
    assert (first, first_wait, second) == (True, 0, False)
    assert 0.5 < second_wait <= 1
    # The one that waits for its chat holds up nobody else.
    overall = int(await container.redis.get("relove:send:all"))
    await reserve(container.redis, 5)
    assert int(await container.redis.get("relove:send:all")) == overall


async def test_a_chats_interval_counts_from_when_its_message_leaves(container: Container) -> None:
    for chat in range(1, 30):
        await reserve(container.redis, chat)
    _, leaves = await reserve(container.redis, 99)
    _, again = await reserve(container.redis, 99)
    assert again > leaves
    assert again - leaves == pytest.approx(1, abs=0.2)


async def test_after_429_a_chat_rests_and_others_do_not(container: Container) -> None:
    await SendLimiter(container.redis).pause(5, 30)
    reserved, pause = await reserve(container.redis, 5)
    assert not reserved
    assert 29 < pause <= 30
    assert await reserve(container.redis, 6) == (True, 0)


async def test_nothing_of_it_stays_in_redis_for_ever(container: Container) -> None:
    await reserve(container.redis, 5)
    await SendLimiter(container.redis).pause(6, 30)
    lives = [await container.redis.ttl(key) async for key in container.redis.scan_iter("relove:send:*")]
    assert len(lives) == 3
    assert all(0 < life <= 600 for life in lives)


class Waits:
    """Stands in for the passing of time: notes how long, and lets it be over in Redis."""

    def __init__(self, redis: Any) -> None:
        self.asked: list[float] = []
        self._redis = redis

    async def sleep(self, seconds: float) -> None:
        self.asked.append(seconds)
        await self._redis.delete("relove:send:all", "relove:send:5", "relove:send:-5")


@pytest.fixture
def waits(container: Container, monkeypatch: pytest.MonkeyPatch) -> Waits:
    made = Waits(container.redis)
    monkeypatch.setattr(limiter, "asyncio", made)
    return made


@pytest.mark.parametrize(("chat_id", "interval"), [(5, 1.0), (-5, 3.0)])
async def test_who_waits_asks_again_when_the_chat_is_free(
    container: Container, waits: Waits, chat_id: int, interval: float
) -> None:
    sending = SendLimiter(container.redis)
    await sending.wait(chat_id)
    assert waits.asked == []
    await sending.wait(chat_id)
    assert len(waits.asked) == 1
    assert interval - 0.5 < waits.asked[0] <= interval


async def test_a_slot_in_the_queue_of_all_is_waited_for_once(container: Container, waits: Waits) -> None:
    sending = SendLimiter(container.redis)
    for chat in range(10, 20):
        await reserve(container.redis, chat)
    await sending.wait(5)
    assert len(waits.asked) == 1
    assert 0 < waits.asked[0] < 0.5


async def test_with_redis_away_messages_keep_the_pace_of_their_chat(waits: Waits) -> None:
    away = Redis.from_url("redis://127.0.0.1:9")
    sending = SendLimiter(away)
    await sending.wait(5)
    await sending.wait(-5)
    assert waits.asked == [1.0, 3.0]
    await sending.pause(5, 3)
    await away.aclose()
