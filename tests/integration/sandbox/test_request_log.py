"""The log of calls over a long run: complete, and small."""

import asyncio
import json
import sys
from typing import Any

from relove.sandbox.request_log import _BLOCK, RequestLog


async def read(log: RequestLog, method: str | None = None, after: int = 0) -> list[dict[str, Any]]:
    pieces = [piece async for piece in log.as_json(method, after)]
    return list(json.loads(b"".join(pieces))["items"])


def fill(log: RequestLog, count: int) -> None:
    for number in range(count):
        method = "sendMessage" if number % 5 else "sendChatAction"
        log.add(method, {"chat_id": number % 100, "text": f"слова {number}\nи ещё"}, 200, {"ok": True})


async def test_all_in_order_across_what_is_packed() -> None:
    log = RequestLog()
    assert await read(log) == []
    count = 3 * _BLOCK + 7
    fill(log, count)
    items = await read(log)
    assert [item["n"] for item in items] == list(range(1, count + 1))
    assert items[1]["params"]["text"] == "слова 1\nи ещё"
    assert [item["n"] for item in await read(log, after=count - 2)] == [count - 1, count]
    assert (await read(log, after=_BLOCK - 1))[0]["n"] == _BLOCK
    assert await read(log, after=count) == []
    actions = await read(log, "sendchataction", after=10)
    assert {item["method"] for item in actions} == {"sendChatAction"}
    assert len(actions) == sum(1 for n in range(10, count) if n % 5 == 0)
    assert await read(log, "getMe") == []


async def test_a_hundred_thousand_calls_are_all_there_and_take_little() -> None:
    log = RequestLog()
    text = "Что бы вы сделали, если бы никто не смотрел? "
    entry: dict[str, Any] = {"chat_id": 1, "text": text}
    for number in range(100_000):
        log.add("sendMessage", entry, 200, {"ok": True, "result": {"message_id": number, "text": text}})
    assert len(await read(log, after=99_000)) == 1000
    kept = sum(sys.getsizeof(block.texts) for block in log._packed)
    assert kept < 20_000_000
    assert log.next_number == 100_001


async def test_others_go_on_while_it_is_read() -> None:
    log = RequestLog()
    fill(log, 4 * _BLOCK)
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        beside = group.create_task(other())
        assert len(await read(log)) == 4 * _BLOCK
        beside.cancel()
    assert turns >= 4
