"""Care, the stop word, and honest answers: what no model and no mode changes."""

from typing import Any

import pytest

from relove.worker.wiring import make_processor
from tests.integration.bot.talk import Talk, labels

HELP = "я не хочу жить"
TEAM = 900


@pytest.fixture
def overrides(overrides: dict[str, Any]) -> dict[str, Any]:
    return {**overrides, "admin_chat_ids": (TEAM,)}


async def test_the_team_is_told_without_the_words(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/people", id=TEAM, first_name="Дежурный")
    team = Talk(talk.container, talk.telegram, person=TEAM)
    await talk.agree()
    for _ in range(2):
        await talk.write(HELP)
    await make_processor(talk.container, owner="a worker").process(TEAM)
    told = [item["text"] for item in await team.history()]
    assert told == [await talk.care_alert("self_harm")]


async def test_care_is_committed_before_its_reply_leaves(talk: Talk) -> None:
    await talk.agree()
    await talk.telegram.post("/sandbox/faults", method="sendMessage", kind="server_error")
    assert await talk.write(HELP) == []
    person = await talk.person()
    assert (person.care_active, person.care_reason) == (True, "self_harm")
    assert person.care_since is not None


async def test_care_is_gentle_has_help_lines_and_a_way_back(talk: Talk) -> None:
    await talk.agree()
    [care] = await talk.write(HELP)
    assert "112" in care["text"]
    assert labels(care) == [talk.text("care-button-back")]
    for line in talk.container.content.help_lines("RU"):
        assert line.line("ru") in care["text"]
    # The words are kept: they are the person's own.
    assert (await talk.turns())[-2:] == [("person", "bot"), ("guide", "template")]


async def test_while_care_lasts_nothing_provokes_and_nothing_is_offered(talk: Talk) -> None:
    await talk.agree()
    await talk.write(HELP)
    staying = talk.text_of(talk.container.content.care_staying("ru", "RU"))
    for said in ("Мне плохо", "/natasha"):
        [care] = await talk.write(said)
        assert care["text"] == staying
        assert labels(care) == [talk.text("care-button-back")]
    [streams] = await talk.press("🔥 Потоки")
    assert streams["text"] == talk.text("care-menu")


async def test_the_way_back_is_the_persons_own_and_goes_on_gently(talk: Talk) -> None:
    await talk.agree()
    await talk.write(HELP)
    [back] = await talk.press(talk.text("care-button-back"))
    assert back["text"] == talk.text("care-back")
    person = await talk.person()
    assert (person.care_active, person.care_since, person.care_reason) == (False, None, None)
    assert person.directness == "soft"
    assert "?" in (await talk.write("Мне спокойнее, давайте дальше"))[-1]["text"]


async def test_care_comes_before_consent_too_and_nothing_is_kept(talk: Talk) -> None:
    [care] = await talk.write(HELP)
    assert "112" in care["text"]
    assert (await talk.person()).care_active
    assert await talk.turns() == []


async def test_care_in_english(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/people", id=1, first_name="Ann", language_code="en")
    await talk.agree()
    [care] = await talk.write("I want to kill myself")
    assert "112" in care["text"]
    assert labels(care) == [talk.text("care-button-back", "en")]


@pytest.mark.parametrize(
    "word", ["стоп", "СТОП!!! мне плохо от этого", "Нет, стоп", "stop, I don't like this"]
)
async def test_the_stop_word_works_at_once_and_softens(talk: Talk, word: str) -> None:
    await talk.agree()
    [said] = await talk.write(word)
    assert said["text"] == talk.text("stop-word-line")
    assert (await talk.person()).directness == "soft"
    assert await talk.sessions() == [("provocative", "active")]


@pytest.mark.parametrize("asked", ["ты бот?", "Ты бот или человек?", "Are you a bot?"])
async def test_asked_what_it_is_it_says_so(talk: Talk, asked: str) -> None:
    await talk.agree()
    [said] = await talk.write(asked)
    assert said["text"] == talk.text("ai-answer", persona="Наташа")


async def test_asked_for_a_human_it_promises_nothing_and_names_who_is_there(talk: Talk) -> None:
    await talk.agree()
    said = await talk.write("Позвать человека")
    text = "\n".join(item["text"] for item in said)
    assert talk.container.content.help_lines("RU")[0].line("ru") in text


async def test_asked_why_it_answers_honestly(talk: Talk) -> None:
    await talk.agree()
    said = await talk.write("Почему ты это спросил?")
    [question] = talk.container.content.stage("ordinary_world").questions[:1]
    assert question.text("ru") in said[0]["text"]
    assert talk.container.content.stage("ordinary_world").text("ru").name in said[0]["text"]


async def test_after_care_why_is_answered_by_safety_and_not_by_a_stage(talk: Talk) -> None:
    await talk.agree()
    await talk.write(HELP)
    [in_pause] = await talk.write("Почему ты это спросил?")
    assert in_pause["text"].startswith(talk.text("why-safety"))
    assert "112" in in_pause["text"] and labels(in_pause) == [talk.text("care-button-back")]
    await talk.press(talk.text("care-button-back"))
    [after] = await talk.write("Почему ты это спросил?")
    assert after["text"].startswith(talk.text("why-safety"))
    stage = talk.container.content.stage("ordinary_world")
    assert stage.text("ru").name not in after["text"]


async def test_after_a_ready_text_why_is_answered_plainly(talk: Talk) -> None:
    await talk.agree()
    await talk.write("ты бот?")
    [said] = await talk.write("Почему ты это спросил?")
    assert said["text"].startswith(talk.text("why-notice"))
    # What was asked on the path before is explained too, with its own stage.
    stage = talk.container.content.stage("ordinary_world")
    assert stage.questions[0].text("ru") in said["text"] and stage.text("ru").name in said["text"]


@pytest.mark.parametrize(
    "said", ["/хочу умереть, помогите", "/natasha я хочу умереть", "/start хочу покончить с собой"]
)
async def test_a_call_for_help_is_heard_behind_a_command(talk: Talk, said: str) -> None:
    await talk.agree()
    [care] = await talk.write(said)
    assert "112" in care["text"] and (await talk.person()).care_active


async def test_a_line_that_waits_behind_others_is_heard_before_they_are_answered(talk: Talk) -> None:
    await talk.agree()
    for line in ("Мне плохо", "Всё по кругу"):
        await talk.telegram.post(f"/sandbox/people/{talk.me}/messages", text=line)
    said = await talk.write(HELP)
    items = await talk.history()
    answers = items[[item["text"] for item in items].index("Мне плохо") :]
    # One breath, one answer: care, before anything is said to the first line.
    assert [labels(item) for item in answers if item["from"] == "bot"] == [[talk.text("care-button-back")]], (
        said
    )
    assert (await talk.turns())[-4:] == [*[("person", "bot")] * 3, ("guide", "template")]


async def test_without_consent_care_stays_until_the_way_back(talk: Talk) -> None:
    await talk.write(HELP)
    [still] = await talk.write("спасибо")
    assert labels(still) == [talk.text("care-button-back")]
    await talk.press(talk.text("care-button-back"))
    [asked] = await talk.write("давайте")
    assert asked["buttons"][0][0]["data"] == "consent:guided"


async def test_in_care_a_session_ends_without_quoting_and_start_brings_care(talk: Talk) -> None:
    await talk.agree()
    await talk.write("Утром я пью кофе стоя и опаздываю")
    await talk.write(HELP)
    [ended] = await talk.write("/end_session")
    assert labels(ended) == [talk.text("care-button-back")] and HELP not in ended["text"]
    assert (await talk.sessions())[-1][1] == "completed"
    [started] = await talk.write("/start")
    assert labels(started) == [talk.text("care-button-back")] and "112" in started["text"]
