"""Detached work: kept, waited for, and its failures told without a word of what it held."""

import asyncio
import logging

import pytest

from relove.core.tasks import drain, spawn


async def test_drain_waits_for_what_was_spawned() -> None:
    done: list[str] = []
    gate = asyncio.Event()

    async def work() -> None:
        await gate.wait()
        done.append("late")

    spawn(work(), "late work")
    gate.set()
    await drain()
    assert done == ["late"]


async def test_a_failure_is_logged_by_its_type_alone(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ValueError("мои личные слова")

    with caplog.at_level(logging.ERROR, "relove.tasks"):
        spawn(fail(), "failing")
        await drain()
    [record] = [record for record in caplog.records if record.name == "relove.tasks"]
    assert (record.__dict__["task"], record.__dict__["error"]) == ("failing", "ValueError")
    assert "слова" not in caplog.text


async def test_a_cancelled_one_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    task = spawn(asyncio.Event().wait(), "waiting")
    task.cancel()
    await drain()
    assert task.cancelled()
    assert not caplog.records
