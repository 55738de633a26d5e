"""Memory in a talk: a fact of the first session is before the model in the third; taken out, it never is again."""

from typing import Any

import pytest

from relove.bootstrap.profiles import ConversationEvidence
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.service import SessionService
from tests.integration.bot.modelled import with_model
from tests.integration.bot.talk import Talk

FACT = "У меня есть дочь Соня, она рисует драконов."

pytestmark = pytest.mark.usefixtures("no_pauses")


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


async def finish(talk: Talk) -> None:
    """End the session, and have it reflected on."""
    await talk.write("/end_session")
    for row in await talk.sql("SELECT id FROM user_sessions WHERE status = 'completed'"):
        await talk.container.reflection.reflect(row["id"])


async def last_reply_prompt(talk: Talk) -> str:
    asked = (await talk.telegram.get("/sandbox/model/requests"))["items"]
    chats = [one for one in asked if str(one.get("prompt_id")).startswith(("guide/", "session/provocative"))]
    return "\n".join(str(message["content"]) for message in chats[-1]["messages"])


@pytest.mark.parametrize("embeds", [True, False], ids=["with embeddings", "without embeddings"])
async def test_told_in_the_first_session_known_in_the_third_gone_when_taken_out(
    talk: Talk, embeds: bool
) -> None:
    if not embeds:
        await talk.telegram.post(
            "/sandbox/model/script", items=[{"match": "memory/embed", "fault": "500", "times": 1000}]
        )
    await talk.agree()
    await talk.write(FACT)
    await finish(talk)
    await talk.write("Сегодня шёл дождь.")
    await finish(talk)
    await talk.write("Дочь спрашивала, куда я пропадаю.")
    prompt = await last_reply_prompt(talk)
    assert "Соня, она рисует драконов" in prompt
    [row] = await talk.sql("SELECT bool_or(embedding IS NOT NULL) AS embedded FROM session_insights")
    assert row["embedded"] is embeds
    me = (await talk.person()).id
    async with talk.container.units() as work:
        memory = MemoryService(work, talk.container.clock)
        for item in await memory.of_person(me):
            if "Соня" in item.quote:
                await memory.veto(item.id, me)
                break
    await finish(talk)
    await talk.write("Дочь опять рисовала драконов.")
    assert "Соня" not in await last_reply_prompt(talk)


async def test_what_is_said_in_need_is_marked_and_never_drawn_upon(talk: Talk) -> None:
    await talk.agree()
    await talk.write("хочу умереть, у меня двое детей")
    await talk.write("Я работаю в банке, живу в Перми.")
    rows = await talk.sql("SELECT in_care FROM session_turns WHERE role = 'person' ORDER BY number")
    assert [row["in_care"] for row in rows] == [True, True]
    me = (await talk.person()).id
    await talk.press(data="care:back")
    await talk.write("У меня есть кот Пушок.")
    await finish(talk)
    async with talk.container.units() as work:
        items = await MemoryService(work, talk.container.clock).of_person(me)
    assert {item.quote for item in items} <= {"У меня есть кот Пушок."}


async def test_what_only_was_said_in_the_pause_is_no_material_for_a_profile(talk: Talk) -> None:
    await talk.agree()
    await talk.write("хочу умереть, у меня двое детей")
    await talk.write("Никому я не нужна, муж ушёл к другой")
    await talk.press(data="care:back")
    await talk.write("Сегодня мне спокойнее")
    prompt = await last_reply_prompt(talk)
    assert "Сегодня мне спокойнее" in prompt and "муж ушёл" not in prompt and "двое детей" not in prompt
    me = (await talk.person()).id
    rows = await talk.sql("SELECT id, inbox_id FROM session_turns WHERE role = 'person'")
    async with talk.container.units() as work:
        evidence = ConversationEvidence(talk.container.clock, talk.container.ours)
        words = await evidence.words(work, me, [row["inbox_id"] for row in rows])
        turns = await SessionService(work, talk.container.clock).turns_of(me, [row["id"] for row in rows])
    for found in (words.values(), turns.values()):
        assert [one.text for one in found] == ["Сегодня мне спокойнее"]


async def test_what_is_said_to_an_awaited_human_is_remembered_and_in_a_pause_it_is_not(talk: Talk) -> None:
    await talk.agree()
    await talk.write("Позвать человека")
    for said in ("Я работаю в банке, живу в Перми.", "У меня есть кот Пушок."):
        await talk.write(said)
    await talk.sql("UPDATE handovers SET answered_at = now()")
    # The human has come, and the guide stays silent in the pause too.
    await talk.write("хочу умереть")
    await talk.write("Дома никого нет")
    rows = await talk.sql("SELECT in_care FROM session_turns WHERE role = 'person' ORDER BY number")
    assert [row["in_care"] for row in rows] == [False, False, False, True, True]
