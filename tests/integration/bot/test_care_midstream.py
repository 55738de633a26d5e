"""A call for help while a reply is being written, or another line looked at again: care is said once."""

from typing import Any

import pytest

from relove.core.ids import new_id
from relove.core.tasks import spawn
from relove.domains.conversations.care import CareGate
from relove.domains.conversations.closing import SessionCloser
from relove.domains.conversations.second_look import SECOND_LOOK_PROMPT
from relove.domains.conversations.service import SessionService
from relove.domains.people.service import PeopleService
from tests.integration.bot.modelled import asked, drafts, scripted, with_model
from tests.integration.bot.talk import Talk, labels
from tests.integration.bot.test_second_look import VEILED

HELP = "я не хочу жить"
LONG = "Слышу вас. " + "Здесь много слов подряд. " * 200 + "Что из этого ваше?"


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


@pytest.fixture
def chunk_delay() -> float:
    return 0.01


def care_of(talk: Talk) -> str:
    return talk.text_of(talk.container.content.care("self_harm", "ru", "RU"))


async def said_in_chat(talk: Talk, after: str) -> list[str]:
    """What the bot wrote since the person's line."""
    items = await talk.history()
    place = [item["text"] for item in items].index(after)
    return [item["text"] for item in items[place:] if item["from"] == "bot"]


async def unanswered(talk: Talk) -> int:
    [row] = await talk.sql(
        "SELECT count(*) AS n FROM session_turns WHERE role = 'person' AND reply_id IS NULL"
    )
    return int(row["n"])


async def test_a_call_for_help_in_mid_stream_is_answered_once(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, {"reply": LONG})
    await talk.take_in("Я устала")
    working = spawn(talk.deliver(), "working")
    while not await drafts(talk):
        pass
    await talk.take_in(HELP)
    await working
    await talk.deliver()
    assert await said_in_chat(talk, "Я устала") == [care_of(talk)]
    [care] = [item for item in await talk.history() if item["text"] == care_of(talk)]
    assert labels(care) == [talk.text("care-button-back")]
    assert (await talk.turns())[-3:] == [*[("person", "bot")] * 2, ("guide", "template")]
    assert await unanswered(talk) == 0
    assert (await talk.person()).care_active


async def test_a_call_for_help_from_the_other_window_is_met_in_both_and_the_same_words_once(
    talk: Talk,
) -> None:
    await talk.agree()
    person = await talk.person()
    [row] = await talk.sql("SELECT id FROM user_sessions")
    await scripted(talk, {"reply": LONG})
    await talk.take_in("Я устала")
    working = spawn(talk.deliver(), "working")
    while not await drafts(talk):
        pass
    await talk.container.intake.accept_mini_app(person.id, talk.me, row["id"], new_id().hex, HELP)
    await working
    await talk.deliver()
    assert await said_in_chat(talk, "Я устала") == [care_of(talk)]
    assert await unanswered(talk) == 0
    async with talk.container.units() as work:
        turns = await SessionService(work, talk.container.clock).recent(row["id"], 2)
    assert [turn.text for turn in turns] == [HELP, talk.container.content.care_staying("ru", "RU")]


async def test_a_second_look_and_the_rules_say_it_once(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    await talk.agree()
    await scripted(talk, {"match": SECOND_LOOK_PROMPT, "json": {"category": "self_harm", "confidence": 0.9}})
    taken = CareGate.begin

    async def meanwhile(self: CareGate, *args: Any) -> Any:
        """The person writes on while what was seen is being noted."""
        if not (await talk.person()).care_active:
            await talk.take_in(HELP)
        return await taken(self, *args)

    monkeypatch.setattr(CareGate, "begin", meanwhile)
    await talk.write(VEILED)
    await talk.deliver()
    assert len(await asked(talk, SECOND_LOOK_PROMPT)) == 1
    assert await said_in_chat(talk, VEILED) == [care_of(talk)]
    assert await unanswered(talk) == 0


async def test_who_calls_again_later_is_met_as_the_first_time(talk: Talk) -> None:
    await talk.agree()
    for _ in range(2):
        [care] = await talk.write(HELP)
        assert care["text"] == care_of(talk)


@pytest.mark.parametrize("ends", ["offer:new:diagnostic", "/end_session"])
async def test_care_that_began_while_a_summary_was_written_goes_before_it(
    talk: Talk, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk.agree()
    for said in ("Утром я пью кофе стоя", "И каждый вечер откладываю разговор"):
        await talk.write(said)
    await talk.write("/diagnostic")
    taken = SessionCloser.summarise

    async def meanwhile(self: SessionCloser, *args: Any) -> str:
        """The other window calls for help while the summary is written."""
        written = await taken(self, *args)
        async with talk.container.units() as work:
            await PeopleService(work, talk.container.clock).begin_care((await talk.person()).id, "self_harm")
        return written

    monkeypatch.setattr(SessionCloser, "summarise", meanwhile)
    shown = await talk.write(ends) if ends.startswith("/") else await talk.press(data=ends)
    assert [labels(item) for item in shown] == [[talk.text("care-button-back")]]
    assert "кофе" not in shown[0]["text"] and "112" in shown[0]["text"]
    person = (await talk.person()).id
    async with talk.container.units() as work:
        sessions = (await SessionService(work, talk.container.clock).page(person, None, 10)).items
    assert [one.type for one in sessions] == ["provocative"]
    assert all("кофе" not in (one.summary or "") for one in sessions)
