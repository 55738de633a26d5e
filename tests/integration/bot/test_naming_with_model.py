"""A model is told of a contradiction until a reply has named it; while it is away the written line does."""

from typing import Any

import pytest

from tests.integration.bot.modelled import asked, scripted, with_model
from tests.integration.bot.talk import Talk
from tests.integration.bot.test_naming import EARLIER, LATER, SEEN, STORY, contradictions, names, told

ASSESSED = {
    "match": "journey/assess",
    "times": 99,
    "json": {"stage": "ordinary_world", "evidence": [], "confidence": 0},
}
FOUND = {"match": "memory/extract", "times": 99, "json": {"items": []}}

pytestmark = pytest.mark.usefixtures("no_pauses")


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


async def told_of_it(talk: Talk) -> bool:
    sent = str((await asked(talk))[-1]["messages"])
    return f"раньше «{EARLIER}" in sent


async def test_a_model_that_named_it_is_not_told_of_it_again(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, ASSESSED, FOUND)
    await told(talk)
    await talk.write("Вот так и живём с этим")
    assert await told_of_it(talk)
    assert await contradictions(talk) == [None]
    quoting = f"Слышу два голоса: «Я люблю свою работу» и «{LATER.capitalize()}». Какой из них ваш?"
    await scripted(talk, {"match": "А сегодня хорошее утро", "reply": quoting}, ASSESSED, FOUND)
    assert (await talk.write("А сегодня хорошее утро"))[-1]["text"] == quoting
    assert None not in await contradictions(talk)
    await talk.write("Пойду смотреть на море")
    assert not await told_of_it(talk)


async def test_with_the_model_away_the_written_line_names_it(talk: Talk) -> None:
    await talk.agree()
    await scripted(talk, ASSESSED, FOUND)
    await told(talk, *STORY)
    await scripted(talk, {"fault": "500", "times": 1000})
    heard = [
        (await talk.write(f"Вот так и живём с этим и про {SEEN[number]}"))[-1]["text"] for number in range(4)
    ]
    assert [names(text) for text in heard] == [True, False, False, False]
    assert None not in await contradictions(talk)
