"""What else people send, and where the bot is not alone with one person."""

from typing import Any

import pytest

from relove.core.ids import new_id
from tests.integration.bot.talk import Talk, labels

FILE = {"file_id": "f", "file_unique_id": "u"}
KINDS = [
    (
        "sticker",
        {
            "sticker": {
                **FILE,
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        },
    ),
    ("voice", {"voice": {**FILE, "duration": 3}}),
    ("video_note", {"video_note": {**FILE, "length": 1, "duration": 3}}),
    ("video", {"video": {**FILE, "width": 1, "height": 1, "duration": 3}}),
    ("photo", {"photo": [{**FILE, "width": 1, "height": 1}]}),
    ("document", {"document": FILE}),
    ("location", {"location": {"latitude": 55.7, "longitude": 37.6}}),
    ("other", {"dice": {"emoji": "🎲", "value": 3}}),
    ("other", {"contact": {"phone_number": "+70000000000", "first_name": "Анна"}}),
]


@pytest.mark.parametrize(("kind", "content"), KINDS)
async def test_a_kind_that_cannot_be_read_gets_a_friendly_line(
    talk: Talk, kind: str, content: dict[str, Any]
) -> None:
    await talk.agree()
    [said] = await talk.message(**content)
    assert said["text"] == talk.text("unknown-kind", kind=kind)
    assert await talk.turns() == [("guide", "template")]


async def test_what_only_happened_in_the_chat_gets_no_answer(talk: Talk) -> None:
    await talk.agree()
    assert await talk.message(message_auto_delete_timer_changed={"message_auto_delete_time": 86400}) == []


async def test_a_photo_whose_caption_calls_for_help_is_answered_with_care(talk: Talk) -> None:
    await talk.agree()
    said = await talk.message(photo=[{**FILE, "width": 1, "height": 1}], caption="я не хочу жить")
    assert "112" in said[-1]["text"]
    assert (await talk.person()).care_active


@pytest.mark.parametrize(
    "text",
    ["🔥", "👩\u200d👩\u200d👧 ❤️", "\u202eשלום עולם", "مرحبا، أنا متعب", "ﷺ", "?", "7", "т" * 4096],
    ids=["emoji", "family", "hebrew", "arabic", "ligature", "sign", "digit", "longest"],
)
async def test_whatever_can_be_read_is_answered(talk: Talk, text: str) -> None:
    await talk.agree()
    said = await talk.message(text)
    assert "?" in said[-1]["text"]
    assert (await talk.turns())[-2:] == [("person", "bot"), ("guide", "template")]
    assert await talk.sql("SELECT 1 FROM dead_letters") == []


@pytest.mark.parametrize("text", ["\u200b", "\u200b\u200c\u200d\ufeff", "\u2060 \u00ad"])
async def test_text_that_shows_nothing_gets_a_friendly_line(talk: Talk, text: str) -> None:
    await talk.agree()
    [said] = await talk.message(text)
    assert said["text"] == talk.text("error-text-empty")
    assert await talk.turns() == [("guide", "template")]


async def test_5000_characters_come_as_two_messages_and_are_answered_as_one(talk: Talk) -> None:
    await talk.agree()
    await talk.write("Я устал. " * 556)
    assert [role for role, _ in await talk.turns()] == ["guide", "person", "person", "guide"]
    assert await talk.sql("SELECT 1 FROM dead_letters") == []


async def test_a_longer_message_than_telegram_has_is_refused_kindly(talk: Talk) -> None:
    await talk.agree()
    [said] = await talk.message("я" * 5000)
    assert said["text"] == talk.text("error-text-too-long", limit=4096)


async def test_words_that_look_like_markup_are_only_words(talk: Talk) -> None:
    await talk.agree()
    await talk.write("<b>Я</b> думаю & 5 < 6, **важно** <script>")
    for number in range(5):
        said = await talk.write(f"<i>Я думаю & боюсь</i> всё бросить {number}")
        assert all(item["text"] for item in said)
    calls = (await talk.telegram.get("/sandbox/requests", method="sendMessage"))["items"]
    assert {call["status"] for call in calls} == {200}


async def test_a_service_message_and_an_edit_change_nothing(talk: Talk) -> None:
    await talk.agree()
    before = await talk.turns()
    assert (
        await talk.comes(
            "edited_message",
            **{
                "message_id": 5,
                "date": 1_772_442_000,
                "edit_date": 1_772_442_001,
                "text": "иначе",
                "chat": {"id": 1, "type": "private"},
                "from": {"id": 1, "is_bot": False, "first_name": "Анна"},
            },
        )
        == []
    )
    assert await talk.turns() == before


async def test_in_a_group_the_bot_is_silent_and_meets_nobody(talk: Talk) -> None:
    group = {"id": -100500, "type": "supergroup", "title": "Друзья"}
    for said in ("привет", "/start", "/natasha"):
        await talk.message(said, chat=group)
    assert await talk.sql("SELECT 1 FROM users") == []
    assert await talk.sql("SELECT 1 FROM chats") == []
    assert {row["state"] for row in await talk.sql("SELECT state FROM inbox_updates")} == {"done"}
    assert (await talk.telegram.get("/sandbox/requests", method="sendMessage"))["items"] == []


async def test_another_bot_is_not_answered(talk: Talk) -> None:
    assert await talk.message("привет", **{"from": {"id": 1, "is_bot": True, "first_name": "Бот"}}) == []
    assert await talk.sql("SELECT 1 FROM users") == []


async def test_who_blocks_the_bot_becomes_inactive_and_who_returns_active(talk: Talk) -> None:
    state = "SELECT u.is_active, c.blocked_at IS NOT NULL AS blocked FROM users u JOIN chats c ON c.user_id = u.id"
    await talk.agree()
    await talk.telegram.post("/sandbox/people/1/block")
    await talk.deliver()
    assert await talk.sql(state) == [{"is_active": False, "blocked": True}]
    await talk.telegram.post("/sandbox/people/1/unblock")
    await talk.deliver()
    assert await talk.sql(state) == [{"is_active": True, "blocked": False}]
    # The conversation is where it was.
    assert "?" in (await talk.write("Я здесь"))[-1]["text"]


async def test_a_block_by_somebody_never_met_is_no_trouble_and_leaves_nothing(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/people/1/block")
    await talk.deliver()
    assert await talk.sql("SELECT state FROM inbox_updates") == []
    assert await talk.sql("SELECT 1 FROM chat_leases") == []


async def test_an_update_that_cannot_be_read_is_told_once_and_the_chat_goes_on(talk: Talk) -> None:
    await talk.agree()
    said = await talk.message("слова", date=None)
    assert [item["text"] for item in said] == [talk.text("error-line")]
    assert len(await talk.sql("SELECT 1 FROM dead_letters")) == 1
    assert await talk.sql("SELECT last_error FROM user_sessions") == [{"last_error": "not_handled"}]
    assert "?" in (await talk.write("дальше"))[-1]["text"]
    assert await talk.sql("SELECT last_error FROM user_sessions") == [{"last_error": None}]


async def test_what_the_mini_app_sent_is_a_turn_of_the_same_session_and_not_echoed_into_the_chat(
    talk: Talk,
) -> None:
    await talk.agree()
    person = await talk.person()
    [row] = await talk.sql("SELECT id FROM user_sessions")
    before = len(await talk.history())
    await talk.container.intake.accept_mini_app(person.id, 1, row["id"], new_id().hex, "Пишу из приложения")
    await talk.deliver()
    assert len(await talk.history()) == before
    turns = await talk.sql("SELECT session_id, role, source FROM session_turns ORDER BY number")
    assert [(turn["role"], turn["source"]) for turn in turns[1:]] == [
        ("person", "mini_app"),
        ("guide", "mini_app"),
    ]
    assert {turn["session_id"] for turn in turns} == {row["id"]}


async def test_every_screen_keeps_to_telegrams_limits(talk: Talk) -> None:
    await talk.agree()
    for said in (
        "Мне страшно",
        "/natasha",
        "/my_journey",
        "/privacy",
        "/help",
        "📊 Моя сессия",
        "/end_session",
    ):
        await talk.write(said)
    for item in await talk.history():
        assert len(item["text"]) <= 4096
        assert len(labels(item)) <= 4
        for row in item["buttons"]:
            assert all(len(button.get("data", "").encode()) <= 64 for button in row)
