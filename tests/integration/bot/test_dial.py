"""/dial: the person's ceiling for provocation; and the stop word, heard from every type of session."""

import pytest

from tests.integration.bot.talk import Talk, labels

WORDS = "Я снова откладываю разговор с начальником"


@pytest.mark.parametrize("place", ["soft", "direct", "hard"])
async def test_the_dial_is_set_by_a_button_and_interrupts_nothing(talk: Talk, place: str) -> None:
    await talk.agree()
    before = await talk.turns()
    [card] = await talk.write("/dial")
    assert card["text"] == talk.text("dial-card", directness="direct")
    assert labels(card) == [talk.text("dial-button", directness=name) for name in ("soft", "direct", "hard")]
    [said] = await talk.press(data=f"dial:{place}")
    assert said["text"] == talk.text("dial-set", directness=place)
    assert (await talk.person()).directness == place
    assert await talk.turns() == before
    assert await talk.sessions() == [("provocative", "active")]


async def test_a_place_that_the_dial_does_not_have(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/dial")
    said = await talk.comes(
        "callback_query",
        id="1",
        **{"from": {"id": 1, "is_bot": False, "first_name": "Анна", "language_code": "ru"}},
        chat_instance="1",
        message={"message_id": 1, "date": 1_772_442_000, "chat": {"id": 1, "type": "private"}},
        data="dial:brutal",
    )
    assert said[0]["text"] == talk.text("button-old")
    assert (await talk.person()).directness == "direct"


async def test_a_care_pause_outlasts_the_dial(talk: Talk) -> None:
    await talk.agree()
    await talk.write("я не хочу больше жить")
    await talk.write("/dial")
    [said] = await talk.press(data="dial:hard")
    assert talk.text("dial-care") in said["text"]
    assert (await talk.person()).care_active


def challenging(talk: Talk, texts: list[str]) -> int:
    lines = talk.container.content.templates("ru").challenges.values()
    known = [max(line.split("{quote}"), key=len).strip(" «»:,.") for group in lines for line in group]
    return sum(any(line in text for line in known) for text in texts)


async def test_natasha_challenges_in_most_replies_until_the_stop_word(talk: Talk) -> None:
    await talk.agree()
    texts = [(await talk.write(f"{WORDS}, {number}"))[-1]["text"] for number in range(8)]
    assert challenging(talk, texts) >= 6
    [stopped] = await talk.write("стоп")
    assert stopped["text"] == talk.text("stop-word-line")
    texts = [(await talk.write(f"{WORDS}, {number}"))[-1]["text"] for number in range(5)]
    assert challenging(talk, texts) == 0


@pytest.mark.parametrize("command", ["/natasha", "/diagnostic", "/start_journey"])
async def test_each_type_begins_by_its_command_and_hears_the_stop_word(talk: Talk, command: str) -> None:
    await talk.agree()
    await talk.write("/end_session")
    assert (await talk.write(command))[-1]["text"]
    wanted = {"/natasha": "provocative", "/diagnostic": "diagnostic", "/start_journey": "journey"}[command]
    assert (await talk.sessions())[-1] == (wanted, "active")
    [stopped] = await talk.write("Хватит, стоп")
    assert stopped["text"] == talk.text("stop-word-line")
    # The talk goes on, gently.
    assert "?" in (await talk.write(WORDS))[-1]["text"]
    assert (await talk.sessions())[-1] == (wanted, "active")


@pytest.mark.parametrize("command", ["/diagnostic", "/start_journey"])
async def test_an_open_session_is_offered_first_and_free_text_goes_on_with_it(
    talk: Talk, command: str
) -> None:
    await talk.agree()
    wanted = {"/diagnostic": "diagnostic", "/start_journey": "journey"}[command]
    [offer] = await talk.write(command)
    assert offer["text"] == talk.text("session-offer", current="provocative", wanted=wanted)
    await talk.write(WORDS)
    assert await talk.sessions() == [("provocative", "active")]
    summary, *_ = await talk.press(talk.text("session-offer-new"))
    assert summary["text"].startswith(talk.text("session-summary-heading"))
    assert await talk.sessions() == [("provocative", "completed"), (wanted, "active")]
    [same] = await talk.write(command)
    assert same["text"] == talk.text("session-offer-same")
