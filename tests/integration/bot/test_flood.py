"""Somebody who writes without a pause: all words are kept, one calm line answers, and then the talk goes on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.bot.talk import Talk
from tests.integration.sandbox.serving import free_port

LIMIT = 4


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    base = f"http://127.0.0.1:{port}"
    return {
        "telegram_api_base": base,
        "sandbox_url": base,
        "public_url": "http://127.0.0.1:8000",
        "rate_chat": LIMIT,
    }


@pytest.fixture
def port() -> int:
    return free_port()


async def said_by_the_person(talk: Talk) -> int:
    [row] = await talk.sql("SELECT count(*) AS n FROM session_turns WHERE role = 'person'")
    return int(row["n"])


async def flooded(talk: Talk, lines: int = 7) -> list[list[str]]:
    """What each line got."""
    await talk.agree()
    await talk.sql("UPDATE users SET address_asked_at = now()")
    return [
        [item["text"] for item in await talk.write(f"Слово за словом, номер {number}")]
        for number in range(lines)
    ]


async def breathe(talk: Talk) -> None:
    """A minute later, by Redis' clock."""
    async for key in talk.container.redis.scan_iter(match="relove:rate:*"):
        await talk.container.redis.delete(key)


async def test_one_calm_line_and_every_word_is_kept(talk: Talk) -> None:
    got = await flooded(talk)
    calm = talk.text("flood-line")
    assert all(len(lines) == 1 and lines != [calm] for lines in got[:LIMIT])
    assert got[LIMIT:] == [[calm], [], []]
    assert await said_by_the_person(talk) == 7
    assert await talk.sql("SELECT 1 FROM inbox_updates WHERE state <> 'done'") == []
    await breathe(talk)
    [answer] = await talk.write("Я здесь")
    assert answer["text"] != calm


async def test_what_cannot_wait_does_not(talk: Talk) -> None:
    await flooded(talk)
    [said] = await talk.write("Стоп")
    assert said["text"] != talk.text("flood-line")
    [said] = await talk.write("Я не хочу больше жить")
    assert "112" in said["text"]


async def test_commands_and_the_menu_work_all_the_same(talk: Talk) -> None:
    await flooded(talk)
    [said] = await talk.write("/privacy")
    assert said["text"]


async def test_another_person_is_answered(talk: Talk) -> None:
    await flooded(talk)
    other = Talk(talk.container, talk.telegram, person=2)
    await talk.telegram.post("/sandbox/people", id=2, first_name="Боря", language_code="ru")
    await other.agree()
    [said] = await other.write("А меня слышно?")
    assert said["text"] != talk.text("flood-line")


async def test_with_redis_away_everybody_is_answered(talk: Talk) -> None:
    await talk.agree()
    await talk.sql("UPDATE users SET address_asked_at = now()")
    person = await talk.person()
    await talk.container.redis.set(f"relove:rate:chat:{person.id}", "no number")
    for number in range(LIMIT + 2):
        [said] = await talk.write(f"Слово {number}")
        assert said["text"] != talk.text("flood-line")
