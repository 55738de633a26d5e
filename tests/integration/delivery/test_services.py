"""What other domains ask of messaging: a word to a chat, an alert to the team, how far something has got."""

import pytest

from relove.core.errors import LeaseLost
from relove.core.ids import new_id
from relove.core.ports import OutgoingMessage
from relove.domains.messaging.alerts import Alerts
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.service import InboxService, MessagingService
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService
from relove.integrations.queue.waking import WaitingChats
from tests.integration.delivery.line import ANNA, Line, an_update, answer


async def test_an_alert_goes_to_every_chat_of_the_team_after_the_commit(line: Line) -> None:
    alerts = Alerts((8, 9), line.container.jobs)
    assert alerts.reach_somebody
    async with line.container.units() as work:
        await alerts.tell(work, "<b>тревога</b>")
    rows = await line.sql("SELECT chat_id, kind, state FROM outbox_messages ORDER BY chat_id")
    assert rows == [{"chat_id": chat, "kind": "reply", "state": "pending"} for chat in (8, 9)]
    assert sorted(await WaitingChats(line.container.redis).next(10)) == [8, 9]


async def test_a_row_that_vanishes_leaves_nothing(line: Line) -> None:
    async def handler(inbox: InboxContext) -> None:
        async with inbox.vanish():
            pass

    await line.comes(an_update(1), an_update(2))
    await line.processor(handler).process(ANNA)
    assert await line.inbox() == []


async def test_a_word_from_another_window_leaves_no_row_when_it_is_ephemeral(line: Line) -> None:
    async with line.container.units() as work:
        messaging = MessagingService(work, line.container.clock)
        await messaging.tell(ANNA, None, OutgoingMessage("раз"), ephemeral=True)
        await messaging.tell(ANNA, None, OutgoingMessage("два"))
    await line.send()
    assert await line.sends() == ["раз", "два"]
    assert await line.outbox() == [("sent", 1, None)]


async def test_a_chat_that_is_taken_away_is_nobody_s_to_write_in(line: Line) -> None:
    async def handler(inbox: InboxContext) -> None:
        async with line.container.units() as work:
            await MessagingService(work, line.container.clock).take_chat_away(ANNA)
        with pytest.raises(LeaseLost):
            await answer(inbox, "слишком поздно")
        raise LeaseLost

    await line.comes(an_update(1))
    await line.processor(handler).process(ANNA)
    assert await line.outbox() == []
    assert await line.inbox() == [("pending", 0, None)]


async def test_who_lets_the_bot_in_again_is_active_again(line: Line) -> None:
    async with line.container.units() as work:
        await PeopleService(work, line.container.clock).meet(TelegramPerson(ANNA))
        messaging = MessagingService(work, line.container.clock)
        await messaging.remember_chat(ANNA, None, "private")
        await messaging.blocked(ANNA)
    assert await line.one("SELECT is_active FROM users") is False
    async with line.container.units() as work:
        await MessagingService(work, line.container.clock).unblocked(ANNA)
    assert await line.one("SELECT is_active FROM users") is True
    assert await line.one("SELECT blocked_at FROM chats") is None


async def test_after_a_restore_replies_go_out_and_nothing_else_does(line: Line) -> None:
    await line.queue("ответ")
    await line.queue("новость", kind="broadcast")
    await line.take()
    await line.expire()
    async with line.container.units() as work:
        messaging = MessagingService(work, line.container.clock)
        await messaging.drop_forgotten_leases()
        await messaging.after_restore()
    assert await line.outbox() == [("pending", 0, None), ("unknown", 0, "restored")]
    assert await line.one("SELECT count(*) FROM chat_leases") == 0


async def test_what_the_mini_app_sent_is_found_by_its_key_and_its_words_while_it_waits(line: Line) -> None:
    async with line.container.units() as work:
        anna = await PeopleService(work, line.container.clock).meet(TelegramPerson(ANNA))
    accepted = await line.container.intake.accept_mini_app(anna.id, ANNA, new_id(), "key-1", "слова")

    async def look() -> tuple[object, ...]:
        async with line.container.units() as work:
            inbox = InboxService(work)
            found = await inbox.find(anna.id, "key-1")
            return found, await inbox.state(accepted.inbox_id), await inbox.waiting_text(accepted.inbox_id)

    assert await look() == (accepted.inbox_id, "pending", "слова")

    async def handler(inbox: InboxContext) -> None:
        await answer(inbox, "да")

    await line.processor(handler).process(ANNA)
    assert await look() == (accepted.inbox_id, "done", None)
