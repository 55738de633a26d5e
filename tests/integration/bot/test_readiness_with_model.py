"""Readiness with a model: believed where it quotes the person, else the written rules stand."""

from __future__ import annotations

from typing import Any

import pytest

from relove.domains.streams.schemas import ReadinessItem, ReadinessView
from tests.integration.bot.modelled import asked, scripted, with_model
from tests.integration.bot.talk import Talk
from tests.integration.evidence import READY, told

PROMPT = "streams/readiness"
WHY = "Вы сами назвали шаг и день"
RAISE = "Расскажите, что остановит вас в субботу."


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


def finding(**changes: Any) -> dict[str, Any]:
    reason = {"turn": "t4", "quote": "в субботу покажу эскизы", "why": WHY}
    return {"stream": "za-porog", "score": 90, "reasons": [reason], "would_raise": RAISE, **changes}


def answer(*items: dict[str, Any]) -> dict[str, Any]:
    return {"match": PROMPT, "json": {"items": list(items)}}


async def ready(talk: Talk, *script: dict[str, Any]) -> ReadinessView:
    await talk.agree()
    person = await talk.person()
    await told(talk.container, person.id, {**READY, "refusal.fear_named": "Анна боится остаться без денег"})
    await scripted(talk, *script)
    return await talk.container.readiness.compute(person)


def of(view: ReadinessView, slug: str = "za-porog") -> ReadinessItem:
    return next(item for item in view.items if item.stream == slug)


async def test_a_reason_that_quotes_the_person_is_believed(talk: Talk) -> None:
    view = await ready(talk, answer(finding()))
    item = of(view)
    assert view.via == "model" and item.score is not None and 65 <= item.score <= 100
    [reason] = item.reasons
    assert reason.quote == "в субботу покажу эскизы" and reason.text.startswith(WHY)
    assert item.would_raise == [RAISE]
    [turn] = reason.turn_ids
    rows = await talk.sql("SELECT id, user_id FROM session_turns WHERE role = 'person'")
    assert (turn, (await talk.person()).id) in {(row["id"], row["user_id"]) for row in rows}
    others = [item for item in view.items if item.stream != "za-porog"]
    assert all((item.score is None) == (item.reasons == []) for item in others)


@pytest.mark.parametrize(
    "reason",
    [
        {"turn": "t4", "quote": "завтра уволюсь с работы", "why": WHY},
        {"turn": "t1", "quote": "в субботу покажу эскизы", "why": WHY},
        {"turn": "t99", "quote": "в субботу покажу эскизы", "why": WHY},
        {"turn": "t4", "quote": "покажу", "why": WHY},
        {"turn": "t4", "quote": "в субботу покажу эскизы", "why": ""},
    ],
    ids=["never said", "another turn", "no such turn", "one word", "no word on it"],
)
async def test_what_is_not_in_the_turn_is_not_believed(talk: Talk, reason: dict[str, str]) -> None:
    view = await ready(talk, answer(finding(reasons=[reason])))
    assert view.via == "rules"
    assert {one.quote for one in of(view).reasons} <= {*READY.values(), "Анна боится остаться без денег"}


async def test_a_number_far_from_the_evidence_is_drawn_back(talk: Talk) -> None:
    low = of(await ready(talk, answer(finding(score=0)))).score
    assert low is not None and low >= 40


async def test_a_model_that_is_away_leaves_the_rules(talk: Talk) -> None:
    view = await ready(talk, {"match": PROMPT, "fault": "500"})
    assert view.via == "rules" and of(view).score is not None


async def test_it_hears_no_name_and_is_asked_once_over_the_same_words(talk: Talk) -> None:
    await ready(talk, answer(finding()))
    await talk.container.readiness.compute(await talk.person())
    [request] = await asked(talk, PROMPT)
    sent = str(request["messages"])
    assert "Анна" not in sent and "[ИМЯ_1] боится остаться" in sent
    assert "t4: в субботу покажу эскизы Лене" in sent or "t4: в субботу покажу эскизы" in sent


async def test_a_disagreement_is_told_to_the_model(talk: Talk) -> None:
    await ready(talk, answer(finding()))
    person = await talk.person()
    await talk.write("/analyze_readiness")
    await talk.press("Не так: За порог")
    await talk.container.readiness.compute(person)
    assert "za-porog: —" in str((await asked(talk, PROMPT))[-1]["messages"])
