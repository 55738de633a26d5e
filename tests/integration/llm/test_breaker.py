"""A model that cannot be reached: nobody waits for it long, the team hears of it once, and once that it is back."""

from __future__ import annotations

import pytest

from relove.core.ports import ModelTask, ModelUnavailable
from relove.integrations.llm import breaker
from relove.worker.jobs import SCHEDULE
from tests.integration.llm.asking import Asking, said

TASK = ModelTask("reply", "guide/reply")


async def fails(asking: Asking, reason: str = "", task: ModelTask = TASK) -> None:
    with pytest.raises(ModelUnavailable) as told:
        await asking.reply(task)
    assert not reason or told.value.reason == reason


async def watch(asking: Asking) -> dict[str, int]:
    [job] = [job for job in SCHEDULE if job.name == "watch_model"]
    return await job.run({"container": asking.container})


@pytest.mark.parametrize("fault", ["500", "429", "cut_stream", "hang"])
async def test_five_minutes_are_told_once_and_the_return_too(asking: Asking, fault: str) -> None:
    impatient = ModelTask("reply", "guide/reply", patience_s=0.4 if fault == "hang" else 3.0)
    await asking.script({"fault": fault})
    for _ in range(2):
        await fails(asking, task=impatient)
    made = len(await asking.requests())
    await fails(asking, "unreachable")
    assert len(await asking.requests()) == made
    assert await asking.model.state() == "down"
    asking.later(seconds=270)
    await fails(asking, "unreachable")
    assert await asking.alerts() == 0
    asking.later(seconds=31)
    for _ in range(2):
        await fails(asking, "unreachable")
    assert await asking.alerts() == 1
    asking.later(hours=3)
    await fails(asking, "unreachable")
    assert await asking.alerts() == 1
    await asking.script()
    assert await watch(asking) == {"down": 0}
    assert await asking.alerts() == 2
    assert await asking.reply(TASK)
    assert await asking.model.state() == "ok" and await asking.alerts() == 2


async def test_somebody_who_writes_finds_out_too(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    await asking.script({"fault": "500"})
    for _ in range(2):
        await fails(asking)
    await asking.script()
    await fails(asking, "unreachable")
    monkeypatch.setattr(breaker, "LOOK_EVERY_S", 0.0)
    assert await asking.reply(TASK)
    assert await asking.alerts() == 0


async def test_the_watch_tells_where_nobody_writes(asking: Asking) -> None:
    assert await watch(asking) == {"down": 0} and await asking.requests() == []
    await asking.script({"fault": "500"})
    await fails(asking)
    asking.later(minutes=6)
    assert await watch(asking) == {"down": 1}
    assert await asking.alerts() == 1
    assert [call for call in await asking.calls("feature, outcome") if call[0] == "probe"] == [
        ("probe", "failed")
    ]


async def test_an_answer_that_does_not_please_is_no_absence(asking: Asking) -> None:
    for _ in range(3):
        with pytest.raises(ModelUnavailable, match="status_400"):
            await asking.model.read_image(TASK, said("Что здесь?"), b"no picture", "image/jpeg")
    assert await asking.model.state() == "ok"
    assert await asking.reply(TASK)


async def test_other_work_leaves_an_absent_model_alone(asking: Asking) -> None:
    await asking.script({"fault": "500"})
    for _ in range(2):
        await fails(asking)
    made = len(await asking.requests())
    with pytest.raises(ModelUnavailable, match="unreachable"):
        await asking.model.embed(TASK, ["раз"])
    assert len(await asking.requests()) == made


async def test_a_team_that_could_not_be_told_is_told_next_time(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asking.script({"fault": "500"})
    for _ in range(2):
        await fails(asking)
    asking.later(minutes=6)
    await asking.sql("ALTER TABLE outbox_messages RENAME TO away")
    await fails(asking, "unreachable")
    await asking.sql("ALTER TABLE away RENAME TO outbox_messages")
    await fails(asking, "unreachable")
    assert await asking.alerts() == 1
