"""A person asks for a human: the guide falls silent, and comes back when it is asked to."""

from typing import Any

import pytest

from relove.core.errors import ReloveError
from tests.integration.bot.talk import Talk, labels

TEAM = 77


@pytest.fixture
def overrides(overrides: dict[str, Any]) -> dict[str, Any]:
    return {**overrides, "admin_chat_ids": [TEAM]}


@pytest.fixture
async def asked(talk: Talk) -> Talk:
    """She has asked for a human."""
    await talk.telegram.post("/sandbox/people", id=TEAM, first_name="Дежурный")
    await talk.agree()
    await talk.write("Позвать человека")
    return talk


async def told(talk: Talk) -> list[str]:
    items = (await talk.telegram.get(f"/sandbox/people/{TEAM}/messages"))["items"]
    return [item["text"] for item in items if item["from"] == "bot"]


async def test_it_is_announced_honestly_with_help_lines_and_the_way_back(asked: Talk) -> None:
    said = (await asked.history())[-1]
    assert asked.container.content.help_lines("RU")[0].line("ru") in said["text"]
    assert "Сколько ждать, пока сказать не могу" in said["text"]
    assert labels(said) == [asked.text("handover-return")]


async def test_the_team_is_told_without_a_word_of_hers(asked: Talk) -> None:
    await asked._processor.process(TEAM)
    assert await told(asked) == [asked.text("handover-admin-alert", chat=str(asked.me))]


async def test_lines_are_kept_and_acknowledged_once(asked: Talk) -> None:
    first = await asked.write("Мне правда нужен человек")
    assert [item["text"] for item in first] == [asked.text("handover-waiting")]
    assert await asked.write("И вот ещё что") == []
    kept = await asked.sql(
        "SELECT count(*) AS turns FROM session_turns WHERE role = 'person' AND reply_id IS NOT NULL"
    )
    assert kept == [{"turns": 3}]


async def test_danger_is_answered_at_once_all_the_same(asked: Talk) -> None:
    [care] = await asked.write("я хочу умереть")
    assert "112" in care["text"] and (await asked.person()).care_active


async def test_who_is_in_need_is_not_met_with_silence_while_nobody_has_come(asked: Talk) -> None:
    await asked.write("Мне правда нужен человек")
    await asked.write("я хочу умереть")
    [care] = await asked.write("Вы тут")
    assert "112" in care["text"]
    person, container = await asked.person(), asked.container
    async with container.units() as work:
        await container.operators.answer(work, person.id, person.id, "Здравствуйте, я Ольга")
    await asked._processor.process(asked.me)
    assert await asked.write("Да, я здесь") == []


async def test_the_button_brings_the_guide_back(asked: Talk) -> None:
    await asked.write("Мне правда нужен человек")
    [back] = await asked.press(asked.text("handover-return"))
    assert back["text"] == asked.text("handover-ended", persona="Наташа")
    assert "?" in (await asked.write("Я устала"))[-1]["text"]


async def test_a_human_answers_in_the_same_chat_and_is_no_model(asked: Talk) -> None:
    person, container = await asked.person(), asked.container
    async with container.units() as work:
        turn = await container.operators.answer(work, person.id, person.id, "Здравствуйте, я Ольга")
    assert turn.role == "guide" and turn.via is None and turn.by_human
    await asked._processor.process(asked.me)
    assert (await asked.history())[-1]["text"].endswith("Здравствуйте, я Ольга")
    async with container.units() as work:
        await container.operators.hand_back(work, person.id)
    with pytest.raises(ReloveError, match="handover_closed"):
        async with container.units() as work:
            await container.operators.answer(work, person.id, person.id, "Ещё слово")
    assert "?" in (await asked.write("Я устала"))[-1]["text"]


async def test_who_ended_the_talk_while_waiting_is_answered_all_the_same(asked: Talk) -> None:
    await asked.write("/end_session")
    person, container = await asked.person(), asked.container
    async with container.units() as work:
        await container.operators.answer(work, person.id, person.id, "Здравствуйте, я Ольга")
    await asked._processor.process(asked.me)
    assert (await asked.history())[-1]["text"].endswith("Здравствуйте, я Ольга")
    # It is one talk: the human's words and hers.
    assert await asked.write("Наконец-то") == []
    [open_one] = await asked.sql(
        "SELECT count(*) AS turns FROM session_turns t JOIN user_sessions s ON s.id = t.session_id"
        " WHERE s.status = 'active'"
    )
    assert open_one["turns"] == 2


async def test_where_the_team_answered_before_the_wait_is_named(asked: Talk) -> None:
    await asked.sql("UPDATE handovers SET answered_at = asked_at + interval '5 min', ended_at = now()")
    [said] = await asked.write("Позвать человека")
    assert "5 минут" in said["text"]


@pytest.mark.parametrize("command", ["/natasha", "/start_journey", "/diagnostic"])
async def test_who_begins_a_talk_by_command_has_the_guide_back(asked: Talk, command: str) -> None:
    await asked.write(command)
    said = await asked.press(asked.text("session-offer-new"))
    assert asked.text("handover-ended", persona="Наташа") in "\n".join(item["text"] for item in said)
    [reply] = await asked.write("Я хочу к морю")
    assert reply["text"] != asked.text("handover-waiting") and "?" in reply["text"]
    assert await asked.sql("SELECT 1 FROM handovers WHERE ended_at IS NULL") == []


async def test_who_goes_on_with_the_open_talk_has_the_guide_back_too(asked: Talk) -> None:
    await asked.write("/natasha")
    [said] = await asked.press(asked.text("session-offer-continue"))
    assert said["text"] == asked.text("handover-ended", persona="Наташа")
    assert "?" in (await asked.write("Я хочу к морю"))[-1]["text"]


async def test_a_talk_that_begins_without_a_handover_says_nothing_of_one(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/end_session")
    said = await talk.write("/natasha")
    assert "Снова с вами" not in "\n".join(item["text"] for item in said)


async def test_what_may_be_a_request_is_asked_back_with_two_buttons(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/people", id=TEAM, first_name="Дежурный")
    await talk.agree()
    [question] = await talk.write("Мне нужен человек")
    assert question["text"] == talk.text("handover-ask")
    assert labels(question) == [talk.text("handover-call"), talk.text("handover-go-on")]
    assert await talk.sql("SELECT 1 FROM handovers") == []
    # No: what was said is answered as talk, and the team has heard nothing.
    [reply] = await talk.press(talk.text("handover-go-on"))
    assert "?" in reply["text"] and talk.text("handover-go-on") not in reply["text"]
    await talk._processor.process(TEAM)
    assert await told(talk) == []
    # Yes, in words of their own.
    await talk.write("Мне нужен человек")
    [begun] = await talk.write("да, пожалуйста")
    assert labels(begun) == [talk.text("handover-return")]
    assert len(await talk.sql("SELECT 1 FROM handovers WHERE ended_at IS NULL")) == 1


async def test_talk_of_people_calls_nobody(talk: Talk) -> None:
    await talk.agree()
    for said in (
        "Хочу поддержки от мужа",
        "Я пригласила человека на свидание",
        "хочу быть реальным человеком",
    ):
        assert "?" in (await talk.write(said))[-1]["text"]
    assert await talk.sql("SELECT 1 FROM handovers") == []


async def test_a_call_for_a_human_in_danger_brings_care_and_the_human(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/people", id=TEAM, first_name="Дежурный")
    await talk.agree()
    [said] = await talk.write("Хочу умереть. Позовите человека")
    content = talk.container.content
    assert talk.text_of(content.care("self_harm", "ru", "RU")) in said["text"]
    assert "команда знает, что вы просите живого человека" in said["text"]
    assert labels(said) == [talk.text("handover-return")] and (await talk.person()).care_active
    await talk._processor.process(TEAM)
    assert sorted(await told(talk)) == sorted(
        [
            await talk.care_alert("self_harm"),
            talk.text("handover-admin-alert", chat=str(talk.me)),
        ]
    )
    # The way back ends the hand-over; care stays until it is ended by the person.
    [back] = await talk.press(talk.text("handover-return"))
    assert "112" in back["text"] and labels(back) == [talk.text("care-button-back")]
    assert await talk.sql("SELECT 1 FROM handovers WHERE ended_at IS NULL") == []
