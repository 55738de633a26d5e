"""«Ты» or «вы», and the person's gender, hold in whatever a model writes for them to read."""

from typing import Any

import pytest

from tests.integration.bot.modelled import asked, with_model
from tests.integration.bot.talk import Talk
from tests.integration.evidence import READY, told

SAID = ("Я снова откладываю разговор с начальником", "Мне страшно остаться без работы", "Хочу к морю")


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


@pytest.fixture(autouse=True)
async def agreed(talk: Talk) -> None:
    await talk.agree()
    await talk.sql("UPDATE users SET formality = 'ty', gender = 'female', gender_confidence = 100")


async def assert_told(talk: Talk, prompt_id: str) -> None:
    sent = str((await asked(talk, prompt_id))[-1]["messages"])
    assert "Обращайтесь к человеку на «ты»." in sent and "в женском роде" in sent
    assert "на «вы»" not in sent and "без рода" not in sent


async def test_a_question_of_the_diagnostic(talk: Talk) -> None:
    await talk.write("/end_session")
    await talk.write("/diagnostic")
    await talk.write(SAID[0])
    await assert_told(talk, "diagnostic/step")


async def test_the_summary_at_the_end(talk: Talk) -> None:
    for words in SAID:
        await talk.write(words)
    await talk.write("/end_session")
    await assert_told(talk, "session/summary")


async def test_the_portrait_of_the_path(talk: Talk) -> None:
    for words in SAID:
        await talk.write(words)
    await talk.write("/end_session")
    [session] = await talk.sql("SELECT id FROM user_sessions")
    await talk.container.portraits.draw(session["id"])
    await assert_told(talk, "session/metaphysical")


async def test_readiness_which_is_asked_anew_once_the_form_changed(talk: Talk) -> None:
    await told(talk.container, (await talk.person()).id, READY)
    await talk.container.readiness.compute(await talk.person())
    await assert_told(talk, "streams/readiness")
    before = len(await asked(talk, "streams/readiness"))
    await talk.container.readiness.compute(await talk.person())
    assert len(await asked(talk, "streams/readiness")) == before
    await talk.sql("UPDATE users SET formality = 'vy'")
    await talk.container.readiness.compute(await talk.person())
    sent = str((await asked(talk, "streams/readiness"))[-1]["messages"])
    assert "Обращайтесь к человеку на «вы»." in sent
