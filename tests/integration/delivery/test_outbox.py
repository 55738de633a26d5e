"""What becomes of a message, whatever Telegram or the network answers."""

from typing import Any

import pytest

from relove.domains.messaging.sender import RETRY_PAUSES_S
from tests.integration.delivery.line import ANNA, Line

PAUSE = """
    SELECT round(extract(epoch FROM due_at - now()))::int FROM outbox_messages WHERE state = 'retry_at'
"""


async def goes_wrong(line: Line, kind: str, times: int = 1, **more: Any) -> None:
    await line.telegram.post("/sandbox/faults", method="sendMessage", kind=kind, times=times, **more)


async def test_sent_is_sent_and_its_words_are_gone_from_the_queue(line: Line) -> None:
    await line.queue("раз", "<b>два</b>")
    await line.send()
    assert await line.sends() == ["раз", "два"]
    rows = await line.sql(
        "SELECT state, payload, telegram_message_id, sent_at FROM outbox_messages ORDER BY seq"
    )
    shown = [item["message_id"] for item in await line.telegram.messages(ANNA)]
    assert [row["telegram_message_id"] for row in rows] == shown
    assert {(row["state"], row["payload"], row["sent_at"] is None) for row in rows} == {("sent", None, False)}


async def test_429_waits_for_as_long_as_telegram_says(line: Line) -> None:
    await goes_wrong(line, "too_many", retry_after=344)
    await line.queue("раз")
    await line.send()
    assert [(state, reason) for state, _, reason in await line.outbox()] == [
        ("retry_at", "too_many_requests")
    ]
    assert 340 <= await line.one(PAUSE) <= 344
    # Nothing else goes to this chat meanwhile, from any process.
    assert 343_000 < await line.container.redis.pttl(f"relove:send:{ANNA}") <= 345_000
    await line.container.redis.flushall()
    await line.come_due()
    await line.send()
    assert await line.sends() == ["раз"]


async def test_429_uses_up_no_try(line: Line) -> None:
    await goes_wrong(line, "too_many", times=10, retry_after=1)
    await line.queue("раз")
    for _ in range(10):
        await line.send()
        await line.container.redis.flushall()
        await line.come_due()
    assert await line.outbox() == [("retry_at", 0, "too_many_requests")]
    await goes_wrong(line, "server_error")
    await line.send()
    assert await line.outbox() == [("retry_at", 1, "server_error")]
    await line.come_due()
    await line.send()
    assert await line.sends() == ["раз"]


async def test_forbidden_means_blocked_and_the_chat_is_marked(line: Line) -> None:
    await line.sql("INSERT INTO chats (chat_id, kind, created_at) VALUES (1, 'private', now())")
    await line.telegram.post(f"/sandbox/people/{ANNA}/block")
    await line.queue("раз", "два")
    await line.send()
    assert await line.outbox() == [("blocked", 1, "forbidden")] * 2
    assert await line.one("SELECT blocked_at IS NOT NULL FROM chats")
    assert await line.one("SELECT count(*) FROM outbox_messages WHERE payload IS NOT NULL") == 0


async def test_a_chat_that_telegram_does_not_know_is_blocked(line: Line) -> None:
    await line.queue("раз", chat_id=777)
    await line.send(777)
    assert await line.outbox() == [("blocked", 1, "chat_not_found")]


async def test_what_telegram_refuses_has_failed_and_the_next_goes_on(line: Line) -> None:
    await goes_wrong(line, "bad_request")
    await line.queue("раз", "два")
    await line.send()
    assert await line.outbox() == [("failed", 1, "bad_request"), ("sent", 1, None)]
    assert await line.one("SELECT count(*) FROM outbox_messages WHERE payload IS NOT NULL") == 0


async def test_telegrams_own_trouble_is_tried_again_and_nothing_overtakes(line: Line) -> None:
    await goes_wrong(line, "server_error", times=2)
    await line.queue("раз", "два")
    await line.send()
    assert await line.outbox() == [("retry_at", 1, "server_error"), ("pending", 0, None)]
    assert await line.one(PAUSE) == RETRY_PAUSES_S[0]
    # Not due yet: neither it nor what stands behind it.
    await line.send()
    assert await line.sends() == []
    await line.come_due()
    await line.send()
    assert await line.one(PAUSE) == RETRY_PAUSES_S[1]
    await line.come_due()
    await line.send()
    assert await line.sends() == ["раз", "два"]
    assert await line.outbox() == [("sent", 3, None), ("sent", 1, None)]


async def test_a_message_that_never_goes_out_fails_in_the_end(line: Line) -> None:
    await goes_wrong(line, "server_error", times=100)
    await line.queue("раз")
    for _ in range(len(RETRY_PAUSES_S)):
        await line.send()
        assert [state for state, _, _ in await line.outbox()] == ["retry_at"]
        await line.come_due()
    await line.send()
    assert await line.outbox() == [("failed", len(RETRY_PAUSES_S) + 1, "server_error")]


async def test_a_reply_whose_answer_was_lost_is_said_again(line: Line) -> None:
    await goes_wrong(line, "lost_answer")
    await line.queue("раз")
    await line.send()
    assert await line.outbox() == [("retry_at", 1, "no_answer")]
    await line.come_due()
    await line.send()
    assert await line.sends() == ["раз", "раз"]
    assert await line.outbox() == [("sent", 2, None)]


@pytest.mark.parametrize("kind", ["proactive", "broadcast"])
async def test_what_nobody_asked_for_is_not_said_twice(line: Line, kind: Any) -> None:
    await goes_wrong(line, "lost_answer")
    await line.queue("раз", kind=kind)
    await line.send_bulk()
    assert await line.outbox() == [("unknown", 1, "no_answer")]
    assert await line.one("SELECT payload IS NULL FROM outbox_messages")
    await line.send_bulk()
    assert await line.sends() == ["раз"]


async def test_what_a_dead_worker_was_sending(line: Line) -> None:
    """A reply goes out again, a repeat beats silence; the rest stays unknown, a miss beats a repeat."""
    await line.queue("ответ")
    await line.queue("новость", kind="broadcast")
    await line.queue("напоминание", kind="proactive")
    await line.sql("UPDATE outbox_messages SET state = 'sending', attempts = 1")
    await line.send()
    assert await line.outbox() == [
        ("sent", 2, None),
        ("unknown", 1, "interrupted"),
        ("unknown", 1, "interrupted"),
    ]
    assert await line.sends() == ["ответ"]


async def test_nobody_else_settles_what_a_living_worker_is_sending(line: Line) -> None:
    await line.queue("раз")
    await line.sql("UPDATE outbox_messages SET state = 'sending', attempts = 1")
    await line.take(owner="a living worker")
    await line.send(owner="another")
    assert await line.outbox() == [("sending", 1, None)]


async def test_no_telegram_at_all_is_tried_again(line: Line, container: Any) -> None:
    container.bot.session.api = type(container.bot.session.api).from_base("http://127.0.0.1:9")
    await line.queue("раз")
    await line.send()
    assert await line.outbox() == [("retry_at", 1, "no_answer")]


async def test_html_that_telegram_cannot_read_goes_as_plain_text(line: Line) -> None:
    await line.queue("<b>важно</i> &amp; <u>нужно</u> 5 < 6")
    await line.send()
    assert await line.sends() == ["важно & нужно 5 < 6"]
    calls = (await line.telegram.get("/sandbox/requests", method="sendMessage"))["items"]
    assert [call["status"] for call in calls] == [400, 200]


async def test_plain_text_that_is_refused_too_has_failed(line: Line) -> None:
    await line.queue("<b>" + "я" * 5000)
    await line.send()
    assert await line.outbox() == [("failed", 1, "bad_request")]
