"""Telegram's limits: what one reservation says, with no waiting in the test itself."""

import asyncio
import random
import time
from contextlib import suppress
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from relove.bootstrap import Container
from relove.core.ports import Slot
from relove.integrations.queue import limiter
from relove.integrations.queue.limiter import _RESERVE, SendLimiter
from relove.sandbox.limits import FloodLimits, Limits

SECOND_US = 1_000_000
SLOT_US = round(SECOND_US / 29)
DOOR = "relove:send:door"


@pytest.fixture(autouse=True)
def no_waiting() -> None:
    """The real limits."""


async def reserve(redis: Any, chat_id: int, interval_us: int = SECOND_US) -> tuple[bool, float]:
    """Whether the message has its slot, and after how many seconds it may leave or ask again."""
    script = redis.register_script(_RESERVE)
    reserved, pause = await script(
        keys=["relove:send:all", f"relove:send:{chat_id}", DOOR, "relove:send:stop"],
        args=[SLOT_US, interval_us, 20 * SECOND_US, 0, chat_id, 0, 0, 0],
    )
    return reserved == 1, pause / SECOND_US


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
    assert len(lives) == 4
    assert all(0 < life <= 600 for life in lives)


async def test_bulk_holds_eight_slots_over_all_processes_and_a_reply_comes_next(container: Container) -> None:
    other = Redis.from_url(container.settings.redis_url)
    both = (SendLimiter(container.redis), SendLimiter(other))
    try:
        slots = [await both[chat % 2].bulk_slot(chat) for chat in range(1, 20)]
        reply, _ = await both[0]._ask(99, limiter.PATIENCE_S)
    finally:
        await other.aclose()
    reserved = [slot for slot in slots if slot.state == "reserved"]
    full = [slot for slot in slots if slot.state == "full"]
    assert limiter.BULK_AHEAD == 8
    # Slots pass while the test asks; no more than eight were ever ahead.
    assert 8 <= len(reserved) <= 12
    assert max(slot.wait_s for slot in reserved) <= 8 / 29
    assert full
    assert all(0 < slot.wait_s <= 2 / 29 for slot in full)
    assert reply.state == "reserved"
    assert reply.wait_s <= 9 / 29


async def test_bulk_that_waits_for_its_chat_holds_no_slot(container: Container) -> None:
    sending = SendLimiter(container.redis)
    await sending.bulk_slot(5)
    before = await container.redis.get("relove:send:all")
    slot = await sending.bulk_slot(5)
    assert (slot.state, await container.redis.get("relove:send:all")) == ("chat_busy", before)


async def test_a_refusal_while_little_is_sent_is_the_chats(container: Container) -> None:
    sending = SendLimiter(container.redis)
    await sending.pause(5, 30)
    await sending.pause(5, 40)
    assert await reserve(container.redis, 6) == (True, 0)


async def test_refusals_of_two_chats_in_short_succession_mean_everything(container: Container) -> None:
    first, other = SendLimiter(container.redis), SendLimiter(container.redis)
    await first.pause(5, 10)
    await other.pause(6, 10)
    reserved, wait = await reserve(container.redis, 7)
    assert reserved and 9 < wait <= 10
    assert (await first.bulk_slot(8)).state == "full"
    assert await first._ask_to_leave(8) == ("stopped", 0.0)


async def test_a_refusal_while_much_is_reserved_means_everything(container: Container) -> None:
    sending = SendLimiter(container.redis)
    for chat in range(10, 18):
        await sending.bulk_slot(chat)
    await sending.pause(5, 10)
    assert 9 < (await reserve(container.redis, 7))[1] <= 10


async def test_a_shorter_pause_shortens_no_longer_one(container: Container) -> None:
    sending = SendLimiter(container.redis)
    await sending.pause(5, 30)
    await sending.pause(5, 1)
    assert (await reserve(container.redis, 5))[1] > 29


async def test_a_reply_whose_turn_is_far_off_does_not_wait_in_a_process(container: Container) -> None:
    sending = SendLimiter(container.redis)
    await sending.pause(5, 344)
    wait = await sending.turn(5)
    assert wait is not None and 340 < wait <= 344
    await sending.pause(6, 344)
    wait = await sending.turn(7)
    assert wait is not None and 320 < wait <= 344


class Waits:
    """Stands in for the passing of time: notes how long, and lets it be over in Redis."""

    Lock = asyncio.Lock

    def __init__(self, redis: Any) -> None:
        self.asked: list[float] = []
        self.keeps = False
        self._redis = redis
        self._passed = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self._passed

    async def sleep(self, seconds: float) -> None:
        if seconds == 0:
            return
        self.asked.append(seconds)
        self._passed += seconds
        if self.keeps:
            return
        with suppress(RedisError):
            await self._redis.delete("relove:send:all", "relove:send:5", "relove:send:-5", DOOR)


@pytest.fixture
def waits(container: Container, monkeypatch: pytest.MonkeyPatch) -> Waits:
    made = Waits(container.redis)
    monkeypatch.setattr(limiter, "asyncio", made)
    monkeypatch.setattr(limiter, "time", made)
    return made


@pytest.mark.parametrize(("chat_id", "interval"), [(5, 1.0), (-5, 3.0)])
async def test_who_waits_asks_again_when_the_chat_is_free(
    container: Container, waits: Waits, chat_id: int, interval: float
) -> None:
    sending = SendLimiter(container.redis)
    assert await sending.turn(chat_id) is None
    assert waits.asked == []
    assert await sending.turn(chat_id) is None
    assert len(waits.asked) == 1
    assert interval - 0.5 < waits.asked[0] <= interval


async def test_a_slot_in_the_queue_of_all_is_waited_for_once(container: Container, waits: Waits) -> None:
    sending = SendLimiter(container.redis)
    for chat in range(10, 20):
        await reserve(container.redis, chat)
    assert await sending.turn(5) is None
    assert len(waits.asked) == 1
    assert 0 < waits.asked[0] < 0.5


async def test_who_reserved_before_all_sending_was_stopped_does_not_leave(
    container: Container, waits: Waits
) -> None:
    sending = SendLimiter(container.redis)
    for chat in range(10, 17):
        await sending.bulk_slot(chat)
    slot = await sending.bulk_slot(20)
    await container.redis.set("relove:send:stop", "1", px=30_000)
    await container.redis.set("relove:send:all", str(2 * 10**15 + 10**18))
    waits.keeps = True
    assert await sending.turn_of(20, slot) is not None


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is that runs the test: what counts, counts until it ends."""
    monkeypatch.setattr(limiter, "WINDOW_S", 30.0)
    monkeypatch.setattr(limiter, "UNANSWERED_S", 60.0)


async def counts_for(redis: Any) -> list[float]:
    """For how long each message still counts, for it may be in Telegram's last second."""
    seconds, micros = await redis.time()
    now = seconds + micros / SECOND_US
    kept = await redis.zrange(DOOR, 0, -1, withscores=True)
    return [till / SECOND_US - now for _, till in kept if till / SECOND_US > now]


LATE = Slot("reserved", 0.0, 0.0)


@pytest.mark.usefixtures("unhurried")
async def test_what_is_late_for_its_slot_waits_until_telegrams_last_second_has_room(
    container: Container, waits: Waits
) -> None:
    """A process stalled, and thirty leave at once: the next one waits until a second has passed."""
    sending = SendLimiter(container.redis)
    for chat in range(10, 40):
        assert await sending.turn_of(chat, LATE) is None
    assert [asked for asked in waits.asked if asked] == []
    assert await sending.turn_of(50, LATE) is None
    assert waits.asked == [limiter.WINDOW_S]


@pytest.mark.usefixtures("unhurried")
async def test_a_message_counts_until_a_second_after_its_answer_however_late_that_is(
    container: Container,
) -> None:
    sending = SendLimiter(container.redis)
    assert await sending.turn(5) is None
    [unanswered] = await counts_for(container.redis)
    await sending.answered(5, 0.0)
    [answered] = await counts_for(container.redis)
    assert (60 < unanswered <= 90, 0 < answered <= 30) == (True, True)


@pytest.mark.usefixtures("unhurried")
async def test_half_of_the_quickest_trip_is_not_waited_for_again(container: Container) -> None:
    """Far from Telegram calls take long: the way back, when all is counted, shall not cost a part of the rate."""
    sending = SendLimiter(container.redis)
    assert await sending.turn(5) is None
    await sending.answered(5, 65.0)
    assert await counts_for(container.redis) == []
    assert await sending.turn(6) is None
    await sending.answered(6, 1.0)
    [left] = await counts_for(container.redis)
    assert 0 < left <= 29.5


@pytest.mark.usefixtures("unhurried")
async def test_two_messages_of_a_chat_within_a_second_are_two(container: Container) -> None:
    sending = SendLimiter(container.redis)
    for _ in range(2):
        assert await sending.turn_of(5, LATE) is None
    assert len(await counts_for(container.redis)) == 2


@pytest.mark.usefixtures("unhurried")
async def test_bulk_reserves_nothing_while_others_of_its_process_wait_at_the_door(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending, other = SendLimiter(container.redis), SendLimiter(container.redis)
    for chat in range(10, 40):
        assert await sending.turn_of(chat, LATE) is None
    monkeypatch.setattr(limiter, "WINDOW_S", 0.05)
    waiting = asyncio.gather(*(sending.turn_of(chat, LATE) for chat in range(50, 54)))
    await asyncio.sleep(0)
    before = await container.redis.get("relove:send:all")
    assert (await sending.bulk_slot(60)).state == "full"
    assert await container.redis.get("relove:send:all") == before
    assert (await other.bulk_slot(60)).state == "reserved"
    await container.redis.delete(DOOR)
    assert await waiting == [None] * 4
    assert (await sending.bulk_slot(61)).state == "reserved"


async def test_whatever_is_delayed_telegram_never_counts_31_in_its_second(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes, each way of a call late at random; ten times as fast as Telegram, with its own window."""
    monkeypatch.setattr(limiter, "OVERALL_PER_SECOND", 290.0)
    monkeypatch.setattr(limiter, "WINDOW_S", 0.1005)
    dice = random.Random(7)
    telegram = FloodLimits(Limits(overall=(30, 0.1)))
    both = (SendLimiter(container.redis), SendLimiter(container.redis))

    async def send(chat: int) -> None:
        sending = both[chat % 2]
        assert await sending.turn(chat) is None
        called = time.monotonic()
        await asyncio.sleep(dice.expovariate(100))  # the way there
        telegram.take(chat, False, time.monotonic())
        await asyncio.sleep(dice.expovariate(100))
        await sending.answered(chat, time.monotonic() - called)

    begun = time.monotonic()
    await asyncio.gather(*(send(chat) for chat in range(1, 301)))
    assert time.monotonic() - begun > 0.9


async def test_with_redis_away_messages_keep_the_pace_of_their_chat(waits: Waits) -> None:
    away = Redis.from_url("redis://127.0.0.1:9")
    sending = SendLimiter(away)
    assert await sending.turn(5) is None
    assert await sending.turn(-5) is None
    assert [round(asked, 1) for asked in waits.asked] == [1.0, 3.0]
    await sending.pause(5, 3)
    await away.aclose()
