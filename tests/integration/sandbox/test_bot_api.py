"""The Bot API through the real aiogram Bot: what a bot sends, and what is refused."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MenuButtonWebApp,
    Message,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)

from tests.integration.sandbox.serving import TOKEN, Sandbox


def inline(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[list(buttons)])


async def test_says_who_it_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (4242, True, "relove_bot")


async def test_a_wrong_token_is_refused(sandbox: Sandbox) -> None:
    stranger = sandbox.new_bot("4242:OTHER")
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await stranger.session.close()


async def test_sends_formatted_text_with_buttons(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    markup = inline(
        InlineKeyboardButton(text="Да", callback_data="yes"),
        InlineKeyboardButton(text="Карта", web_app=WebAppInfo(url="http://127.0.0.1:8000/journey")),
        InlineKeyboardButton(text="Сайт", url="https://example.org"),
    )
    sent = await bot.send_message(anna, "Привет, <b>Анна</b> 😀", parse_mode="HTML", reply_markup=markup)
    assert sent.html_text == "Привет, <b>Анна</b> 😀"
    [shown] = await sandbox.messages()
    assert shown["message_id"] == sent.message_id
    assert (shown["from"], shown["text"], shown["edited"]) == ("bot", "Привет, Анна 😀", False)
    assert shown["entities"] == [{"type": "bold", "offset": 8, "length": 4}]
    assert shown["buttons"] == [
        [
            {"text": "Да", "data": "yes"},
            {"text": "Карта", "web_app": "http://127.0.0.1:8000/journey"},
            {"text": "Сайт", "url": "https://example.org"},
        ]
    ]


async def test_takes_entities_instead_of_markup(bot: Bot, anna: int) -> None:
    sent = await bot.send_message(anna, "a & b", entities=[MessageEntity(type="bold", offset=0, length=1)])
    assert sent.html_text == "<b>a</b> &amp; b"


async def test_shows_and_removes_the_reply_keyboard(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    rows = [[KeyboardButton(text="⏸ Пауза")]]
    await bot.send_message(
        anna, "Меню", reply_markup=ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True)
    )
    await sandbox.post("/sandbox/people/1/press", text="⏸ Пауза")
    assert [m["text"] for m in await sandbox.messages()] == ["Меню", "⏸ Пауза"]
    await bot.send_message(anna, "Без меню", reply_markup=ReplyKeyboardRemove())
    await sandbox.post("/sandbox/people/1/press", 404, text="⏸ Пауза")


async def test_edits_its_own_messages_only(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    sent = await bot.send_message(
        anna, "раз", reply_markup=inline(InlineKeyboardButton(text="x", callback_data="x"))
    )
    await bot.edit_message_reply_markup(chat_id=anna, message_id=sent.message_id)
    edited = await bot.edit_message_text("два", chat_id=anna, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    [shown] = await sandbox.messages()
    assert (shown["text"], shown["buttons"], shown["edited"]) == ("два", [], True)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("два", chat_id=anna, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("два", chat_id=anna, message_id=sent.message_id + 9)
    theirs = await sandbox.post("/sandbox/people/1/messages", text="моё")
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("два", chat_id=anna, message_id=theirs["message_id"])
    assert await bot.delete_message(anna, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(anna, sent.message_id)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x", "parse_mode": "Wrong"}, "unsupported parse_mode"),
        (
            {"text": "x", "reply_markup": inline(InlineKeyboardButton(text="a", callback_data="я" * 33))},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": inline(InlineKeyboardButton(text="a"))},
            "Text buttons are unallowed in the inline keyboard",
        ),
        (
            {
                "text": "x",
                "reply_markup": inline(
                    InlineKeyboardButton(text="a", web_app=WebAppInfo(url="http://example.org"))
                ),
            },
            "Only HTTPS links are allowed",
        ),
    ],
)
async def test_refuses_bad_messages(bot: Bot, anna: int, arguments: dict[str, Any], error: str) -> None:
    with pytest.raises(TelegramBadRequest, match=error):
        await bot.send_message(anna, **arguments)


async def test_counts_length_after_parsing(bot: Bot, anna: int) -> None:
    sent = await bot.send_message(anna, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(sent.text or "") == 4096


async def test_refuses_what_telegram_does_not_know(sandbox: Sandbox, bot: Bot, anna: int) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(777, "кто здесь?")
    for path, status, error in (
        ("noSuchMethod", 404, "Not Found"),
        ("sendMessage?chat_id=1&text=a&colour=red", 400, "unknown parameter colour"),
        ("sendMessage?chat_id=1", 400, "message text is empty"),
        ("sendMessage?text=a", 400, "chat_id is empty"),
        (
            'sendMessage?chat_id=1&text=a&reply_markup={"inline_keyboard":[[{"text":"a","hue":1}]]}',
            400,
            "hue",
        ),
        ("sendMessage?chat_id=1&text=a&reply_markup=nonsense", 400, "can't parse reply_markup JSON object"),
    ):
        answer = await sandbox.get(f"/bot{TOKEN}/{path}", status)
        assert (answer["ok"], answer["error_code"]) == (False, status)
        assert error in answer["description"]


async def test_takes_json_and_urlencoded_bodies_too(sandbox: Sandbox, anna: int) -> None:
    path = f"/bot{TOKEN}/sendMessage"
    by_json = await sandbox.post(path, chat_id=1, text="раз")
    by_form = await sandbox.call("POST", path, data={"chat_id": "1", "text": "два"})
    assert [by_json["result"]["text"], by_form["result"]["text"]] == ["раз", "два"]


async def test_a_blocked_bot_is_told_so(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/people/1/block")
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(anna, "ау")
    await sandbox.post("/sandbox/people/1/unblock")
    await bot.send_message(anna, "снова здесь")


async def test_drafts_and_actions(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    events = sandbox.world.bus.listen()
    await bot.send_chat_action(anna, "typing")
    await bot.send_message_draft(anna, 7, text="<i>пиш</i>", parse_mode="HTML")
    await bot.send_message(anna, "пишу")
    seen = [(await events.get()) for _ in range(events.qsize())]
    assert [e.name for e in seen if e and e.name != "request"] == ["action", "draft", "message"]
    with pytest.raises(TelegramBadRequest, match="draft_id must be non-zero"):
        await bot.send_message_draft(anna, 0, text="x")
    with pytest.raises(TelegramBadRequest, match="wrong parameter action"):
        await bot.send_chat_action(anna, "dancing")


async def test_keeps_the_bots_profile(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await bot.set_my_commands([BotCommand(command="help", description="Помощь")], language_code="ru")
    await bot.set_my_description("Проводник")
    await bot.set_my_short_description("Путь")
    button = MenuButtonWebApp(text="Путь", web_app=WebAppInfo(url="http://127.0.0.1:8000/"))
    await bot.set_chat_menu_button(menu_button=button)
    await sandbox.post("/sandbox/reset")
    assert [c.command for c in await bot.get_my_commands(language_code="ru")] == ["help"]
    assert (await bot.get_my_description()).description == "Проводник"
    assert (await bot.get_chat_menu_button()).model_dump() == button.model_dump()
    with pytest.raises(TelegramBadRequest, match="BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand(command="Help me", description="x")])


async def test_tells_of_a_chat(bot: Bot, anna: int) -> None:
    chat = await bot.get_chat(anna)
    assert (chat.type, chat.first_name) == ("private", "Анна")
    assert (await bot.get_chat("@anna")).id == anna


async def test_the_log_holds_every_call_in_order(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await bot.send_message(anna, "раз")
    with pytest.raises(TelegramBadRequest):
        await bot.send_message(5, "два")
    items = (await sandbox.get("/sandbox/requests", method="sendMessage"))["items"]
    assert [(i["params"]["text"], i["status"], i["answer"]["ok"]) for i in items] == [
        ("раз", 200, True),
        ("два", 400, False),
    ]
    assert items[0]["n"] < items[1]["n"]
    assert (await sandbox.get("/sandbox/requests", after=items[0]["n"]))["items"] == [items[1]]


async def test_unknown_methods_of_aiogram_are_not_played(bot: Bot, anna: int) -> None:
    with pytest.raises(TelegramNotFound):
        await bot.send_dice(anna)
