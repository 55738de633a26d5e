"""Talk, quick replies, sessions and what does not interrupt them."""

from typing import Any, cast

import pytest

from relove.core.clock import OffsetClock
from relove.domains.conversations.service import SessionService
from tests.integration.bot.talk import Shown, Talk, labels

WORDS = "Мне тревожно, и я откладываю разговор с начальником"
CLOSED_AND_OPEN = [("provocative", "completed"), ("provocative", "active")]


async def spoken(talk: Talk) -> list[tuple[str, str]]:
    """Who said what in the open session."""
    person = await talk.person()
    async with talk.container.units() as work:
        service = SessionService(work, talk.container.clock)
        session = await service.active(person.id)
        assert session is not None
        return [(turn.role, turn.text) for turn in await service.recent(session.id, 50)]


def whole(items: list[Shown]) -> str:
    return "\n\n".join(item["text"] for item in items)


async def test_free_text_is_answered_with_a_question_and_quick_replies(talk: Talk) -> None:
    question = await talk.agree()
    said = await talk.write(WORDS)
    assert "?" in said[-1]["text"]
    assert 2 <= len(labels(said[-1])) <= 4
    assert said[-1]["text"] not in question["text"]
    assert await talk.turns() == [("guide", "template"), ("person", "bot"), ("guide", "template")]


async def test_a_quick_reply_is_the_same_text_typed(talk: Talk) -> None:
    await talk.agree()
    reply = (await talk.write(WORDS))[-1]
    chosen = labels(reply)[0]
    said = await talk.press(chosen)
    assert "?" in said[-1]["text"]
    assert (await spoken(talk))[-2:] == [("person", chosen), ("guide", whole(said))]
    await talk.write(chosen)
    assert (await spoken(talk))[-2] == ("person", chosen)


@pytest.mark.parametrize(
    "data",
    [
        "qr:0195a3c0000070008000000000000001:0",
        "qr:0195a3c0000070008000000000000001:99",
        "qr:not-a-turn:0",
        "qr:0195a3c0000070008000000000000001:²",
        "qr:",
        "qr:::::",
        "qr:0195a3c0000070008000000000000001:-1",
        "long-gone-button",
        "offer:new:",
        "offer:new:everything",
    ],
)
async def test_a_button_that_means_nothing_any_more_is_said_so(talk: Talk, data: str) -> None:
    await talk.agree()
    before = await talk.turns()
    said = await talk.comes(
        "callback_query",
        id="1",
        **{"from": {"id": 1, "is_bot": False, "first_name": "Анна", "language_code": "ru"}},
        chat_instance="1",
        message={"message_id": 1, "date": 1_772_442_000, "chat": {"id": 1, "type": "private"}},
        data=data,
    )
    assert [item["text"] for item in said] == [talk.text("button-old")]
    assert await talk.turns() == before
    assert await talk.sql("SELECT 1 FROM dead_letters") == []


async def test_nobody_presses_the_quick_replies_of_another_person(talk: Talk) -> None:
    await talk.agree()
    reply = (await talk.write(WORDS))[-1]
    await talk.telegram.post("/sandbox/people", id=2, first_name="Борис")
    boris = Talk(talk.container, talk.telegram, person=2)
    await boris.agree()
    said = await boris.comes(
        "callback_query",
        id="1",
        **{"from": {"id": 2, "is_bot": False, "first_name": "Борис"}},
        chat_instance="1",
        message={"message_id": 1, "date": 1_772_442_000, "chat": {"id": 2, "type": "private"}},
        data=reply["buttons"][0][0]["data"],
    )
    assert [item["text"] for item in said] == [talk.text("button-old")]


async def test_no_question_is_asked_twice(talk: Talk) -> None:
    await talk.agree()
    for number in range(9):
        await talk.write(f"{WORDS}, уже {number}-й раз")
    asked = await talk.sql("SELECT question_id FROM session_turns WHERE role = 'guide'")
    assert len({row["question_id"] for row in asked}) == len(asked) == 10


async def test_natasha_offers_where_a_session_is_open(talk: Talk) -> None:
    await talk.agree()
    [offer] = await talk.write("/natasha")
    assert offer["text"] == talk.text("session-offer-same")
    assert labels(offer) == [talk.text("session-offer-continue"), talk.text("session-offer-new")]
    # Free text while the offer is open goes on with the session.
    await talk.write(WORDS)
    assert await talk.sessions() == [("provocative", "active")]


async def test_the_offer_names_a_session_of_another_kind(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/end_session")
    await talk.write("просто поговорить")
    assert await talk.sessions() == [("provocative", "completed"), ("chat", "active")]
    [offer] = await talk.write("/natasha")
    assert offer["text"] == talk.text("session-offer", current="chat", wanted="provocative")


async def test_going_on_leaves_the_session_as_it_is(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/natasha")
    [gone_on] = await talk.press(talk.text("session-offer-continue"))
    assert gone_on["text"] == talk.text("session-continued")
    assert await talk.sessions() == [("provocative", "active")]
    assert await talk.turns() == [("guide", "template")]


async def test_beginning_anew_closes_with_a_summary_and_asks_at_once(talk: Talk) -> None:
    await talk.agree()
    await talk.write(WORDS)
    await talk.write("Я боюсь, что меня не услышат дома")
    await talk.write("/natasha")
    summary, *rest = await talk.press(talk.text("session-offer-new"))
    assert summary["text"].startswith(talk.text("session-summary-heading"))
    assert "откладываю разговор с начальником" in summary["text"]
    assert rest[0]["text"].startswith(talk.text("session-started", type="provocative"))
    assert rest[-1]["text"].endswith("?")
    assert await talk.sessions() == CLOSED_AND_OPEN


async def test_pressing_begin_anew_when_nothing_is_open_just_begins(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/natasha")
    await talk.write("/end_session")
    said = await talk.press(talk.text("session-offer-new"))
    assert said[0]["text"].startswith(talk.text("session-started", type="provocative"))
    assert await talk.sessions() == CLOSED_AND_OPEN


async def test_going_on_when_nothing_is_open_says_so(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/natasha")
    await talk.write("/end_session")
    [said] = await talk.press(talk.text("session-offer-continue"))
    assert said["text"] == talk.text("session-none")


async def test_natasha_begins_at_once_where_nothing_is_open(talk: Talk) -> None:
    await talk.agree()
    await talk.write("/end_session")
    said = await talk.write("/natasha")
    assert said[0]["text"].startswith(talk.text("session-started", type="provocative"))
    assert await talk.sessions() == CLOSED_AND_OPEN


async def test_the_end_of_a_session_is_a_summary_of_the_persons_own_words(talk: Talk) -> None:
    await talk.agree()
    await talk.write(WORDS)
    await talk.write("Я боюсь, что меня не услышат дома")
    summary, closing = await talk.write("/end_session")
    assert "меня не услышат дома" in summary["text"]
    assert [row[0]["web_app"] for row in summary["buttons"]] == ["http://127.0.0.1:8000/journey"]
    assert closing["text"] == talk.text("session-summary-closing")
    assert await talk.sessions() == [("provocative", "completed")]
    [nothing] = await talk.write("/end_session")
    assert nothing["text"] == talk.text("session-none-to-end")


async def test_where_nothing_was_said_nothing_is_made_up(talk: Talk) -> None:
    await talk.agree()
    summary, _ = await talk.write("/end_session")
    little = talk.container.content.templates("ru").summary.found_little
    assert talk.text_of(little) in talk.text_of(summary["text"])


async def test_my_journey_before_and_on_the_path(talk: Talk) -> None:
    [before] = await talk.write("/my_journey")
    assert before["text"] == talk.text("journey-none")
    await talk.agree()
    [card] = await talk.write("/my_journey")
    assert "этап 1 из 12" in card["text"]
    assert "🔥" + "⚪️" * 11 in card["text"]
    # Too little data: never a number.
    assert "%" not in card["text"]
    assert card["buttons"][0][0]["web_app"] == "http://127.0.0.1:8000/journey"


async def test_the_menu_never_interrupts_a_session(talk: Talk) -> None:
    await talk.agree()
    before = await talk.turns()
    answers = [
        (await talk.press(label))[0]["text"] for label in ("📊 Моя сессия", "🌌 Мой профиль", "🔥 Потоки")
    ]
    [help_] = await talk.write("/help")
    assert talk.text("session-type-name", type="provocative") in answers[0]
    assert "Анна" in answers[1]
    assert answers[2].startswith(talk.text("streams-heading"))
    assert help_["text"] == talk.text("help-text")
    assert await talk.turns() == before
    assert await talk.sessions() == [("provocative", "active")]
    await talk.write(WORDS)
    assert len(await talk.turns()) == len(before) + 2


async def test_the_menu_answers_before_there_is_anything_to_show(talk: Talk) -> None:
    assert [item["text"] for item in await talk.write("📊 Моя сессия")] == [talk.text("session-none")]
    assert [item["text"] for item in await talk.write("🌌 Мой профиль")] == [talk.text("profile-little")]
    # A keyboard from before the language was changed still works.
    assert [item["text"] for item in await talk.write(talk.text("menu-session", "en"))] == [
        talk.text("session-none")
    ]


async def test_my_session_tells_how_long_it_runs(talk: Talk) -> None:
    await talk.agree()
    clock = cast(OffsetClock, talk.container.clock)
    clock.set_offset((2 * 3600 + 5 * 60 + 20) * 1_000_000)
    [state] = await talk.press("📊 Моя сессия")
    assert "2 часа 5 минут" in state["text"]
    assert "Задан 1 вопрос" in state["text"]
    [[button]] = state["buttons"]
    assert button["text"] == talk.text("session-open") and button["web_app"].endswith("/chat")


async def test_a_name_cannot_bring_markup_into_the_card(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/people", id=1, first_name="<b>&Анна", language_code="ru")
    await talk.agree()
    [card] = await talk.press("🌌 Мой профиль")
    assert "<b>&Анна" in card["text"]


@pytest.mark.parametrize("how", ["/pause", "⏸ Пауза"])
async def test_pause_is_a_switch_and_interrupts_nothing(talk: Talk, how: str) -> None:
    await talk.agree()
    said: list[Any] = []
    for _ in range(2):
        [answer] = await talk.write(how)
        said.append((answer["text"], (await talk.person()).proactive_paused))
    # Before it writes of itself for the first time, it asks for the hour.
    off = f"{talk.text('pause-off')}\n\n{talk.text('settings-hour-once')}"
    assert said == [(talk.text("pause-on"), True), (off, False)]
    assert await talk.sessions() == [("provocative", "active")]


async def test_a_command_that_does_not_exist(talk: Talk) -> None:
    await talk.agree()
    [said] = await talk.write("/fly_to_the_moon")
    assert said["text"] == talk.text("unknown-command")
    assert await talk.turns() == [("guide", "template")]
