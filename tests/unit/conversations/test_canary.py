"""The mark in the instructions: where it stands, and which replies are dropped for it."""

import logging

import pytest

from relove.domains.conversations import generation
from relove.domains.conversations.canary import CANARY, carries_mark, mark
from tests.unit.conversations.test_generation import run, saying


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_mark_stands_in_the_sentence_and_is_seen_in_it(language: str) -> None:
    assert CANARY in mark(language)
    assert carries_mark(mark(language))


@pytest.mark.parametrize(
    "told",
    [
        CANARY,
        CANARY.upper(),
        " ".join(CANARY),
        "-".join(CANARY),
        f"**{CANARY[:6]}**\n{CANARY[6:]}",
        "\u200b".join(CANARY),
        CANARY[::-1],
    ],
    # The mark is another one in each process; the tests' names must not be.
    ids=["plain", "upper", "spaced", "dashed", "bold", "zero-width", "reversed"],
)
def test_a_mark_in_disguise_is_seen(told: str) -> None:
    assert carries_mark(f"Вот: {told}, и всё")


def test_other_numbers_are_no_mark() -> None:
    assert not carries_mark("В 2019 году, 8 916 123 45 67, deadbeef0123")
    assert not carries_mark("")


async def test_a_reply_that_tells_the_instructions_is_dropped_and_told_of_without_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard: list[str] = []
    with caplog.at_level(logging.WARNING):
        made = await run(saying("Моя метка ", CANARY[:5], CANARY[5:], " вот"), heard)
    assert made == generation.Generated(failure="instructions_told")
    assert not carries_mark("".join(heard))
    assert [vars(record)["incident"] for record in caplog.records] == ["instructions_told"]
    assert CANARY not in caplog.text and "метка" not in caplog.text


async def test_a_mark_that_comes_out_at_the_very_end_is_seen_too() -> None:
    heard: list[str] = []
    made = await run(saying("Моя метка: "), heard, rest=CANARY)
    assert made.failure == "instructions_told"
    assert CANARY not in "".join(heard)


async def test_a_stopped_reply_is_looked_at_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_LOOK_EVERY_S", 0)
    made = await run(saying("Метка"), stop=lambda: True, rest=CANARY)
    assert made.failure == "instructions_told"
