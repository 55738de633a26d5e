"""The Messenger over real HTTP: what is sent, and what each answer becomes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram.utils.token import TokenValidationError
from aiohttp import web
from redis.asyncio import Redis

from relove.core.ports import Button, OutgoingMessage, SendResult
from relove.integrations.queue.limiter import SendLimiter
from relove.integrations.telegram.bot import make_bot
from relove.integrations.telegram.html import plain
from relove.integrations.telegram.messenger import TelegramMessenger
from tests.conftest import BOT_TOKEN
from tests.integration.delivery.line import ANNA, Line
from tests.integration.sandbox.serving import free_port

KEYBOARD = (("📊 Моя сессия", "🌌 Мой профиль"), ("🔥 Потоки", "⏸ Пауза"))


async def calls(line: Line, method: str) -> list[dict[str, Any]]:
    return list((await line.telegram.get("/sandbox/requests", method=method))["items"])


async def test_buttons_of_each_kind_arrive(line: Line) -> None:
    buttons = (
        (Button("Да", data="yes"), Button("Сайт", url="https://example.org/")),
        (Button("Карта", web_app="http://127.0.0.1:8000/journey"),),
    )
    result = await line.container.messenger.send(ANNA, OutgoingMessage("<b>Ну</b> что?", buttons=buttons))
    [item] = await line.telegram.messages(ANNA)
    assert result == SendResult("sent", message_id=item["message_id"])
    assert item["buttons"] == [
        [{"text": "Да", "data": "yes"}, {"text": "Сайт", "url": "https://example.org/"}],
        [{"text": "Карта", "web_app": "http://127.0.0.1:8000/journey"}],
    ]
    assert item["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


async def test_the_menu_arrives_as_the_keyboard_that_stays(line: Line) -> None:
    await line.container.messenger.send(ANNA, OutgoingMessage("Меню", keyboard=KEYBOARD))
    [item] = await line.telegram.messages(ANNA)
    assert [[button["text"] for button in row] for row in item["keyboard"]] == [list(row) for row in KEYBOARD]
    assert item["keyboard_options"] == {"resize_keyboard": True, "is_persistent": True}


async def test_links_have_no_preview(line: Line) -> None:
    await line.container.messenger.send(ANNA, OutgoingMessage("https://example.org/"))
    [call] = await calls(line, "sendMessage")
    assert call["params"]["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize(
    ("fault", "result"),
    [
        (
            {"kind": "too_many", "retry_after": 7},
            SendResult("retry", retry_after=7.0, reason="too_many_requests"),
        ),
        ({"kind": "forbidden"}, SendResult("blocked", reason="forbidden")),
        (
            {"kind": "forbidden", "description": "user is deactivated"},
            SendResult("blocked", reason="forbidden"),
        ),
        (
            {"kind": "bad_request", "description": "chat not found"},
            SendResult("blocked", reason="chat_not_found"),
        ),
        ({"kind": "bad_request"}, SendResult("failed", reason="bad_request")),
        ({"kind": "server_error"}, SendResult("retry", reason="server_error")),
        ({"kind": "lost_answer"}, SendResult("unknown", reason="no_answer")),
    ],
)
async def test_each_answer_becomes_a_result(line: Line, fault: dict[str, Any], result: SendResult) -> None:
    await line.telegram.post("/sandbox/faults", method="sendMessage", **fault)
    assert await line.container.messenger.send(ANNA, OutgoingMessage("раз")) == result


async def test_a_refused_token_is_an_operators_trouble_and_loses_no_message(line: Line) -> None:
    bot = make_bot("42:ANOTHER-TOKEN-0123456789-0123456789abcdef", line.telegram.base)
    messenger = TelegramMessenger(bot, SendLimiter(line.container.redis))
    result = await messenger.send(ANNA, OutgoingMessage("раз"))
    await bot.session.close()
    assert result == SendResult("retry", retry_after=60.0, reason="token_refused")


@asynccontextmanager
async def answering(status: int, body: str) -> AsyncIterator[TelegramMessenger]:
    """A messenger whose Telegram answers everything in one way."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, text=body, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    bot = make_bot(BOT_TOKEN, f"http://127.0.0.1:{port}")
    redis = Redis.from_url("redis://127.0.0.1:9")
    yield TelegramMessenger(bot, SendLimiter(redis))
    await bot.session.close()
    await redis.aclose()
    await runner.cleanup()


@pytest.mark.parametrize(
    ("status", "body", "result"),
    [
        (
            400,
            '{"ok":false,"error_code":400,"description":"upgraded","parameters":{"migrate_to_chat_id":-100}}',
            SendResult("moved", moved_to=-100, reason="chat_migrated"),
        ),
        (
            418,
            '{"ok":false,"error_code":418,"description":"tea"}',
            SendResult("retry", reason="unexpected_answer"),
        ),
        (502, "<html>Bad Gateway</html>", SendResult("unknown", reason="unreadable_answer")),
        (200, "", SendResult("unknown", reason="unreadable_answer")),
        (200, '{"ok":true,"result":{"strange":1}}', SendResult("unknown", reason="unreadable_answer")),
    ],
)
async def test_what_is_no_answer_of_telegrams_raises_nothing(
    status: int, body: str, result: SendResult
) -> None:
    async with answering(status, body) as messenger:
        assert await messenger.send(ANNA, OutgoingMessage("раз")) == result
        await messenger.typing(ANNA)


async def test_drafts_typing_and_answers_to_buttons_are_best_effort(line: Line) -> None:
    messenger = line.container.messenger
    await messenger.draft(ANNA, 5, "пишу…")
    await messenger.typing(ANNA)
    await messenger.answer_callback("1")
    assert [call["params"]["text"] for call in await calls(line, "sendMessageDraft")] == ["пишу…"]
    assert [call["status"] for call in await calls(line, "sendChatAction")] == [200]
    # This query was never pressed: Telegram refuses, nobody is troubled.
    assert [call["status"] for call in await calls(line, "answerCallbackQuery")] == [400]
    for method in ("sendMessageDraft", "sendChatAction"):
        await line.telegram.post("/sandbox/faults", method=method, kind="lost_answer")
    await messenger.draft(ANNA, 5, "ещё")
    await messenger.typing(ANNA)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<b>a</b> &amp; b", "a & b"),
        ("5 &lt; 6 < 7 > 2", "5 < 6 < 7 > 2"),
        ('<a href="https://x.y">x</a>', "x"),
        ("<b>не закрыт", "не закрыт"),
        ("без разметки", "без разметки"),
    ],
)
def test_plain_text_keeps_every_word(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_a_token_of_the_wrong_form_is_refused_at_once() -> None:
    with pytest.raises(TokenValidationError):
        make_bot("not a token")
