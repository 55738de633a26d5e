"""What holds for all processes together: the pace, a person's budget, what was decided already."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest
from redis.asyncio import Redis

from relove.core.ports import ModelTask, ModelUnavailable
from relove.domains.records.service import RecordsService
from relove.integrations.llm import gate, pace
from relove.integrations.llm.pace import RequestPace
from relove.integrations.llm.shared import Shared
from tests.integration.llm.asking import Asking, said


class Answer(msgspec.Struct, frozen=True):
    text: str


class TestPace:
    @pytest.fixture
    def changes(self) -> dict[str, Any]:
        return {"model_requests_per_second": 4}

    async def test_no_window_holds_more_requests_than_it_may(
        self, asking: Asking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pace, "WINDOW_S", 1.0)
        task = ModelTask("recall", "memory/recall")
        # The SDK wakes up slowly.
        await asking.model.embed(task, ["раз"])
        async with asyncio.TaskGroup() as group:
            for number in range(12):
                group.create_task(asking.model.embed(task, [f"слово {number}"]))
        at = sorted(item["at"] for item in await asking.requests())
        # The sandbox notes when a request arrives: a little later than it left, each by its own bit.
        assert all(later - first > 0.6 for first, later in zip(at, at[4:], strict=False))

    async def test_whoever_would_wait_too_long_hears_it_at_once(
        self, asking: Asking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gate, "PERSON_WAITS_S", 0.2)
        task = ModelTask("recall", "memory/recall")
        for number in range(4):
            await asking.model.embed(task, [f"слово {number}"])
        with pytest.raises(ModelUnavailable, match="busy"):
            await asking.model.embed(task, ["слишком много"])
        assert len(await asking.requests()) == 4

    async def test_without_redis_it_goes_on(self, asking: Asking) -> None:
        nobody = Redis(port=9)
        turns = RequestPace(nobody, Shared(), 1)
        async with asyncio.timeout(5):
            for _ in range(50):
                await turns.turn(1.0, 1.0)
        await nobody.aclose()


class TestBudget:
    @pytest.fixture
    def changes(self) -> dict[str, Any]:
        # One call of these costs about 30 micro-dollars.
        return {"model_daily_budget_usd": 0.00007, "openai_model": "gpt-4o-mini"}

    async def spend(self, asking: Asking, task: ModelTask, most: int = 30) -> int:
        """Talk until it is refused; how often that went well."""
        for number in range(most):
            try:
                await asking.reply(task, f"Мне тесно {number}")
            except ModelUnavailable:
                return number
        raise AssertionError("nothing was refused")

    async def test_is_the_persons_own_and_ends_with_their_day(self, asking: Asking) -> None:
        anna, boris = await asking.person(1, "Asia/Vladivostok"), await asking.person(2)
        task = ModelTask("reply", "guide/reply", user_id=anna.id)
        assert await self.spend(asking, task) > 1
        made = len(await asking.requests())
        for kind in ("decide", "embed", "transcribe"):
            with pytest.raises(ModelUnavailable, match="budget"):
                await getattr(asking.model, kind)(task, *REST[kind])
        assert len(await asking.requests()) == made
        assert await asking.reply(ModelTask("reply", "guide/reply", user_id=boris.id))
        assert await asking.reply(ModelTask("safety", "safety/look", user_id=anna.id))
        now = asking.container.clock.now()
        # Vladivostok is ten hours ahead of UTC: the next day begins there at 14:00 UTC.
        asking.later(seconds=(13 - now.hour) % 24 * 3600 + 3600 - now.minute * 60 - now.second + 1)
        assert await asking.reply(task)

    async def test_survives_a_flushed_redis(self, asking: Asking) -> None:
        anna = await asking.person(1)
        task = ModelTask("reply", "guide/reply", user_id=anna.id)
        await self.spend(asking, task)
        await asking.model.settle()
        await asking.container.redis.flushall()
        with pytest.raises(ModelUnavailable, match="budget"):
            await asking.reply(task)

    async def test_is_looked_at_again_before_another_try(self, asking: Asking) -> None:
        anna = await asking.person(1)
        task = ModelTask("reply", "guide/reply", user_id=anna.id)
        await asking.reply(task)
        redis: Any = asking.container.redis
        await redis.hset(f"relove:llm:spent:{anna.id}", "spent", 69)
        await asking.script({"fault": "500"})
        budget = asking.model._budget  # type: ignore[attr-defined]

        async def meanwhile() -> None:
            while len(await asking.requests()) < 2:
                pass
            await budget.spend(anna.id, 1)

        async with asyncio.TaskGroup() as group:
            group.create_task(meanwhile())
            with pytest.raises(ModelUnavailable):
                await asking.reply(task)
        with pytest.raises(ModelUnavailable, match="budget"):
            await asking.reply(task)


REST: dict[str, tuple[Any, ...]] = {
    "decide": (said("Мне тесно"), Answer),
    "embed": (["Мне тесно"],),
    "transcribe": (b"OggS", "voice.oga", "ru"),
}


async def test_a_decision_is_paid_for_once_a_day_and_person(asking: Asking) -> None:
    anna, boris = await asking.person(1), await asking.person(2)
    words = said("Меня зовут Зимородок")
    task = ModelTask("reflection", "memory/extract", user_id=anna.id)
    first = await asking.model.decide(task, words, Answer)
    assert await asking.model.decide(task, words, Answer) == first
    assert len(await asking.requests()) == 1
    assert await asking.calls("cached, outcome, cost_micros > 0") == [
        (False, "ok", True),
        (True, "ok", False),
    ]
    for other in (
        msgspec.structs.replace(task, user_id=boris.id),
        msgspec.structs.replace(task, prompt_version=2),
        msgspec.structs.replace(task, prompt_id="memory/other"),
    ):
        await asking.model.decide(other, words, Answer)
    await asking.model.decide(task, said("Меня зовут Дятел"), Answer)
    assert len(await asking.requests()) == 5


async def test_redis_can_read_no_decision_and_an_erasure_ends_them(asking: Asking) -> None:
    anna, boris = await asking.person(1), await asking.person(2)
    redis = asking.container.redis
    for person in (anna, boris):
        task = ModelTask("reflection", "memory/extract", user_id=person.id)
        await asking.model.decide(task, said("Меня зовут Зимородок"), Answer)
    kept = [key async for key in redis.scan_iter(match="relove:llm:decided:*")]
    assert len(kept) == 2
    for key in kept:
        value = await redis.get(key)
        assert "Зимородок".encode() not in key + value and b"text" not in value
        assert 0 < await redis.ttl(key) <= 86_400
    await asking.container.traces.forget(anna.id, 1)
    left = [key async for key in redis.scan_iter(match="relove:llm:*")]
    assert not any(str(anna.id).encode() in key for key in left)
    assert any(str(boris.id).encode() in key for key in left)


async def test_a_decision_that_an_erasure_overtook_is_not_kept(asking: Asking) -> None:
    anna, boris = await asking.person(1), await asking.person(2)
    redis = asking.container.redis
    await asking.container.traces.forget(anna.id, 1)
    for person in (anna, boris):
        # Hers was under way while she was erased.
        task = ModelTask("reflection", "memory/extract", user_id=person.id)
        await asking.model.decide(task, said("Меня зовут Зимородок"), Answer)
    keys = [key.decode() async for key in redis.scan_iter(match="relove:llm:decided:*")]
    assert [str(boris.id) in key for key in keys] == [True]


async def test_calls_for_somebody_who_was_erased_meanwhile_are_left_out(asking: Asking) -> None:
    anna, boris = await asking.person(1), await asking.person(2)
    for person in (anna, boris):
        await asking.reply(ModelTask("reply", "guide/reply", user_id=person.id))
    await asking.sql(f"DELETE FROM users WHERE id = '{anna.id}'")
    assert await asking.calls("user_id") == [(boris.id,)]
    await asking.container.redis.delete(f"relove:llm:spent:{anna.id}")
    with pytest.raises(ModelUnavailable, match="nobody"):
        await asking.reply(ModelTask("reply", "guide/reply", user_id=anna.id))


async def test_costs_and_failures_by_feature(asking: Asking) -> None:
    anna = await asking.person(1)
    since = asking.container.clock.now()
    task = ModelTask("talk", "guide/reply", user_id=anna.id)
    for _ in range(3):
        await asking.reply(task)
    decided = ModelTask("reflection", "memory/extract", user_id=anna.id)
    for _ in range(2):
        await asking.model.decide(decided, said("раз"), Answer)
    await asking.script({"fault": "500", "times": 3})
    with pytest.raises(ModelUnavailable):
        await asking.reply(task)
    await asking.model.settle()
    async with asking.container.units() as work:
        talk, reflection = sorted(
            await RecordsService(work).costs(since), key=lambda cost: cost.feature, reverse=True
        )
        failures = await RecordsService(work).failures(since)
        assert await RecordsService(work).spent(anna.id, since) == talk.cost_micros + reflection.cost_micros
        assert await RecordsService(work).costs(asking.container.clock.now()) == []
    assert (talk.feature, talk.calls, talk.failed, talk.people) == ("talk", 4, 1, 1)
    assert talk.cost_micros > 0 and talk.latency_p95_ms and talk.first_token_p95_ms
    assert (reflection.calls, reflection.cached, reflection.failed) == (2, 1, 0)
    assert [(item.feature, item.reason, item.calls) for item in failures] == [("talk", "status_500", 1)]
