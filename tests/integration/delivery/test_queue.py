"""Redis may go away at any time: wake-ups and live events are lost then, and nothing else."""

import asyncio
import json
from typing import Any, cast

import pytest
from arq import func
from arq.connections import ArqRedis
from arq.worker import Worker
from redis.asyncio import Redis

from relove.bootstrap import Container
from relove.core.tasks import spawn
from relove.integrations.queue import live
from relove.integrations.queue.jobs import ArqJobs, redis_settings
from relove.integrations.queue.live import (
    LiveEvent,
    LiveHub,
    RedisLiveEvents,
    person_channel,
    session_channel,
)
from relove.integrations.queue.names import PROCESS_CHATS
from relove.integrations.queue.waking import WaitingChats


class Away:
    """A Redis that is not there."""

    def __getattr__(self, name: str) -> Any:
        async def fail(*args: Any, **kwargs: Any) -> Any:
            raise ConnectionError(name)

        return fail


async def calls(redis: ArqRedis) -> int:
    """How often a worker is called to the line."""
    jobs = [await redis.get(key) async for key in redis.scan_iter("arq:job:*")]
    assert [json.loads(job)["f"] for job in jobs if job] == [PROCESS_CHATS] * len(jobs)
    assert await redis.zcard("arq:queue") == len(jobs)
    return len(jobs)


async def test_whoever_finds_the_line_empty_calls_a_worker(container: Container) -> None:
    line = WaitingChats(container.redis)
    await container.jobs.wake_chat(5)
    await container.jobs.wake_chat(6)
    await container.jobs.wake_chat(5)
    assert await calls(container.redis) == 1
    assert await line.next(1) == [5]
    await container.jobs.wake_chat(5)
    assert await calls(container.redis) == 1
    assert await line.next(10) == [6, 5]
    await container.jobs.wake_chat(7)
    # Under a new id: arq would swallow a call whose id is that of a running job.
    assert await calls(container.redis) == 2


async def test_wake_ups_of_one_moment_leave_together_each_chat_once(container: Container) -> None:
    await asyncio.gather(*(container.jobs.wake_chat(chat) for chat in (5, 6, 5, 7, 6)))
    assert sorted(await WaitingChats(container.redis).next(10)) == [5, 6, 7]
    assert await calls(container.redis) == 1


async def test_a_redis_that_was_emptied_is_told_the_script_again(container: Container) -> None:
    for _ in range(2):
        await container.jobs.wake_chat(5)
        await container.redis.script_flush()
    assert await WaitingChats(container.redis).next(10) == [5]


async def test_who_has_no_room_says_so_once(container: Container) -> None:
    line = WaitingChats(container.redis)
    await line.pass_on()
    await line.pass_on()
    assert await calls(container.redis) == 1


async def test_with_redis_away_nothing_raises(caplog: pytest.LogCaptureFixture) -> None:
    away: Any = Away()
    nowhere = ArqRedis(host="127.0.0.1", port=9)
    await ArqJobs(nowhere).wake_chat(5)
    await nowhere.aclose()
    events = RedisLiveEvents(away)
    await events.to_session("s", "delta", {"text": "тайна"})
    await events.to_person("u", "me", {})
    await events.cancel_reply(5)
    await events.window_opened("u")
    assert not await events.reply_cancelled(5, 0)
    assert await events.newest_window("u") == 0.0
    assert "тайна" not in caplog.text


def test_both_forms_of_the_address_are_understood() -> None:
    assert redis_settings("redis://10.0.0.1:6380/2").port == 6380
    assert redis_settings("unix:///run/redis.sock?db=0").unix_socket_path == "/run/redis.sock"


async def test_a_scheduled_job_is_run_by_a_worker_and_its_answer_waited_for(container: Container) -> None:
    async def run(ctx: dict[str, Any], name: str) -> dict[str, Any]:
        return {"ran": name}

    worker = Worker(
        functions=[func(run, name="run_scheduled", keep_result=60)],
        redis_pool=container.redis,
        job_serializer=container.redis.job_serializer,
        job_deserializer=container.redis.job_deserializer,
        handle_signals=False,
        poll_delay=0.01,
    )
    working = spawn(worker.async_run(), "worker of a test")
    assert await container.jobs.run_scheduled("sweep") == {"ran": "sweep"}
    working.cancel()
    await asyncio.wait({working, *worker.tasks.values()})


async def test_events_reach_those_who_listen_and_nobody_else(container: Container) -> None:
    async with (
        container.hub.listen(session_channel("a"), person_channel("u")) as mine,
        container.hub.listen(session_channel("a")) as same,
        container.hub.listen(session_channel("b")) as other,
    ):
        assert container.hub.connected
        await container.live.to_session("a", "delta", {"text": "раз"})
        await container.live.to_person("u", "me", {})
        await container.live.to_session("b", "done", {"n": 1})
        assert await mine.get() == LiveEvent("delta", {"text": "раз"})
        assert await mine.get() == LiveEvent("me", {})
        assert await same.get() == LiveEvent("delta", {"text": "раз"})
        assert await other.get() == LiveEvent("done", {"n": 1})
        assert mine.empty()
        assert same.empty()
    assert not container.hub._listeners


async def test_what_is_said_to_a_session_and_its_person_is_heard_once_by_each(container: Container) -> None:
    async with (
        container.hub.listen(session_channel("a"), person_channel("u")) as both,
        container.hub.listen(person_channel("u")) as elsewhere,
        container.hub.listen(person_channel("v")) as other,
    ):
        await container.live.to_session("a", "delta", {"n": 1}, person="u")
        await container.live.to_session("a", "delta", {"n": 2})
        await container.live.to_person("v", "me", {})
        assert [(await both.get()).data["n"] for _ in range(2)] == [1, 2] and both.empty()
        assert (await elsewhere.get()).data["n"] == 1 and elsewhere.empty()
        assert (await other.get()).event == "me" and other.empty()


async def test_a_window_that_reads_too_slowly_holds_up_nobody(container: Container) -> None:
    async with (
        container.hub.listen(session_channel("a")) as slow,
        container.hub.listen(session_channel("a")) as quick,
    ):
        slow._maxsize = 1  # type: ignore[attr-defined]
        for number in range(3):
            await container.live.to_session("a", "delta", {"n": number})
        assert [(await quick.get()).data["n"] for _ in range(3)] == [0, 1, 2]
        assert (await slow.get()).data["n"] == 0
        assert slow.empty()


async def test_the_hub_subscribes_again_after_redis_was_away(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_AGAIN_AFTER_S", 0.01)
    async with container.hub.listen(session_channel("a")) as queue:
        # Cast: the library's own call has no types.
        kill = cast(Any, container.redis).execute_command
        assert await kill("CLIENT", "KILL", "TYPE", "pubsub") == 1
        for expected in (False, True):
            while container.hub.connected is not expected:
                await container.redis.ping()
        # Whoever listens is told that something may have been missed.
        assert await queue.get() == LiveEvent(live.LOST, {})
        await container.live.to_session("a", "delta", {"n": 1})
        assert (await queue.get()).data == {"n": 1}


async def test_without_redis_a_window_opens_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_CONNECT_WITHIN_S", 0.01)
    redis = Redis.from_url("redis://127.0.0.1:9")
    hub = LiveHub(redis)
    async with hub.listen("s:a") as queue:
        assert not hub.connected
        assert queue.empty()
    await hub.close()
    await hub.close()
    await redis.aclose()
