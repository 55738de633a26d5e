"""The first text is there half a second after the model's first word: in the chat, and in an open window.

What waits for a second look is the exception (`docs/decisions/safety.md`, tests/integration/bot/test_second_look.py).
"""

import asyncio
import time
from typing import Any

import pytest

from relove.core.tasks import spawn
from relove.integrations.queue.live import LiveEvent, person_channel
from tests.integration.bot.modelled import asked, scripted, with_model
from tests.integration.bot.talk import Talk

PIECE_S = 0.05
SOON_S = 0.5
LONG = "Здесь много слов подряд, " * 7 + "а что из этого ваше?"


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


@pytest.fixture
def chunk_delay() -> float:
    return PIECE_S


class FirstDelta:
    """When an open window of the Mini App hears the first words of each reply."""

    def __init__(self) -> None:
        self.at: float | None = None

    async def watch(self, queue: asyncio.Queue[LiveEvent]) -> None:
        while True:
            if (await queue.get()).event == "delta" and self.at is None:
                self.at = time.time()


async def test_the_first_draft_and_the_first_delta_follow_the_first_words_at_once(talk: Talk) -> None:
    await talk.agree()
    waits, heard = [], []
    channel = person_channel(str((await talk.person()).id))
    for words in ("Я устала", "Я снова откладываю разговор с начальником", "Вчера весь день шёл дождь"):
        await scripted(talk, {"reply": LONG})
        before = await talk.telegram.get("/sandbox/requests", method="sendMessageDraft")
        async with talk.container.hub.listen(channel) as queue:
            window = FirstDelta()
            watching = spawn(window.watch(queue), "watching")
            await talk.write(words)
            watching.cancel()
        calls = (await talk.telegram.get("/sandbox/requests", method="sendMessageDraft"))["items"]
        drafted = calls[len(before["items"])]["at"]
        first_word = (await asked(talk))[-1]["at"] + PIECE_S
        waits.append(drafted - first_word)
        assert window.at is not None
        heard.append(window.at - first_word)
    # The best of three: the machine of the tests is shared.
    assert min(waits) <= SOON_S, waits
    assert min(heard) <= SOON_S, heard
