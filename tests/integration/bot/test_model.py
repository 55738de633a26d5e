"""With a model behind it: what it is shown, what becomes of its words, and what happens when it fails."""

import asyncio
from typing import Any

import pytest

from relove.domains.conversations import generation
from tests.integration.bot.modelled import with_model
from tests.integration.bot.talk import Talk, labels

pytestmark = pytest.mark.usefixtures("no_pauses")


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


async def scripted(talk: Talk, *items: dict[str, Any]) -> None:
    await talk.telegram.post("/sandbox/model/script", items=list(items))


async def asked(talk: Talk) -> list[dict[str, Any]]:
    return list((await talk.telegram.get("/sandbox/model/requests"))["items"])


async def test_a_reply_of_the_model_is_stored_with_what_it_cost(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, {"match": "устала", "reply": "Слышу. **Что** было бы отдыхом?"})
    [said] = await talk.write("Я устала")
    assert said["text"] == "Слышу. Что было бы отдыхом?"
    assert said["entities"][0]["type"] == "bold"
    assert labels(said)
    assert (await talk.turns())[-1] == ("guide", "model")
    [call] = await talk.sql(
        "SELECT feature, outcome, input_tokens > 0 AS counted FROM model_calls WHERE feature = 'reply'"
    )
    assert call == {"feature": "reply", "outcome": "ok", "counted": True}
    assert [item["params"]["action"] for item in await typing(talk)] == ["typing"]


async def typing(talk: Talk) -> list[dict[str, Any]]:
    return list((await talk.telegram.get("/sandbox/requests", method="sendChatAction"))["items"])


async def test_the_first_question_waits_for_no_model(talk: Talk) -> None:
    await talk.agree()
    assert await asked(talk) == []


async def test_no_name_phone_or_link_reaches_the_model_and_the_reply_has_them_again(talk: Talk) -> None:
    await talk.agree()
    await talk.write(
        "Меня зовут Анна, телефон +7 916 123-45-67, пишите на anna@example.org, https://example.org/me"
    )
    sent = str((await asked(talk))[-1]["messages"])
    for private in ("Анна", "916", "example.org"):
        assert private not in sent


@pytest.mark.parametrize("fault", ["500", "429", "cut_stream", "bad_json"])
async def test_a_model_that_fails_costs_no_reply(
    talk: Talk, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk.agree()
    await scripted(talk, {"fault": fault, "times": 50})
    said = await talk.write("Мне страшно начинать")
    assert "?" in said[-1]["text"]
    assert (await talk.turns())[-1] == ("guide", "template")
    [call] = await talk.sql("SELECT outcome, reason FROM model_calls WHERE feature = 'reply'")
    assert call["outcome"] == "failed"
    assert call["reason"]


async def test_a_model_that_claims_to_be_human_is_not_heard(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, {"reply": "Знаешь, я живой человек и психолог."})
    said = await talk.write("Расскажи о себе что-нибудь")
    assert not any("человек и психолог" in item["text"] for item in said)
    assert (await talk.turns())[-1] == ("guide", "template")
    [call] = await talk.sql("SELECT outcome, reason FROM model_calls WHERE feature = 'reply'")
    assert call == {"outcome": "failed", "reason": "claims_to_be_human"}


async def test_in_danger_no_model_is_asked(talk: Talk) -> None:
    await talk.agree()
    for said in ("я не хочу жить", "мне плохо"):
        await talk.write(said)
    assert await asked(talk) == []


async def test_a_stopped_reply_keeps_what_was_said(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_LOOK_EVERY_S", 0.001)
    await talk.agree()
    await scripted(talk, {"fault": "hang"})
    await talk.telegram.post("/sandbox/people/1/messages", text="Долгий вопрос")
    # Asked for later than anything that is delivered here: in life the worker is writing by then.
    await talk.container.redis.set("relove:cancel:1", "99999999999", ex=100)
    await talk.deliver()
    items = [item["text"] for item in await talk.history() if item["from"] == "bot"]
    assert items[-1] == talk.text("reply-stopped")
    assert await talk.sql("SELECT stopped FROM session_turns ORDER BY number DESC LIMIT 1") == [
        {"stopped": True}
    ]


async def test_the_model_writes_the_summary_and_the_written_one_stands_in(talk: Talk) -> None:
    await talk.agree()
    for said in ("Я устала от работы", "Хочу уехать к морю"):
        await talk.write(said)
    await scripted(talk, {"match": "session/summary", "reply": "Нашлось море."}, {"reply": "Да?"})
    summary, _ = await talk.write("/end_session")
    assert "Нашлось море." in summary["text"]
    await talk.write("/natasha")
    for said in ("Снова устала от работы", "Снова хочу уехать к морю"):
        await talk.write(said)
    await scripted(talk, {"fault": "500", "times": 50})
    summary, _ = await talk.write("/end_session")
    assert "хочу уехать к морю" in summary["text"].lower()
    outcomes = await talk.sql("SELECT outcome FROM model_calls WHERE feature = 'summary' ORDER BY id")
    assert [row["outcome"] for row in outcomes] == ["ok", "failed"]


async def test_what_was_being_written_is_not_said_once_the_person_asks_for_help(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, {"match": "расскажи", "fault": "hang"})
    await talk.telegram.post(f"/sandbox/people/{talk.me}/messages", text="расскажи мне обо мне")
    async with asyncio.TaskGroup() as group:
        group.create_task(talk.deliver())
        while not await asked(talk):
            pass
        await talk.take_in("я хочу умереть")
    await talk.deliver()
    said = [item for item in await talk.history() if item["from"] == "bot"][-2:]
    # Nothing was shown yet: both lines are answered by one message of care.
    assert [labels(item) for item in said] == [[], [talk.text("care-button-back")]]
    assert (await talk.person()).care_active


async def test_a_long_summary_reaches_the_person_in_parts(talk: Talk) -> None:
    await talk.agree()
    for line in ("Я устала", "Мне тесно"):
        await talk.write(line)
    await scripted(talk, {"match": "session/summary", "reply": "Длинный вывод о сказанном. " * 110})
    said = await talk.write("/end_session")
    assert len(said) == 4 and talk.text("session-summary-heading") in said[0]["text"]
    assert sum(item["text"].count("Длинный вывод") for item in said) == 110


async def test_a_summary_beyond_all_measure_is_written_by_us(talk: Talk) -> None:
    await talk.agree()
    for line in ("Я устала от этого дома", "Мне тесно в этом городе"):
        await talk.write(line)
    await scripted(talk, {"match": "session/summary", "reply": "Итог без конца. " * 400})
    said = await talk.write("/end_session")
    assert "Итог без конца" not in said[0]["text"] and "Мне тесно в этом городе" in said[0]["text"]
