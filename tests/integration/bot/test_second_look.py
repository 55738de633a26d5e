"""A model looks again at lines with a reason for it: what it sees acts as what a rule sees, and nobody else waits."""

import asyncio
import itertools
from typing import Any

import pytest

from relove.domains.conversations import second_look
from relove.domains.conversations.crisis import CrisisHit, assess, suspicious
from relove.domains.people.schemas import Person
from relove.worker.wiring import make_processor
from tests.integration.bot.modelled import asked, drafts, scripted, with_model
from tests.integration.bot.talk import Talk, labels
from tests.integration.bot.test_bursts import edited, words

TEAM = 900
# No rule sees danger in it, and it holds a word that is a reason to look again.
VEILED = "Не вижу впереди ничего, за чем стоило бы идти"
PLAIN = "Вчера мы с Анной пекли пирог и говорили о море"
LOOK = second_look.SECOND_LOOK_PROMPT

pytestmark = pytest.mark.usefixtures("no_pauses")


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port, admin_chat_ids=(TEAM,))


def seen(category: str, confidence: float = 0.9) -> dict[str, Any]:
    return {"match": LOOK, "json": {"category": category, "confidence": confidence}}


def test_the_lines_of_these_tests_are_what_they_are_taken_for() -> None:
    assert assess(VEILED) is None and suspicious(VEILED)
    assert assess(PLAIN) is None and not suspicious(PLAIN)


@pytest.mark.parametrize("category", ["self_harm", "harm_to_others", "abuse", "psychosis", "minor"])
async def test_what_the_model_sees_acts_as_what_a_rule_sees(talk: Talk, category: str) -> None:
    await talk.telegram.post("/sandbox/people", id=TEAM, first_name="Дежурный")
    await talk.agree()
    await scripted(talk, seen(category))
    [care] = await talk.write(VEILED)
    assert labels(care) == [talk.text("care-button-back")]
    person = await talk.person()
    assert (person.care_active, person.care_reason) == (True, category)
    # A reply may have been written meanwhile: nothing of it was shown.
    assert await drafts(talk) == []
    assert [role for role, _ in await talk.turns()] == ["guide", "person", "guide"]
    await make_processor(talk.container, owner="a worker").process(TEAM)
    team = Talk(talk.container, talk.telegram, person=TEAM)
    told = [item["text"] for item in await team.history()]
    assert told == [await talk.care_alert(category)]


class Pausing:
    """Looks until it is told what it sees."""

    def __init__(self) -> None:
        self.verdict: asyncio.Future[CrisisHit | None] = asyncio.Future()

    async def look(self, _text: str, _person: Person) -> CrisisHit | None:
        return await self.verdict


@pytest.mark.parametrize("hit", [None, CrisisHit("abuse", "second_look")], ids=["harmless", "danger"])
async def test_the_reply_is_written_meanwhile_and_nothing_of_it_is_shown_before_the_verdict(
    talk: Talk, hit: CrisisHit | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk.agree()
    look = Pausing()
    monkeypatch.setattr(talk.container.pipeline, "_second_look", look)
    reply = "Слышу вас. Куда вы идёте?"
    await scripted(talk, {"match": "guide/reply", "reply": reply})
    await talk.telegram.post(f"/sandbox/people/{talk.me}/messages", text=VEILED)
    shown = len(await talk.history())
    async with asyncio.TaskGroup() as group:
        group.create_task(talk.deliver())
        while not [call for call in await asked(talk) if call["answer"]]:
            pass
        assert await drafts(talk) == [] and len(await talk.history()) == shown
        look.verdict.set_result(hit)
    said = [item["text"] for item in await talk.history() if item["from"] == "bot"][-1]
    assert (reply in said) is (hit is None)
    assert (await talk.person()).care_active is (hit is not None)


async def test_an_ordinary_line_is_not_looked_at_again(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, seen("self_harm"))
    await talk.write(PLAIN)
    assert await asked(talk, LOOK) == []
    assert not (await talk.person()).care_active


async def test_a_veiled_line_that_is_harmless_is_answered(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, seen("none"), {"reply": "Слышу вас. Куда вы идёте?"})
    [said] = await talk.write(VEILED)
    assert said["text"].endswith("Куда вы идёте?")
    assert len(await asked(talk, LOOK)) == 1


@pytest.mark.parametrize(
    "answer",
    [{"category": "self_harm", "confidence": 0.2}, {"category": "dragon", "confidence": 1.0}, {"x": 1}],
    ids=["unsure", "unknown", "senseless"],
)
async def test_an_answer_that_says_little_is_no_danger(talk: Talk, answer: dict[str, Any]) -> None:
    await talk.agree()
    await scripted(talk, {"match": LOOK, "json": answer}, {"reply": "Слышу вас. Куда вы идёте?"})
    [said] = await talk.write(VEILED)
    assert said["text"].endswith("Куда вы идёте?")


async def test_the_look_shows_no_name_and_is_kept_apart_in_the_costs(talk: Talk) -> None:
    await talk.agree()
    await talk.write(f"{VEILED}. Анна, +7 916 123-45-67")
    [look] = await asked(talk, LOOK)
    assert "Анна" not in str(look["messages"]) and "916" not in str(look["messages"])
    assert await talk.sql("SELECT outcome FROM model_calls WHERE feature = 'safety'") == [{"outcome": "ok"}]


@pytest.mark.parametrize("fault", ["500", "hang"])
async def test_a_look_that_fails_costs_no_reply(
    talk: Talk, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk.container.pipeline._second_look, "_patience_s", 0.3)
    await talk.agree()
    await scripted(talk, {"match": LOOK, "fault": fault})
    async with asyncio.timeout(12):
        said = await talk.write(VEILED)
    assert "?" in said[-1]["text"] and not (await talk.person()).care_active


async def test_the_rules_do_not_wait_for_a_model(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, {"fault": "hang"})
    [care] = await talk.write("я не хочу жить")
    assert "112" in care["text"]
    assert await asked(talk, LOOK) == []


async def test_in_a_care_pause_nobody_looks_again(talk: Talk) -> None:
    await talk.agree()
    await talk.write("я не хочу жить")
    await talk.write(VEILED)
    assert await asked(talk, LOOK) == []


async def test_the_end_of_a_long_message_is_looked_at_too(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, seen("self_harm"))
    long = f"{PLAIN}. " * 83
    assert 3800 < len(long) < 4000 and not suspicious(long)
    for said in (long, VEILED):
        await talk.telegram.post(f"/sandbox/people/{talk.me}/messages", text=said)
    await talk.deliver()
    looks = [str(one["messages"]) for one in await asked(talk, LOOK)]
    assert any(VEILED in look for look in looks) and (await talk.person()).care_active


def test_a_long_text_is_cut_into_pieces_that_lose_nothing() -> None:
    for size in (1, 3999, 4000, 4001, 7800, 7801, 20_000):
        text = "".join(chr(0x4E00 + place) for place in range(size))
        found = second_look.pieces_of(text)
        assert set("".join(found)) == set(text) and all(0 < len(piece) <= 4000 for piece in found)
        assert all(one[-200:] == other[:200] for one, other in itertools.pairwise(found))
    assert second_look.pieces_of("жить") == ["жить"]


async def test_what_a_picture_shows_is_looked_at_too(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, {"match": "guide/picture", "reply": f"Записка: {VEILED}"}, seen("self_harm"))
    [care] = await talk._act("messages", photo_text="записка", caption="Вот")
    assert labels(care) == [talk.text("care-button-back")] and (await talk.person()).care_active


async def test_an_edit_is_looked_at_whether_or_not_it_was_answered(talk: Talk) -> None:
    await talk.agree()
    sent = await talk.telegram.post(f"/sandbox/people/{talk.me}/messages", text=PLAIN)
    await talk.deliver()
    await scripted(talk, seen("self_harm"))
    [care] = await talk.comes("edited_message", **edited(talk, sent["message_id"], VEILED))
    assert labels(care) == [talk.text("care-button-back")] and "112" in care["text"]
    assert (await talk.person()).care_active and VEILED not in await words(talk)


async def test_words_with_a_reason_are_not_taken_for_a_name(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/settings")
    await talk.press(data="set:called")
    said = "не вижу смысла"
    assert assess(said) is None and suspicious(said)
    await scripted(talk, seen("self_harm"))
    [care] = await talk.write(said)
    assert labels(care) == [talk.text("care-button-back")]
    person = await talk.person()
    assert person.called is None and person.care_active
