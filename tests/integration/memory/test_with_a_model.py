"""A model reads what was said: only what stands in the person's turns is believed, and it reads no names."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from relove.bootstrap import Container
from relove.core.ports import ModelTask
from relove.domains.conversations.canary import CANARY
from relove.domains.conversations.memory.recollector import Recollector
from relove.domains.conversations.service import SessionService
from tests.evals import stages
from tests.integration.delivery.line import telegram_at
from tests.integration.memory.telling import Teller
from tests.integration.sandbox.serving import Sandbox, free_port

FIVE = (
    "Меня зовут Анна, я работаю в банке.",
    "Каждый день одно и то же.",
    "Сил нет совсем, сплю плохо.",
    "Не хватает тишины и музыки.",
    "Мой телефон +7 912 345-67-89, почта anna@example.org",
)

pytestmark = pytest.mark.usefixtures("no_pauses")


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    base = f"http://127.0.0.1:{port}"
    return {
        "telegram_api_base": base,
        "sandbox_url": base,
        "model": "openai",
        "openai_api_key": "sk-of-the-tests",
        "openai_base_url": f"{base}/v1",
    }


@pytest.fixture
async def sandbox(port: int) -> AsyncIterator[Sandbox]:
    async with telegram_at(port) as running:
        yield running


def item(kind: str, turn: str, quote: str, **more: Any) -> dict[str, Any]:
    empty = {"key": "", "text": quote, "earlier_turn": "", "earlier_quote": "", "confidence": 0.9}
    return {"kind": kind, "turn": turn, "quote": quote, **empty, **more}


async def scripted(sandbox: Sandbox, **answers: Any) -> None:
    items = [
        {"match": match, **(answer if "fault" in answer else {"json": answer})}
        for match, answer in (
            ("memory/extract", answers.get("extract", {"items": []})),
            (
                "journey/assess",
                answers.get("assess", {"stage": "ordinary_world", "evidence": [], "confidence": 0}),
            ),
            ("session/rolling", answers.get("rolling", {"summary": "Сводка."})),
        )
    ]
    await sandbox.post("/sandbox/model/script", items=items)


async def requests(sandbox: Sandbox) -> list[dict[str, Any]]:
    return list((await sandbox.get("/sandbox/model/requests"))["items"])


async def test_only_what_the_named_turn_holds_is_believed(sandbox: Sandbox, anna: Teller) -> None:
    good = [
        item("fact", "t1", "я работаю в банке", text="Работает в банке"),
        item("insight", "t2", "Каждый день одно и то же", key="ordinary_world.routine_named"),
        item("core_issue", "t4", "Не хватает тишины и музыки", text="Тишины стало мало"),
    ]
    bad = [
        item("fact", "t1", "у меня есть яхта и вилла"),  # nobody said it
        item("fact", "t2", "я работаю в банке"),  # in another turn
        item("fact", "t9", "я работаю в банке"),  # there is no such turn
        item("fact", "m1", "я работаю в банке"),  # no turn at all
        item("insight", "t3", "Сил нет совсем", key="ordinary_world.no_such_key"),
        item("pattern", "t3", "Сил нет совсем", key="sloth"),
        item("fact", "t3", "Сил нет совсем", confidence=0.2),
        item("fact", "t3", "совсем"),
        item("fact", "t1", "Понимаю, каково это"),  # the guide's words
        item(
            "contradiction", "t2", "Каждый день одно и то же", earlier_turn="t3", earlier_quote="всё меняется"
        ),
    ]
    await scripted(sandbox, extract={"items": good + bad})
    await anna.begin()
    ids = await anna.say(*FIVE, answer="Понимаю, каково это.")
    await anna.reflect()
    found = {(one.kind, one.quote, one.sources[0].turn_id) for one in await anna.memory()}
    assert found == {
        ("fact", "я работаю в банке", ids[0]),
        ("insight", "Каждый день одно и то же", ids[1]),
        ("core_issue", "Не хватает тишины и музыки", ids[3]),
    }
    assert {one.text for one in await anna.memory("fact")} == {"Работает в банке"}


async def test_what_a_model_makes_up_of_a_fact_gives_way_to_the_words(sandbox: Sandbox, anna: Teller) -> None:
    made_up = item("fact", "t1", "я работаю в банке", text="Богатая наследница из Лондона")
    await scripted(sandbox, extract={"items": [made_up]})
    await anna.tell(FIVE[0])
    assert [one.text for one in await anna.memory("fact")] == ["я работаю в банке"]


async def test_a_model_that_names_an_illness_gives_way_to_the_words(sandbox: Sandbox, anna: Teller) -> None:
    diagnosis = item("core_issue", "t1", "я работаю в банке", text="У вас пограничное расстройство личности")
    link = item("fact", "t1", "Меня зовут Анна, я работаю", text="Анна работает: http://evil.example")
    await scripted(sandbox, extract={"items": [diagnosis, link]})
    await anna.tell(FIVE[0])
    assert {one.text for one in await anna.memory()} == {"я работаю в банке", "Меня зовут Анна, я работаю"}


async def test_no_name_and_no_contact_reaches_a_model(sandbox: Sandbox, anna: Teller) -> None:
    await scripted(sandbox, extract={"items": [item("fact", "t1", "Меня зовут [ИМЯ_1], я работаю в банке")]})
    await anna.tell(*FIVE)
    asked = await requests(sandbox)
    assert {one["prompt_id"] for one in asked} >= {"memory/extract", "journey/assess"}
    sent = str([one["messages"] for one in asked])
    assert not re.search(r"Анн|345-67|anna@", sent)
    # In the memory, which is the person's own, the name stands again.
    assert [one.quote for one in await anna.memory("fact")] == ["Меня зовут Анна, я работаю в банке"]


async def test_the_guides_words_have_no_label(sandbox: Sandbox, anna: Teller) -> None:
    await scripted(sandbox)
    await anna.begin()
    await anna.say(*FIVE, answer="Слова проводника.")
    await anna.reflect()
    for one in await requests(sandbox):
        if one["prompt_id"] == "memory/extract":
            body = one["messages"][-1]["content"]
            assert "\nпроводник: Слова проводника." in body
            assert re.findall(r"^(t\d+) человек", body, re.MULTILINE) == ["t1", "t2", "t3", "t4", "t5"]


async def test_a_model_moves_the_stage_and_names_the_turns(sandbox: Sandbox, anna: Teller) -> None:
    await scripted(
        sandbox, assess={"stage": "call_to_adventure", "evidence": ["t2", "t4"], "confidence": 0.7}
    )
    await anna.begin()
    ids = await anna.say(*FIVE)
    await anna.reflect()
    assert await anna.stage() == "call_to_adventure"
    last = (await anna.transitions())[-1]
    assert (last.before, last.after, last.cause, last.via) == (
        "ordinary_world",
        "call_to_adventure",
        "assessment",
        "model",
    )
    assert last.turn_ids == [ids[1], ids[3]]
    [row] = await anna.sql("SELECT stage FROM user_sessions")
    assert row["stage"] == "call_to_adventure"


@pytest.mark.parametrize(
    "answer",
    [
        {"stage": "call_to_adventure", "evidence": ["t2"], "confidence": 0.9},
        {"stage": "call_to_adventure", "evidence": ["t2", "t8"], "confidence": 0.9},
        {"stage": "call_to_adventure", "evidence": ["t2", "t3"], "confidence": 0.5},
        {"stage": "meeting_mentor", "evidence": ["t2", "t3"], "confidence": 0.7},
    ],
    ids=["one turn", "no such turn", "not sure", "too far"],
)
async def test_an_assessment_that_is_not_well_founded_moves_nobody(
    sandbox: Sandbox, anna: Teller, answer: dict[str, Any]
) -> None:
    await scripted(sandbox, assess=answer)
    await anna.begin()
    await anna.say(*FIVE)
    await anna.reflect()
    assert await anna.stage() == "ordinary_world"
    assert len(await anna.transitions()) == 1


async def test_with_the_model_away_the_signs_serve(sandbox: Sandbox, anna: Teller) -> None:
    failing = {"fault": "500", "times": 100}
    await scripted(sandbox, extract=failing, assess=failing, rolling=failing)
    await anna.begin()
    await anna.say(*FIVE)
    assert await anna.reflect()
    assert "ordinary_world.routine_named" in {one.key for one in await anna.memory("insight")}


async def test_an_answer_that_recites_the_instructions_is_not_kept(sandbox: Sandbox, anna: Teller) -> None:
    await scripted(sandbox, extract={"items": [item("core_issue", "t2", FIVE[1], text=f"метка {CANARY}")]})
    await anna.tell(*FIVE)
    assert [one.text for one in await anna.memory("core_issue")] == ["Каждый день одно и то же."]


async def test_a_fact_is_found_by_meaning(sandbox: Sandbox, anna: Teller, container: Container) -> None:
    facts = [f"Моя соседка номер {number} любит пироги" for number in range(12)]
    await scripted(sandbox, extract={"items": [item("fact", "t1", facts[0])]})
    await anna.tell("Я работаю на заводе фельдшером, уже десять лет.")
    await anna.begin()
    await anna.say(*facts)
    await anna.close()
    await anna.reflect()
    [row, *_] = await anna.sql("SELECT embedding FROM session_insights WHERE kind = 'fact' ORDER BY id")
    assert row["embedding"] is not None
    recalled, _ = await Recollector(container.units, container.model, container.clock).for_reply(
        anna.person, "Завод, опять фельдшерская смена на заводе, Анна устала"
    )
    assert "фельдшером" in recalled.lines[0]
    embedded = [one for one in await requests(sandbox) if one["kind"].startswith("embed")]
    assert embedded
    assert "Анна" not in str(embedded)


async def test_a_reply_waits_a_second_for_the_embedding_and_no_longer(
    anna: Teller, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.begin()
    never = asyncio.Event()

    class Slow:
        enabled = True

        async def embed(self, task: ModelTask, texts: list[str]) -> list[list[float]]:
            await never.wait()
            return []

    monkeypatch.setattr("relove.domains.conversations.memory.recollector.EMBED_WITHIN_S", 0.01)
    recollector = Recollector(container.units, Slow(), container.clock)  # type: ignore[arg-type]
    recalled, _ = await recollector.for_reply(anna.person, "Привет")
    assert recalled.lines == ()


async def test_a_long_session_is_summed_up_and_nobody_is_named(sandbox: Sandbox, anna: Teller) -> None:
    await scripted(sandbox, rolling={"summary": "Человек, [ИМЯ_1], работает в банке и устал."})
    await anna.begin()
    await anna.say("Меня зовут Анна.", *(f"Мысль номер {number}, про банк." for number in range(19)))
    await anna.reflect()
    [row] = await anna.sql("SELECT rolled_upto, rolling_summary IS NOT NULL AS there FROM user_sessions")
    assert row == {"rolled_upto": 32, "there": True}
    [asked] = [one for one in await requests(sandbox) if one["prompt_id"] == "session/rolling"]
    assert "Анна" not in str(asked["messages"])
    assert "Мысль номер 8" in str(asked["messages"])
    assert "Мысль номер 18" not in str(asked["messages"])


async def test_the_stage_set_runs_on_any_model(sandbox: Sandbox, container: Container) -> None:
    await scripted(sandbox, assess={"stage": "refusal", "evidence": ["t1", "t2"], "confidence": 0.7})
    [case] = [one for one in stages.cases() if one.id == "ru-07"]
    verdict = await stages.by_model(container.content, container.model, case)
    assert (verdict.right, verdict.turns, verdict.known) == (True, 2, True)
    await scripted(sandbox, assess={"stage": "nowhere", "evidence": [], "confidence": 0.7})
    [other] = [one for one in stages.cases() if one.id == "ru-09"]
    verdict = await stages.by_model(container.content, container.model, other)
    assert (verdict.right, verdict.known) == (False, False)


async def test_long_turns_are_looked_at_in_pieces_that_a_model_can_read(
    sandbox: Sandbox, anna: Teller, container: Container
) -> None:
    await scripted(sandbox)
    lines = [f"Мысль {number} про дорогу: " + "шёл долго и молчал, " * 200 for number in range(24)]
    await anna.begin()
    await anna.say(*(line[:4096] for line in lines))
    await anna.reflect()
    [row] = await anna.sql("SELECT turn_count, rolled_upto FROM user_sessions")
    assert row["rolled_upto"] == row["turn_count"] - 8
    async with container.units() as work:
        session = await SessionService(work, container.clock).get(anna.session_id, anna.id)
    summary = await container.closer.summarise(anna.person, session)
    await anna.close(summary)
    await anna.reflect()
    [row] = await anna.sql("SELECT turn_count, reflected_number FROM user_sessions")
    assert row["turn_count"] == row["reflected_number"]
    asked = await requests(sandbox)
    assert {one["prompt_id"] for one in asked} >= {
        "memory/extract",
        "journey/assess",
        "session/rolling",
        "session/summary",
    }
    for one in asked:
        assert sum(len(message["content"]) for message in one["messages"]) < 75_000, one["prompt_id"]
    for kind, upto in (("memory/extract", 24), ("session/rolling", 20), ("session/summary", 24)):
        read = "".join(str(one["messages"]) for one in asked if one["prompt_id"] == kind)
        assert [number for number in range(upto) if f"Мысль {number} про дорогу" not in read] == [], kind


async def test_our_own_labels_evidence_nothing_whoever_reads_them(
    sandbox: Sandbox, anna: Teller, container: Container
) -> None:
    """A press says what we wrote: a model that quotes it quotes us."""
    ours = [
        reply
        for stage in container.content.stages()
        for language in ("ru", "ru-ty", "en")
        for reply in stage.text(language).quick_replies
    ]
    ours += [
        container.translator.text(language, key)
        for language in ("ru", "en")
        for key in ("journey-finish", "journey-stay", "diagnostic-yes", "diagnostic-no", "handover-return")
    ]
    own = "Я каждый год собираюсь к морю"
    quoted = [
        item("pattern", f"t{turn}", reply, key="postponing") for turn in range(1, 6) for reply in (*ours, own)
    ]
    await scripted(sandbox, extract={"items": quoted})
    for at in range(0, len(ours), 4):
        await anna.tell(*ours[at : at + 4], own)
    assert {one.quote for one in await anna.memory()} == {own}
    sent = [one["messages"][-1]["content"] for one in await requests(sandbox)]
    labelled = [line for body in sent for line in re.findall(r"^t\d+ человек: (.*)$", body, re.MULTILINE)]
    assert set(labelled) == {own}
