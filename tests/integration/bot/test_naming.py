"""A contradiction is named when it is seen: once, in the person's own words, and never where it would hurt."""

import re
from typing import Any

import pytest

from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.repeats import question_of, repeated
from tests.integration.bot.talk import Talk

EARLIER, LATER = "Я люблю свою работу в банке", "я ненавижу свою работу в банке"
STORY = (f"{EARLIER}.", "Вчера видела море.", f"Честно говоря, {LATER}.")
SEEN = ["утро", "лес", "снег", "реку", "поле", "мост", "сад", "ветер", "окно", "стол", "берег", "лампу"]
SECOND = ("Мне нравится мой новый дом", "Меня бесит мой новый дом")


async def looked_at(talk: Talk) -> None:
    for row in await talk.sql("SELECT id FROM user_sessions"):
        await talk.container.reflection.now(row["id"])


async def told(talk: Talk, *lines: str) -> None:
    for line in lines or STORY:
        await talk.write(line)
    await looked_at(talk)


async def contradictions(talk: Talk) -> list[Any]:
    rows = await talk.sql("SELECT named_at FROM session_insights WHERE kind = 'contradiction' ORDER BY id")
    return [row["named_at"] for row in rows]


def names(text: str) -> bool:
    return EARLIER in text and LATER in text


async def test_without_a_model_it_is_named_once_in_the_persons_own_words(talk: Talk) -> None:
    await talk.agree()
    await told(talk)
    assert await contradictions(talk) == [None]
    said = (await talk.write("Вот так и живём с этим"))[-1]
    assert f"«{EARLIER}»" in said["text"] and f"«{LATER}»" in said["text"]
    assert said["text"].count("?") == 1 and said["text"].endswith("?")
    [named] = await contradictions(talk)
    assert named is not None
    rest = [
        (await talk.write(f"И ещё одна мысль про утро и про {SEEN[number]}"))[-1]["text"]
        for number in range(6)
    ]
    assert not any(LATER in text for text in rest)


async def test_one_in_a_session_and_the_next_one_in_the_next(talk: Talk) -> None:
    await talk.agree()
    await told(talk, *STORY, *SECOND)
    assert await contradictions(talk) == [None, None]
    heard = [
        (await talk.write(f"Вот что я думаю об этом и про {SEEN[number]}"))[-1]["text"] for number in range(6)
    ]
    # The newest first.
    assert [text for text in heard if all(f"«{one}»" in text for one in SECOND)] == heard[:1]
    assert not any(map(names, heard))
    await talk.write("/end_session")
    await talk.write("/natasha")
    heard = [(await talk.write(f"И вот что ещё и про {SEEN[number]}"))[-1]["text"] for number in range(6)]
    assert len([text for text in heard if names(text)]) == 1
    assert all(await contradictions(talk))


async def test_by_ty_it_is_named_by_ty(talk: Talk) -> None:
    await talk.agree()
    await talk.sql("UPDATE users SET formality = 'ty'")
    await told(talk)
    for number in range(6):
        await talk.sql("UPDATE session_insights SET named_at = NULL")
        await talk.sql("UPDATE user_sessions SET started_at = started_at + interval '1 second'")
        text = (await talk.write(f"Вот так и живём с этим и про {SEEN[number]}"))[-1]["text"]
        assert names(text)
        assert not re.search(r"\b(?:вы|вас|вам|ваши?х?)\b", text, re.IGNORECASE), text


async def test_no_question_is_asked_twice_however_often_one_is_named(talk: Talk) -> None:
    await talk.agree()
    await told(talk)
    asked: list[str] = []
    for number in range(12):
        await talk.sql("UPDATE session_insights SET named_at = NULL")
        question = question_of((await talk.write(f"Вот так и живём с этим и про {SEEN[number]}"))[-1]["text"])
        assert question is not None and not repeated(question, asked), question
        asked.append(question)


@pytest.mark.parametrize("where", ["care", "soft", "journey", "a sore spot"])
async def test_where_it_is_not_named(talk: Talk, where: str) -> None:
    await talk.agree()
    await told(talk)
    words = "Вот так и живём с этим"
    if where == "care":
        await talk.write("я не хочу больше жить")
    elif where == "soft":
        await talk.sql("UPDATE users SET directness = 'soft'")
    elif where == "journey":
        await talk.write("/end_session")
        await talk.write("/start_journey")
    else:
        words = "Мне очень страшно и больно"
    heard = [message["text"] for _ in range(4) for message in await talk.write(words)]
    assert heard and not any(LATER in text for text in heard)
    assert await contradictions(talk) == [None]


@pytest.mark.parametrize(("stage", "named"), [("ordinary_world", 0), ("refusal", 1)])
async def test_a_diagnostic_names_it_where_the_stage_challenges(talk: Talk, stage: str, named: int) -> None:
    await talk.agree()
    await told(talk)
    await talk.write("/end_session")
    await talk.write("/diagnostic")
    await talk.sql(f"UPDATE user_sessions SET stage = '{stage}'")
    heard = [
        (await talk.write(f"Вот что я скажу об этом и про {SEEN[number]}"))[-1]["text"] for number in range(6)
    ]
    assert len([text for text in heard if names(text)]) == named


async def test_what_was_taken_out_is_not_named(talk: Talk) -> None:
    await talk.agree()
    await told(talk)
    me = (await talk.person()).id
    async with talk.container.units() as work:
        memory = MemoryService(work, talk.container.clock)
        [item] = [one for one in await memory.of_person(me) if one.kind == "contradiction"]
        await memory.veto(item.id, me)
    heard = [
        (await talk.write(f"Вот так и живём с этим и про {SEEN[number]}"))[-1]["text"] for number in range(4)
    ]
    assert not any(LATER in text for text in heard)
