"""Webhooks: retries, expiry, order, and what an answer may hold. No test waits: time is the test's own."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from litestar import Response

from relove.sandbox.timing import Timing
from tests.integration.sandbox.hooking import Receiver, Ticking, listening
from tests.integration.sandbox.serving import TOKEN, Sandbox, free_port

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture
def timing(ticking: Ticking) -> Timing:
    return ticking.timing()


async def write(sandbox: Sandbox, *texts: str, person: int = 1) -> None:
    for said in texts:
        await sandbox.post(f"/sandbox/people/{person}/messages", text=said)


async def test_a_webhook_gets_updates_with_its_secret_and_again_after_a_failure(
    bot: Bot, sandbox: Sandbox, anna: int
) -> None:
    async with listening(Receiver(503)) as receiver:
        await write(sandbox, "до вебхука")
        await bot.set_webhook(receiver.url, secret_token="s-1", allowed_updates=["message"])
        first, again = await receiver.got.get(), await receiver.got.get()
        assert first == again
        assert (receiver.secrets, first["message"]["text"]) == (["s-1"] * 2, "до вебхука")
        await write(sandbox, "после")
        assert await receiver.texts(1) == ["после"]
        info = await bot.get_webhook_info()
        assert (info.url, info.allowed_updates) == (receiver.url, ["message"])
        assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
        assert info.last_error_date is not None
        with pytest.raises(
            TelegramConflictError, match="can't use getUpdates method while webhook is active"
        ):
            await bot.get_updates()
        await bot.delete_webhook()
        await write(sandbox, "опять опрос")
        assert [u.message.text for u in await bot.get_updates() if u.message][-1] == "опять опрос"


async def test_bad_webhooks_are_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="An HTTPS URL must be provided for webhook"):
        await bot.set_webhook("http://example.org/hook")
    with pytest.raises(TelegramBadRequest, match="secret token contains unallowed characters"):
        await bot.set_webhook("https://example.org/hook", secret_token="с пробелом")


async def test_the_second_try_comes_at_once_then_the_pauses_double_to_one_or_two_minutes(
    bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking
) -> None:
    async with listening(Receiver(*[500] * 9)) as receiver:
        await write(sandbox, "раз")
        await bot.set_webhook(receiver.url)
        assert await receiver.texts(10) == ["раз"] * 10
    assert ticking.pauses[:6] == [2, 4, 8, 16, 32, pytest.approx(64, abs=4)]
    assert all(60 <= pause <= 120 for pause in ticking.pauses[6:])
    assert len(ticking.pauses) == 8


async def test_what_the_answer_asks_for_is_waited_for_up_to_an_hour(
    bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking
) -> None:
    asks: list[Response[Any]] = [
        Response(None, status_code=429, headers={"Retry-After": seconds}) for seconds in ("7", "100000", "x")
    ]
    async with listening(Receiver(*asks)) as receiver:
        await write(sandbox, "раз")
        await bot.set_webhook(receiver.url)
        assert await receiver.texts(4) == ["раз"] * 4
    # What cannot be read asks for nothing: the third failure has its own pause.
    assert ticking.pauses == [7, 3600, 4]


class TestNoAnswer:
    @pytest.fixture
    def timing(self, ticking: Ticking) -> Timing:
        return ticking.timing(answer_within=0.05)

    async def test_an_update_without_an_answer_is_sent_again(
        self, bot: Bot, sandbox: Sandbox, anna: int
    ) -> None:
        async with listening(Receiver()) as receiver:
            gate = receiver.hold("раз")
            await write(sandbox, "раз")
            await bot.set_webhook(receiver.url)
            assert await receiver.texts(2) == ["раз", "раз"]
            gate.set()
            assert (await bot.get_webhook_info()).last_error_message == "Read timeout expired"


async def test_a_closed_port_is_a_failure_too(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await bot.set_webhook(f"http://127.0.0.1:{free_port()}/hook")
    await write(sandbox, "раз")
    # Time runs with the pauses: after a day the message is not worth delivering any more.
    while (info := await bot.get_webhook_info()).pending_update_count:
        pass
    assert info.last_error_message == "Connection refused"


@pytest.mark.parametrize(
    ("kind", "life"),
    [
        ("message", 24 * 3600),
        ("callback_query", 150),
        ("pre_checkout_query", 150),
        ("inline_query", 30),
    ],
)
async def test_updates_expire_by_real_time(
    bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking, kind: str, life: int
) -> None:
    who = {"id": 1, "is_bot": False, "first_name": "Анна"}
    chat = {"id": 1, "type": "private", "first_name": "Анна"}
    await sandbox.post("/sandbox/updates", **{kind: {"id": "1", "from": who, "chat": chat}})
    # A day of business time changes nothing.
    await sandbox.post("/sandbox/clock", advance=90_000)
    ticking.at += life - 1
    assert len((await sandbox.get(f"/bot{TOKEN}/getUpdates"))["result"]) == 1
    ticking.at += 2
    assert (await sandbox.get(f"/bot{TOKEN}/getUpdates"))["result"] == []
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_what_expires_between_two_tries_is_dropped(
    bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking
) -> None:
    await bot.send_message(anna, "Начнём?", reply_markup=YES)
    await sandbox.post("/sandbox/people/1/press", data="yes")
    async with listening(Receiver(*[500] * 50)) as receiver:
        await bot.set_webhook(receiver.url)
        # 0, 0, 2, 6, 14, 30, 62, 126 s: the next try would come after 150 s.
        assert await receiver.texts(8) == ["yes"] * 8
        while (await bot.get_webhook_info()).pending_update_count:
            pass
        assert receiver.got.empty()
    assert ticking.pauses == [2, 4, 8, 16, 32, pytest.approx(64, abs=4)]


async def test_a_slow_handler_blocks_its_own_queue_only(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    await sandbox.post("/sandbox/people", id=2, first_name="Борис")
    await bot.send_message(anna, "Начнём?", reply_markup=YES)
    async with listening(Receiver()) as receiver:
        await bot.set_webhook(receiver.url)
        await write(sandbox, "первое")
        assert await receiver.texts(1) == ["первое"]
        gate = receiver.hold("раз")
        await write(sandbox, "раз", "два")
        assert await receiver.texts(1) == ["раз"]
        await write(sandbox, "Борис пишет", person=2)
        assert await receiver.texts(1) == ["Борис пишет"]
        # The same person's callback does not wait for their message.
        await sandbox.post("/sandbox/people/1/press", data="yes")
        assert await receiver.texts(1) == ["yes"]
        assert (await bot.get_webhook_info()).pending_update_count == 2
        gate.set()
        assert await receiver.texts(1) == ["два"]


async def test_one_connection_until_something_succeeds_and_after_ten_seconds_without(
    bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking
) -> None:
    for person in range(2, 6):
        await sandbox.post("/sandbox/people", id=person, first_name="Борис")
    async with listening(Receiver()) as receiver:
        await bot.set_webhook(receiver.url)
        gate = receiver.hold("первое")
        await write(sandbox, "первое")
        assert await receiver.texts(1) == ["первое"]
        for person in range(2, 6):
            receiver.hold(f"от {person}")
            await write(sandbox, f"от {person}", person=person)
        assert (await bot.get_webhook_info()).pending_update_count == 5
        assert receiver.got.empty()
        gate.set()
        assert sorted(await receiver.texts(4)) == [f"от {person}" for person in range(2, 6)]
        assert receiver.most_at_once == 4
        ticking.at += 11
        await write(sandbox, "ещё")
        assert receiver.got.empty()
        for person in range(2, 6):
            receiver.hold(f"от {person}").set()
        assert await receiver.texts(1) == ["ещё"]


async def test_the_same_webhook_set_again_changes_nothing(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    async with listening(Receiver(500)) as receiver:
        await bot.set_webhook(receiver.url, allowed_updates=["message"])
        await write(sandbox, "раз")
        assert await receiver.texts(2) == ["раз", "раз"]
        await bot.set_webhook(receiver.url, allowed_updates=["message", "callback_query"])
        info = await bot.get_webhook_info()
        assert info.allowed_updates == ["message", "callback_query"]
        assert info.last_error_message is not None


async def test_dropped_updates_are_not_sent_again(bot: Bot, sandbox: Sandbox, anna: int) -> None:
    async with listening(Receiver(500)) as receiver:
        gate = receiver.hold("раз")
        await write(sandbox, "раз")
        await bot.set_webhook(receiver.url)
        assert await receiver.texts(1) == ["раз"]
        await bot.set_webhook(receiver.url, drop_pending_updates=True)
        gate.set()
        await write(sandbox, "два")
        assert await receiver.texts(1) == ["два"]


ANSWERS: list[Response[Any]] = [
    Response({"method": "sendMessage", "chat_id": 1, "text": "в ответе"}, status_code=200),
    Response(
        b"method=sendMessage&chat_id=1&text=%D1%84%D0%BE%D1%80%D0%BC%D0%B0",
        media_type="application/x-www-form-urlencoded",
        status_code=200,
    ),
    Response(
        b'--x\r\nContent-Disposition: form-data; name="method"\r\n\r\nsendMessage\r\n'
        b'--x\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n1\r\n'
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nparts\r\n--x--\r\n',
        media_type="multipart/form-data; boundary=x",
        status_code=200,
    ),
]


@pytest.mark.parametrize(("answer", "said"), list(zip(ANSWERS, ["в ответе", "форма", "parts"], strict=True)))
async def test_a_method_in_the_answer_is_carried_out(
    bot: Bot, sandbox: Sandbox, anna: int, answer: Response[Any], said: str
) -> None:
    events = sandbox.world.bus.listen()
    async with listening(Receiver(answer)) as receiver:
        await bot.set_webhook(receiver.url)
        await write(sandbox, "раз")
        while (event := await events.get()) is None or event.data.get("method") != "sendMessage":
            pass
    assert (event.data["status"], event.data["params"]["text"]) == (200, said)
    assert [m["text"] for m in await sandbox.messages()] == ["раз", said]


@pytest.mark.parametrize(
    "body", [{"method": "deleteWebhook"}, {"method": "getMe"}, {"method": ""}, {"method": 5}, ["x"], "текст"]
)
async def test_other_answers_are_only_answers(bot: Bot, sandbox: Sandbox, anna: int, body: Any) -> None:
    async with listening(Receiver(Response(body, status_code=200))) as receiver:
        await bot.set_webhook(receiver.url)
        await write(sandbox, "раз", "два")
        assert await receiver.texts(2) == ["раз", "два"]
        assert (await bot.get_webhook_info()).url == receiver.url
    names = [item["method"] for item in (await sandbox.get("/sandbox/requests"))["items"]]
    assert "deleteWebhook" not in names
    assert "getMe" not in names


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"\xff=\xfe", "application/x-www-form-urlencoded"),
        (b"a=b", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"--x\r\n", "multipart/form-data"),
        (b"nothing of the kind", "multipart/form-data; boundary=x"),
    ],
)
async def test_an_answer_that_cannot_be_read_is_success_all_the_same(
    bot: Bot, sandbox: Sandbox, anna: int, body: bytes, kind: str
) -> None:
    async with listening(Receiver(Response(body, media_type=kind, status_code=200))) as receiver:
        await bot.set_webhook(receiver.url)
        await write(sandbox, "раз", "два")
        assert await receiver.texts(2) == ["раз", "два"]


async def test_deliveries_can_be_late_or_lose_their_answers(
    bot: Bot, sandbox: Sandbox, anna: int, ticking: Ticking
) -> None:
    await sandbox.post("/sandbox/faults", kind="lost_answer", method="delivery", times=1)
    await sandbox.post("/sandbox/faults", kind="delay", method="delivery", seconds=5, after=0)
    async with listening(Receiver()) as receiver:
        await bot.set_webhook(receiver.url)
        await write(sandbox, "раз")
        assert await receiver.texts(2) == ["раз", "раз"]
        assert (await bot.get_webhook_info()).last_error_message == "Connection closed"
    assert ticking.pauses == [5]
    await sandbox.post("/sandbox/faults", 400, kind="forbidden", method="delivery")
