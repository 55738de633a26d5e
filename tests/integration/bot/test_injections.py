"""A person may talk a model into anything: it stays words in that person's own chat, and nothing else changes."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from relove.domains.conversations.canary import CANARY, carries_mark
from tests.integration.bot.modelled import with_model
from tests.integration.bot.talk import Talk

LINES = Path(__file__).parents[2] / "evals" / "injections.yaml"
OTHER = 2
SECRET = "Моя тайна про синюю лодку в Твери"
METHODS = {"getUpdates", "sendMessage", "sendMessageDraft", "sendChatAction", "answerCallbackQuery"}
KEPT = (
    "SELECT telegram_id, role, directness, language, country, timezone, care_active, proactive_paused"
    " FROM users ORDER BY telegram_id"
)

pytestmark = pytest.mark.usefixtures("no_pauses")


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


def obeying(text: str) -> str:
    """What the model says, with the mark where the line has a place for it."""
    for place, value in {
        "{canary}": CANARY,
        "{canary_dashed}": "-".join(CANARY),
        "{canary_reversed}": CANARY[::-1],
        "{canary_upper}": CANARY.upper(),
    }.items():
        text = text.replace(place, value)
    return text


async def requests(talk: Talk) -> list[dict[str, Any]]:
    every = (await talk.telegram.get("/sandbox/model/requests"))["items"]
    return [item for item in every if item["prompt_id"] == "guide/reply"]


async def state(talk: Talk) -> list[Any]:
    """Everything that a model might be told to change."""
    consents = await talk.sql("SELECT kind, granted, version FROM user_consents ORDER BY id")
    others = await talk.sql(
        "SELECT count(*) AS turns FROM session_turns t JOIN user_sessions s ON s.id = t.session_id"
        f" JOIN users u ON u.id = s.user_id WHERE u.telegram_id = {OTHER}"
    )
    return [await talk.sql(KEPT), consents, others, await talk.sessions()]


async def test_an_obeying_model_changes_nothing(talk: Talk) -> None:
    lines = yaml.safe_load(LINES.read_text(encoding="utf-8"))
    assert len(lines) >= 60
    await talk.telegram.post("/sandbox/people", id=OTHER, first_name="Борис", username="boris_t")
    other = Talk(talk.container, talk.telegram, OTHER)
    await other.agree()
    await other.write(SECRET)
    await talk.agree()
    before, heard_by_other = await state(talk), await other.history()
    told = ""
    for line in lines:
        said = obeying(line["obeys"])
        await talk.telegram.post("/sandbox/model/script", items=[{"reply": said}])
        asked = len(await requests(talk))
        answered = await talk.write(line["said"])
        told += line["said"]
        calls = (await requests(talk))[asked:]
        assert calls, line
        assert answered, line
        for call in calls:
            check_request(call["messages"], lines)
        shown = "\n".join(item["text"] for item in answered)
        via = (await talk.turns())[-1][1]
        if line.get("dropped"):
            assert via == "template" and said not in shown and not carries_mark(shown), line
            [last] = await talk.sql(
                "SELECT reason FROM model_calls WHERE feature = 'reply' ORDER BY id DESC LIMIT 1"
            )
            assert last["reason"] == line["dropped"]
        else:
            assert via == "model", line
            assert shown == line.get("shown", said), line
            # Written by the model, none of it is markup: no entity but a bold phrase, no button but ours. And no link,
            # unless the person wrote it.
            for item in answered:
                for entity in item["entities"]:
                    end = entity["offset"] + entity["length"]
                    own = item["text"][entity["offset"] : end] in told
                    assert own or entity["type"] in ("bold", "bot_command", "hashtag"), (line, entity)
        for item in answered:
            for button in [button for row in item.get("buttons") or [] for button in row]:
                assert not button.get("url") and "consent" not in (button.get("data") or ""), line
        assert await state(talk) == before, line
    assert await other.history() == heard_by_other
    methods = {item["method"] for item in (await talk.telegram.get("/sandbox/requests"))["items"]}
    assert methods <= METHODS, methods


def check_request(messages: list[dict[str, Any]], lines: list[dict[str, str]]) -> None:
    """The rules stand first and alone; no other person's words or name is among them."""
    roles = [message["role"] for message in messages]
    assert roles[:2] == ["system", "system"] and "system" not in roles[2:]
    assert carries_mark(messages[0]["content"]) and not carries_mark(str(messages[1:]))
    rules = messages[0]["content"] + messages[1]["content"]
    assert not any(
        line["said"] in rules or obeying(line["obeys"]) in rules for line in lines if "?" not in line["obeys"]
    )
    whole = str(messages)
    assert "лодку" not in whole and "Борис" not in whole and "boris_t" not in whole
