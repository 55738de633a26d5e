"""No name, nickname or contact of the person is in anything that a model is asked, whatever it is asked for.

One person walks through everything that asks a model. A prompt that is added and not walked through fails here.
"""

import importlib
import json
import pkgutil
from typing import Any

import pytest

import relove.domains
from relove.config import load_settings
from relove.core.clock import Clock
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.people.schemas import PreferencesPatch
from relove.domains.people.service import PeopleService
from relove.domains.streams.readiness.service import ReadinessService
from tests.integration.bot.modelled import scripted, with_model
from tests.integration.bot.talk import Talk

PRIVATE = ("зинаид", "глинск", "zina", "зин", "916", "clay.example", "кикимор")
CONTACTS = "Я Зинаида Глинская, +7 916 555-44-33, zina@clay.example, https://clay.example/me, @zina_clay"
LINES = (
    CONTACTS,
    "Мне страшно, боюсь, что ничего не выйдет, пишите Зине на zina_clay",
    "У меня есть дочь Соня, она рисует драконов, а я Зинка или З и н а",
    "Я работаю в банке и каждый день по кругу, телефон 89165554433",
    "Я откладываю разговор, завтра поговорю, мой ник zina_clay_2",
    "Хочу открыть мастерскую, сайт clay.example/me, но сейчас не время, Зиночка не может",
    "Ладно, решила, ухожу с работы, Зинаида Глинская уходит",
)
DOUBTFUL = "Я, Зинаида Глинская, устала жить так, будто меня нет"
PORTRAIT = "Ждёт разрешения уйти и боится тишины."
# Parts of other prompts: each is known by words of its own.
PARTS = {
    "guide/system": "проводник reLove",
    "session/provocative": "провокативный: человек сам пришёл",
    "journey_session/talk": "Сейчас вопросы (задано",
    "journey_session/reflection": "Вопросы этапа заданы, сейчас отражение",
}


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


def tasks() -> set[str]:
    """Everything that a model is asked for: the prompts that are files, and those that the code names."""
    root = load_settings().root / "prompts"
    files = {str(path.relative_to(root))[: -len(".ru.md")] for path in root.rglob("*.ru.md")}
    named = set()
    for module in pkgutil.walk_packages(relove.domains.__path__, "relove.domains."):
        every = vars(importlib.import_module(module.name))
        named |= {
            value for name, value in every.items() if name.endswith("PROMPT") and isinstance(value, str)
        }
    return files | named


async def walk(talk: Talk) -> None:
    """All types of sessions, a voice, a picture, and every look back."""
    person = {
        "first_name": "Зинаида",
        "last_name": "Глинская",
        "username": "zina_clay",
        "language_code": "ru",
    }
    await talk.telegram.post("/sandbox/people", id=1, **person)
    container = talk.container
    await talk.agree()
    me = (await talk.person()).id
    async with container.units() as work:
        await PeopleService(work, container.clock).change(me, PreferencesPatch(called="Кикимора"))
    for line in (*LINES, DOUBTFUL):
        await talk.write(line)
    for row in await talk.sql("SELECT id FROM user_sessions"):
        await container.reflection.reflect(row["id"])
    await talk.write("/end_session")
    await talk.write("/diagnostic")
    for line in LINES[:6]:
        await talk.write(line)
    await talk.write("/end_session")
    await talk.write("/start_journey")
    for line in LINES[1:5]:
        await talk.write(line)
    await talk.write("/end_session")
    await talk._act("messages", photo_text="берег", caption="Это я, Зинаида, zina@clay.example")
    await talk._act("messages", voice_text="Это Зинаида Глинская говорит, мне страшно")
    for row in await talk.sql("SELECT id, portrait_due FROM user_sessions"):
        await container.reflection.reflect(row["id"])
        if row["portrait_due"]:
            await container.portraits.draw(row["id"])
    await contested(talk, container.clock)
    await container.refresher.refresh(me, "command")
    await container.readiness.compute(await talk.person())


async def contested(talk: Talk, clock: Clock) -> None:
    """What they put right in the Mini App is their words too."""
    me, content, translator = (await talk.person()).id, talk.container.content, talk.container.translator
    async with talk.container.units() as work:
        memory = MemoryService(work, clock)
        [first, *_] = await memory.of_person(me)
        await memory.correct(first.id, me, "Зинаида Глинская, zina_clay, 89165554433 решила сама")
        readiness = ReadinessService(work, content, translator, clock)
        await readiness.contest(
            me, content.streams()[0].slug, "Зинаида Глинская не согласна, zina@clay.example"
        )


async def test_no_model_reads_who_it_is(talk: Talk) -> None:
    draft = {"summary": PORTRAIT, "statements": [], "outdated": [], "streams": []}
    await scripted(talk, {"match": "profile/refresh", "json": draft, "times": 9})
    await walk(talk)
    await talk.write("Скажите мне что-нибудь, я Зинаида")
    asked = (await talk.telegram.get("/sandbox/model/requests"))["items"]

    # What is heard in a voice is known to nobody before: all beside it is looked at.
    told = {
        (one["prompt_id"], one["n"]): json.dumps(
            [one["params"], [] if one["kind"] == "transcription" else one["messages"]], ensure_ascii=False
        )
        for one in asked
    }
    leaks = [
        (prompt, private, text[max(0, text.lower().index(private) - 60) :][:120])
        for (prompt, _), text in told.items()
        for private in PRIVATE
        if private in text.lower()
    ]
    assert leaks == []

    walked = {prompt for prompt, _ in told}
    whole = "\n".join(told.values())
    walked |= {prompt for prompt, words in PARTS.items() if words in whole}
    assert tasks() - walked == set()
    # The psychological summary is told to whoever writes the next reply.
    last = [text for (prompt, _), text in told.items() if prompt == "guide/reply"][-1]
    assert f"О человеке: {PORTRAIT}" in last
