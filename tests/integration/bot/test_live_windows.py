"""A reply to words from the bot's window, as the person's Mini App sees it: piece by piece, from wherever it joins."""

import asyncio
from typing import Any

import pytest

from relove.core.tasks import spawn
from relove.integrations.queue.live import LiveEvent, person_channel
from tests.integration.bot.modelled import drafts, scripted, with_model
from tests.integration.bot.talk import Talk

LONG = "Слышу вас 🌱. " + "Здесь много слов подряд. " * 40 + "Что из этого ваше?"


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


@pytest.fixture
def chunk_delay() -> float:
    return 0.01


class Window:
    """What a client makes of the events: it appends the next piece, and waits for the whole after a hole."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.text = ""
        self.pieces = 0
        self.replies_to: set[str] = set()
        self.final: dict[str, Any] | None = None

    def take(self, event: LiveEvent) -> None:
        self.names.append(event.event)
        if event.event == "turn" and event.data["turn"]["role"] == "guide":
            self.final = event.data
        if event.event == "replace" or (event.event == "delta" and event.data["n"] == self.pieces + 1):
            whole = event.event == "replace"
            self.text = event.data["text"] if whole else self.text + event.data["text"]
            self.pieces = event.data["n"]
            self.replies_to.add(event.data["reply_to"])

    async def watch(self, queue: asyncio.Queue[LiveEvent]) -> None:
        async with asyncio.timeout(20):
            while self.final is None:
                self.take(await queue.get())


async def streaming(talk: Talk) -> Any:
    """The person has written in the chat, and a reply is being shown."""
    await scripted(talk, {"reply": LONG})
    await talk.take_in("Я устала")
    working = spawn(talk.deliver(), "working")
    while not await drafts(talk):
        pass
    return working


async def test_a_reply_begun_in_the_chat_is_told_piece_by_piece(talk: Talk) -> None:
    await talk.agree()
    me, other = str((await talk.person()).id), "somebody else"
    window = Window()
    async with (
        talk.container.hub.listen(person_channel(me)) as mine,
        talk.container.hub.listen(person_channel(other)) as theirs,
    ):
        watching = spawn(window.watch(mine), "watching")
        await (await streaming(talk))
        await watching
        assert theirs.empty()
    assert window.final is not None
    assert window.names[0] == "turn" and window.names.count("delta") > 10
    assert window.text.strip() == window.final["turn"]["text"] == LONG
    # The pieces belong to the turn that the end belongs to, so nothing is shown twice.
    assert window.replies_to == {window.final["reply_to"]} == set(window.final["lines"])


async def test_who_joins_in_between_hears_what_is_written_and_all_that_follows(talk: Talk) -> None:
    await talk.agree()
    me = str((await talk.person()).id)
    working = await streaming(talk)
    window = Window()
    async with talk.container.hub.listen(person_channel(me)) as queue:
        await talk.container.live.window_opened(me)
        await window.watch(queue)
    await working
    assert window.final is not None and "replace" in window.names
    assert window.text.strip() == LONG


async def test_a_window_that_lost_its_connection_goes_on_where_the_reply_is(talk: Talk) -> None:
    await talk.agree()
    me = str((await talk.person()).id)
    window = Window()
    async with talk.container.hub.listen(person_channel(me)) as queue:
        await talk.container.live.window_opened(me)
        working = await streaming(talk)
        while "delta" not in window.names:
            window.take(await queue.get())
    shown = window.text
    async with talk.container.hub.listen(person_channel(me)) as queue:
        await talk.container.live.window_opened(me)
        await window.watch(queue)
    await working
    assert window.text.strip() == LONG and LONG.startswith(shown)


async def test_nothing_of_the_text_stays_in_redis(talk: Talk) -> None:
    await talk.agree()
    me = str((await talk.person()).id)
    working = await streaming(talk)
    await talk.container.live.window_opened(me)
    redis = talk.container.redis
    for key in [key async for key in redis.scan_iter("relove:*")]:
        if await redis.type(key) == b"string":
            value = await redis.get(key) or b""
            assert "Слышу".encode() not in value and b"\\u0421" not in value
    assert 0 < await redis.ttl(f"relove:window:{me}") <= 30
    await working
