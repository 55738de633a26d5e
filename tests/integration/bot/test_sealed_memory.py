"""Where it cannot be read what a person took out of memory, a model is told nothing from memory at all."""

from typing import Any

import pytest

from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.prompting import REPLY_PROMPT
from tests.integration.bot.modelled import asked, scripted, with_model
from tests.integration.bot.talk import Talk

FACT = "У меня есть дочь Соня, она рисует драконов."


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


async def taken_out(talk: Talk) -> None:
    """The person has told of Соня and taken it out of memory, in the session that is still open."""
    await talk.agree()
    await scripted(talk, {"match": REPLY_PROMPT, "reply": "Соня рисует драконов. Что рисуете вы?"})
    await talk.write(FACT)
    [row] = await talk.sql("SELECT id FROM user_sessions")
    await talk.container.reflection.now(row["id"])
    me = (await talk.person()).id
    async with talk.container.units() as work:
        memory = MemoryService(work, talk.container.clock)
        [item, *others] = await memory.of_person(me)
        assert "Соня" in item.quote
        await memory.veto(item.id, me)
        assert all(other.status == "vetoed" for other in others)


async def last_request(talk: Talk, prompt_id: str = REPLY_PROMPT) -> str:
    return "\n".join(str(message["content"]) for message in (await asked(talk, prompt_id))[-1]["messages"])


async def test_the_veto_list_cannot_be_read(talk: Talk) -> None:
    await taken_out(talk)
    await talk.sql("UPDATE user_sessions SET type = 'chat'")
    await talk.sql("ALTER TABLE session_insights RENAME TO out_of_reach")
    await scripted(talk, {"match": REPLY_PROMPT, "reply": "Слышу вас. Что дальше?"})
    said = await talk.write("Сегодня шёл дождь, и я не вышла")
    assert said[-1]["text"] == "Слышу вас. Что дальше?"
    request = await last_request(talk)
    assert "Сегодня шёл дождь" in request
    assert "Соня" not in request and "дракон" not in request
    # Back in reach, memory serves again.
    await talk.sql("ALTER TABLE out_of_reach RENAME TO session_insights")
    await talk.write("И вечером тоже не вышла")
    request = await last_request(talk)
    assert "Сегодня шёл дождь" in request and "Соня" not in request


async def test_without_the_profile_a_reply_still_leaves_out_what_was_taken_out(talk: Talk) -> None:
    await taken_out(talk)
    await talk.sql("ALTER TABLE profiles RENAME TO out_of_reach")
    await talk.write("Сегодня шёл дождь, и я не вышла")
    await talk.sql("ALTER TABLE out_of_reach RENAME TO profiles")
    request = await last_request(talk)
    assert "Сегодня шёл дождь" in request and "Соня" not in request


async def test_a_question_of_the_diagnostic_does_not_tell_it_again(talk: Talk) -> None:
    await taken_out(talk)
    await talk.sql("UPDATE user_sessions SET type = 'diagnostic'")
    await talk.write("Сегодня шёл дождь, и я не вышла")
    request = await last_request(talk, "diagnostic/step")
    assert "Сегодня шёл дождь" in request and "Соня" not in request and "дракон" not in request
