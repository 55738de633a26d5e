"""Buttons that were shown before an erasure: whoever presses one is a stranger, and nothing of it is done."""

from __future__ import annotations

import pytest

from tests.integration.bot.talk import Shown, Talk


@pytest.fixture
async def erased(talk: Talk) -> dict[str, Shown]:
    """Somebody who was erased; what stays in the chat: the messages with their buttons, by what they are."""
    [notice] = await talk.write("/start")
    await talk.press(data=notice["buttons"][0][0]["data"])
    [reply] = await talk.write("Мне тревожно, и я не знаю, куда иду")
    [privacy] = await talk.write("/privacy")
    [asked] = await talk.write("/forget_me")
    await talk.press(data=asked["buttons"][0][0]["data"])
    assert await talk.sql("SELECT 1 FROM users") == []
    return {"notice": notice, "reply": reply, "privacy": privacy, "asked": asked}


@pytest.mark.parametrize(
    ("message", "row", "column"),
    [("notice", 0, 0), ("reply", 0, 0), ("privacy", 0, 0), ("privacy", 1, 0)],
    ids=["consent", "quick reply", "news", "withdrawal"],
)
async def test_it_is_a_first_contact(
    talk: Talk, erased: dict[str, Shown], message: str, row: int, column: int
) -> None:
    [said] = await talk.press(data=erased[message]["buttons"][row][column]["data"])
    assert said["text"] == erased["notice"]["text"]
    assert talk.text("consent-accept") in str(said["buttons"])
    assert await talk.sql("SELECT 1 FROM user_consents") == [], "an old button is no consent"
    assert await talk.sql("SELECT 1 FROM user_sessions") == []
    # From here on it is a life like any other.
    [question] = await talk.press(data=said["buttons"][0][0]["data"])
    assert question["text"] and len(await talk.sessions()) == 1


async def test_the_button_of_the_erasure_itself_begins_nothing(talk: Talk, erased: dict[str, Shown]) -> None:
    [said] = await talk.press(data=erased["asked"]["buttons"][0][0]["data"])
    assert said["text"] == talk.text("error-confirmation-unknown")
    assert await talk.sql("SELECT 1 FROM users") == []
