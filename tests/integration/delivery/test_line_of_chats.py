"""The chats that a worker takes out of the line: as many as there is room for, none forgotten."""

import asyncio

import pytest

from relove.bootstrap import Container
from relove.core.tasks import drain
from relove.integrations.queue.waking import WaitingChats
from relove.worker.chats import ChatsAtWork


class Work:
    """What is done with a chat: it is noted, and waits to be let go."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.go = asyncio.Event()

    async def __call__(self, chat_id: int) -> None:
        self.begun.append(chat_id)
        await self.go.wait()


async def wake(container: Container, *chats: int) -> None:
    for chat in chats:
        await container.jobs.wake_chat(chat)


async def test_all_that_wait_are_begun_in_their_order(container: Container) -> None:
    work = Work()
    work.go.set()
    chats = ChatsAtWork(WaitingChats(container.redis), work)
    await wake(container, 7, 5, 6)
    await chats.drain()
    await drain()
    assert sorted(work.begun) == [5, 6, 7]
    await chats.drain()
    assert len(work.begun) == 3


async def test_a_chat_that_is_woken_while_it_is_worked_on_is_looked_at_again(container: Container) -> None:
    work = Work()
    chats = ChatsAtWork(WaitingChats(container.redis), work)
    for _ in range(3):
        await wake(container, 5)
        await chats.drain()
    await asyncio.sleep(0)
    assert work.begun == [5]
    work.go.set()
    await drain()
    assert work.begun == [5, 5]


async def test_where_there_is_no_room_others_are_called_and_the_rest_comes_later(
    container: Container,
) -> None:
    work = Work()
    chats = ChatsAtWork(WaitingChats(container.redis), work, at_once=1)
    await wake(container, 5, 6, 7)
    await container.redis.delete("arq:queue")
    await chats.drain()
    await asyncio.sleep(0)
    assert len(work.begun) == 1
    assert await container.redis.zcard("arq:queue") == 1
    work.go.set()
    while len(work.begun) < 3:
        await container.redis.ping()
    await drain()
    assert sorted(work.begun) == [5, 6, 7]


async def test_a_chat_that_fails_holds_up_nobody(
    container: Container, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[int] = []

    async def work(chat_id: int) -> None:
        if chat_id == 5:
            raise ValueError
        done.append(chat_id)

    chats = ChatsAtWork(WaitingChats(container.redis), work)
    await wake(container, 5, 6)
    await chats.drain()
    await drain()
    assert done == [6]
    assert "chat not processed" in caplog.text


async def test_when_a_worker_ends_its_chats_are_left_at_once(container: Container) -> None:
    work = Work()
    chats = ChatsAtWork(WaitingChats(container.redis), work)
    await chats.close(10)
    await wake(container, 5)
    await chats.drain()
    await asyncio.sleep(0)
    await wake(container, 5)
    await chats.drain()
    await chats.close(10)
    await drain()
    assert work.begun == [5]
