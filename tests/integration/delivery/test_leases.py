"""One holder at a time, and what an old holder can still do: nothing."""

import asyncio

import pytest

from relove.core.errors import LeaseLost
from relove.core.tasks import spawn
from relove.domains.messaging import processor as processing
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.repository import InboxRepository, LeaseRepository, OutboxRepository
from relove.domains.messaging.schemas import InboxRow
from tests.integration.delivery.line import ANNA, Line, an_update, answer, say


async def waiting_row(line: Line) -> InboxRow:
    async with line.container.units() as work:
        row = await InboxRepository(work.session).next_pending(ANNA)
    assert row is not None
    return row


async def held_row(line: Line, token: int) -> InboxContext:
    return InboxContext(line.container.units, await waiting_row(line), token)


async def is_waited_for(line: Line) -> bool:
    """Does anybody in this database wait for a lock?"""
    return bool(
        await line.one(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
    )


async def test_a_chat_has_one_holder_and_tokens_only_grow(line: Line) -> None:
    await line.sql("INSERT INTO chats (chat_id, kind, created_at) VALUES (1, 'private', now())")
    first = await line.take()
    assert first is not None
    assert await line.take(owner="another") is None
    await line.expire()
    assert await line.take(owner="another") == first + 1
    async with line.container.units() as work:
        leases = LeaseRepository(work.session)
        assert not await leases.renew(ANNA, first)
        assert await leases.renew(ANNA, first + 1)
        await leases.release(ANNA, first)
    assert await line.take() is None
    async with line.container.units() as work:
        await LeaseRepository(work.session).release(ANNA, first + 1)
    assert await line.take() == first + 2
    assert await line.one("SELECT owner FROM chat_leases") == "a worker"


async def test_of_a_forgotten_chat_no_lease_stays_and_tokens_grow_all_the_same(line: Line) -> None:
    first = await line.take()
    assert first is not None
    async with line.container.units() as work:
        await LeaseRepository(work.session).release(ANNA, first)
    assert await line.one("SELECT count(*) FROM chat_leases") == 0
    second = await line.take()
    assert second is not None
    assert second > first
    # Its holder died: what is left goes when the next worker begins.
    await line.expire()
    async with line.container.units() as work:
        await LeaseRepository(work.session).drop_forgotten()
    assert await line.one("SELECT count(*) FROM chat_leases") == 0


async def test_a_lease_lasts_ten_seconds_and_is_renewed_for_as_many(line: Line) -> None:
    left = "SELECT round(extract(epoch FROM expires_at - now())) FROM chat_leases"
    token = await line.take()
    assert token is not None
    assert await line.one(left) == 10
    await line.sql("UPDATE chat_leases SET expires_at = now() + interval '1 s'")
    async with line.container.units() as work:
        assert await LeaseRepository(work.session).renew(ANNA, token)
    assert await line.one(left) == 10


async def test_of_many_at_once_one_gets_the_chat(line: Line) -> None:
    tokens = await asyncio.gather(*(line.take(owner=f"worker {n}") for n in range(10)))
    assert sorted(token is None for token in tokens) == [False] + [True] * 9


async def test_two_processors_at_once_never_work_on_one_chat(line: Line) -> None:
    inside, most, handled = 0, 0, []

    async def handler(inbox: InboxContext) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await line.one("SELECT 1")
        inside -= 1
        handled.append(inbox.row.id)
        async with inbox.finish():
            pass

    await line.comes(*(an_update(n) for n in range(1, 7)))
    workers = [line.processor(handler, owner=f"worker {n}") for n in range(4)]
    await asyncio.gather(*(worker.process(ANNA) for worker in workers))
    assert most == 1
    assert len(handled) == len(set(handled)) == 6
    assert [state for state, _, _ in await line.inbox()] == ["done"] * 6


async def test_an_old_holder_writes_nothing(line: Line) -> None:
    await line.comes(an_update(1))
    old = await line.take()
    assert old is not None
    context = await held_row(line, old)
    await line.expire()
    assert await line.take(owner="another") == old + 1
    for unit in (context.step, context.finish):
        with pytest.raises(LeaseLost):
            async with unit() as work:
                await say(context, work, "слишком поздно")
    assert not context.finished
    assert await line.outbox() == []
    assert await line.inbox() == [("pending", 0, None)]


async def test_an_old_holder_sends_nothing(line: Line) -> None:
    await line.queue("ждёт")
    old = await line.take()
    assert old is not None
    await line.expire()
    await line.take(owner="another")
    assert await line.container.sender.send_chat(ANNA, old) == 0
    assert await line.outbox() == [("pending", 0, None)]
    assert await line.sends() == []


async def test_an_old_holder_settles_nothing(line: Line) -> None:
    """It was sending when it was taken for dead; what it hears afterwards is not what is so."""
    await line.queue("раз")
    old = await line.take()
    assert old is not None
    async with line.container.units() as work:
        claimed = await OutboxRepository(work.session).claim_reply(ANNA, old)
    assert claimed is not None
    await line.expire()
    await line.send(owner="another")
    async with line.container.units() as work:
        outbox = OutboxRepository(work.session)
        await outbox.settle(claimed, "failed", reason="late", message_id=None)
        await outbox.retry(claimed, 60, "late")
    assert await line.outbox() == [("sent", 2, None)]


async def test_a_lease_is_not_taken_while_its_holder_commits(line: Line) -> None:
    """Else both would answer: the second reads the row before the first has ended it."""
    await line.comes(an_update(1))
    token = await line.take()
    assert token is not None
    context = await held_row(line, token)
    # Expired, and nobody has noticed yet.
    await line.expire()
    async with context.finish() as work:
        taking = spawn(line.take(owner="another"), "taking")
        while not taking.done() and not await is_waited_for(line):
            pass
        assert not taking.done()
        await say(context, work, "вовремя")
    assert await taking == token + 1
    assert await line.inbox() == [("done", 0, None)]
    assert [state for state, _, _ in await line.outbox()] == ["pending"]


async def test_the_lease_is_renewed_while_a_row_is_handled(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processing, "_RENEW_EVERY_S", 0.01)

    async def handler(inbox: InboxContext) -> None:
        await line.sql("UPDATE chat_leases SET expires_at = now() + interval '1 s'")
        while not await line.one(
            "SELECT count(*) FROM chat_leases WHERE expires_at > now() + interval '5 s'"
        ):
            pass
        await answer(inbox, "готово")

    await line.comes(an_update(1))
    await line.processor(handler).process(ANNA)
    assert await line.sends() == ["готово"]
    assert await line.one("SELECT count(*) FROM chat_leases WHERE expires_at >= now()") == 0


async def test_whoever_loses_the_lease_stops(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processing, "_RENEW_EVERY_S", 0.01)
    ended: list[str] = []

    async def handler(inbox: InboxContext) -> None:
        await line.sql("UPDATE chat_leases SET token = token + 1, owner = 'another'")
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("stopped")

    await line.comes(an_update(1))
    await line.processor(handler).process(ANNA)
    assert ended == ["stopped"]
    assert await line.inbox() == [("pending", 0, None)]
    assert await line.one("SELECT owner FROM chat_leases WHERE expires_at >= now()") == "another"
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_a_worker_that_is_told_to_end_ends(line: Line) -> None:
    begun = asyncio.Event()

    async def handler(inbox: InboxContext) -> None:
        begun.set()
        await asyncio.Event().wait()

    await line.comes(an_update(1))
    working = spawn(line.processor(handler).process(ANNA), "working")
    await begun.wait()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert await line.inbox() == [("pending", 0, None)]


async def test_a_renewal_that_fails_is_tried_again(
    line: Line, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The database was away for a moment: the reply that is being written is not thrown away."""
    monkeypatch.setattr(processing, "_RENEW_EVERY_S", 0.01)

    async def handler(inbox: InboxContext) -> None:
        await line.sql("ALTER TABLE chat_leases RENAME COLUMN expires_at TO away")
        while "lease not renewed" not in caplog.text:
            await line.one("SELECT 1")
        await line.sql("ALTER TABLE chat_leases RENAME COLUMN away TO expires_at")
        await line.sql("UPDATE chat_leases SET expires_at = now() + interval '1 s'")
        while not await line.one(
            "SELECT count(*) FROM chat_leases WHERE expires_at > now() + interval '5 s'"
        ):
            pass
        await answer(inbox, "готово")

    await line.comes(an_update(1))
    await line.processor(handler).process(ANNA)
    assert await line.sends() == ["готово"]
