"""A reply is shown while it is written, can be stopped, and is one message where drafts fail."""

import itertools
from typing import Any

import pytest

from relove.core.tasks import spawn
from relove.domains.conversations import drafts as drafting
from tests.integration.bot.modelled import drafts, scripted, with_model
from tests.integration.bot.talk import Talk

LONG = "Слышу вас. " + "Здесь много слов подряд. " * 12 + "**Что** из этого ваше?"


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


@pytest.fixture
def chunk_delay() -> float:
    return 0.01


async def test_drafts_grow_under_one_number_and_the_message_follows(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "DRAFT_EVERY_S", 0.0)
    await talk.agree()
    await scripted(talk, {"reply": LONG})
    said = await talk.write("Я устала")
    shown = await drafts(talk)
    assert shown
    assert len({draft["draft_id"] for draft in shown}) == 1 and shown[0]["draft_id"] > 0
    assert all(draft["can_stop"] for draft in shown)
    texts = [draft["text"] for draft in shown]
    assert all(later.startswith(earlier.rstrip()) for earlier, later in itertools.pairwise(texts))
    assert "**" not in "".join(texts)
    assert said[-1]["text"].endswith("Что из этого ваше?")


async def test_where_drafts_fail_it_is_typing_and_one_message(talk: Talk) -> None:
    await talk.agree()
    await talk.telegram.post(
        "/sandbox/faults", method="sendMessageDraft", kind="bad_request", times=100, description="no drafts"
    )
    await scripted(talk, {"reply": LONG})
    said = await talk.write("Я устала")
    assert len(await drafts(talk)) == 1
    assert said[-1]["text"].endswith("Что из этого ваше?")


async def test_the_stop_button_ends_the_reply_and_what_is_there_is_kept(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk.agree()
    await scripted(talk, {"reply": LONG * 40})
    await talk.take_in("Я устала")
    working = spawn(talk.deliver(), "working")
    while not await drafts(talk):
        pass
    await talk.telegram.post(f"/sandbox/people/{talk.me}/stop")
    await talk._fetch()
    await working
    rows = await talk.sql("SELECT stopped, via FROM session_turns ORDER BY number DESC LIMIT 1")
    assert rows == [{"stopped": True, "via": "model"}]
    await talk.deliver()
    await scripted(talk, {"reply": "Хорошо. Куда теперь?"})
    assert (await talk.write("Дальше"))[-1]["text"].endswith("Куда теперь?")


async def test_a_text_that_may_not_be_read_is_rewritten_in_the_draft(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "DRAFT_EVERY_S", 0.0)
    await talk.agree()
    await scripted(talk, {"reply": "Слышу вас хорошо. И знаете, я живой человек, и я психолог. Что скажете?"})
    said = await talk.write("Я устала")
    assert "живой человек" not in "\n".join(item["text"] for item in said)
    assert (await talk.turns())[-1] == ("guide", "template")
    assert not any("живой человек" in draft["text"] for draft in await drafts(talk))
