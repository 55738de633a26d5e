"""Consent taken back: from then on no word is kept and nothing is drawn from what is there."""

from __future__ import annotations

from relove.domains.conversations.closing import SessionCloser
from relove.domains.conversations.service import SessionService
from tests.integration.bot.talk import Talk


async def test_taking_it_back_stops_all_work_and_keeps_the_history(talk: Talk) -> None:
    await talk.agree()
    await talk.write("Первые слова")
    before = await talk.turns()
    await talk.write("/privacy")
    [said] = await talk.press(talk.text("withdraw-button"))
    assert said["text"] == talk.text("consent-withdrawn")
    [said] = await talk.write("Эти слова не хранить")
    assert said["text"].startswith(talk.text("consent-needed").splitlines()[0])
    await talk.write("/natasha")
    assert await talk.turns() == before
    rows = await talk.sql("SELECT kind, granted FROM user_consents ORDER BY decided_at, kind, granted DESC")
    assert [(row["kind"], row["granted"]) for row in rows] == [
        ("guided_work", True),
        ("profile", True),
        ("guided_work", False),
        ("profile", False),
    ]


async def test_without_consent_a_summary_quotes_nothing(talk: Talk) -> None:
    await talk.agree()
    for said in (
        "Я хочу уйти от Зимородка далеко",
        "Боюсь сказать Зимородку правду",
        "Мне тревожно у Зимородка",
    ):
        await talk.write(said)
    person = await talk.person()
    closer: SessionCloser = talk.container.closer
    async with talk.container.units() as work:
        session = await SessionService(work, talk.container.clock).active(person.id)
    assert session is not None
    assert "Зимород" in await closer.summarise(person, session)
    await talk.write("/privacy")
    await talk.press(talk.text("withdraw-button"))
    assert "Зимород" not in await closer.summarise(person, session)


async def test_the_button_is_there_only_where_there_is_something_to_take_back(talk: Talk) -> None:
    await talk.write("/start")
    [said] = await talk.write("/privacy")
    assert talk.text("withdraw-button") not in str(said["buttons"])
