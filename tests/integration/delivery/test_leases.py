"""One holder at a time, and what an old holder can still do: nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from relove.core.errors import LeaseLost
from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging import holding
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.repository import Desk, LeaseRepository, OutboxRepository
from relove.domains.messaging.schemas import HeldChat
from tests.integration.delivery.line import ANNA, Line, an_update, answer, say


async def held_row(line: Line, token: int) -> InboxContext:
    row = (await line.container.desk.go_on(ANNA, token)).row
    assert row is not None
    return InboxContext(line.container.units, row, token)


async def taken(line: Line, owner: str = "a worker") -> int | None:
    return await line.container.desk.take(ANNA, owner)


async def test_a_chat_has_one_holder_and_tokens_only_grow(line: Line) -> None:
    await line.sql("INSERT INTO chats (chat_id, kind, created_at) VALUES (1, 'private', now())")
    assert await taken(line) is None  # nothing waits
    await line.comes(an_update(1))
    first = await taken(line)
    assert first is not None
    assert await taken(line, "another") is None
    await line.expire()
    assert await taken(line, "another") == first + 1
    old, held = HeldChat(ANNA, first), HeldChat(ANNA, first + 1)
    async with line.container.units() as work:
        leases = LeaseRepository(work.session)
        assert await leases.renew([old, held]) == {held}
        await leases.release(ANNA, first)
    assert await taken(line) is None
    with pytest.raises(LeaseLost):
        await line.container.desk.go_on(ANNA, first)
    async with line.container.units() as work:
        await LeaseRepository(work.session).release(ANNA, first + 1)
    assert await taken(line) == first + 2
    assert await line.one("SELECT owner FROM chat_leases") == "a worker"


async def test_of_a_forgotten_chat_no_lease_stays_and_tokens_grow_all_the_same(line: Line) -> None:
    await line.comes(an_update(1))
    first = await taken(line)
    assert first is not None
    async with line.container.units() as work:
        await LeaseRepository(work.session).release(ANNA, first)
    assert await line.one("SELECT count(*) FROM chat_leases") == 0
    second = await taken(line)
    assert second is not None
    assert second > first
    # Its holder died: what is left goes when the next worker begins.
    await line.expire()
    async with line.container.units() as work:
        await LeaseRepository(work.session).drop_forgotten()
    assert await line.one("SELECT count(*) FROM chat_leases") == 0


async def test_a_lease_lasts_ten_seconds_and_is_renewed_for_as_many(line: Line) -> None:
    left = "SELECT round(extract(epoch FROM expires_at - now())) FROM chat_leases"
    await line.comes(an_update(1))
    token = await taken(line)
    assert token is not None
    assert await line.one(left) == 10
    await line.sql("UPDATE chat_leases SET expires_at = now() + interval '1 s'")
    async with line.container.units() as work:
        assert await LeaseRepository(work.session).renew([HeldChat(ANNA, token)])
    assert await line.one(left) == 10


@pytest.mark.parametrize("way", ["nothing more to do", "broken off"])
async def test_a_renewal_that_comes_late_holds_no_chat_that_was_let_go(line: Line, way: str) -> None:
    await line.sql("INSERT INTO chats (chat_id, kind, created_at) VALUES (1, 'private', now())")
    await line.comes(an_update(1))
    token = await taken(line)
    assert token is not None
    async with line.container.units() as work:
        leases = LeaseRepository(work.session)
        if way == "broken off":
            await leases.release(ANNA, token)
        else:
            context = await held_row(line, token)
            await line.container.desk.go_on(ANNA, token, context.row.id)
    async with line.container.units() as work:
        # It left while the lease was ours: nobody is to be stopped for it.
        assert await LeaseRepository(work.session).renew([HeldChat(ANNA, token)]) == {HeldChat(ANNA, token)}
    await line.comes(an_update(2))
    assert await taken(line, "another") == token + 1


async def test_of_many_at_once_one_gets_the_chat(line: Line) -> None:
    await line.comes(an_update(1))
    desks = [Desk(line.container.engine) for _ in range(3)]
    tokens = await asyncio.gather(*(desk.take(ANNA, f"worker {n}") for n in range(4) for desk in desks))
    for desk in desks:
        await desk.close()
    assert sorted(token is None for token in tokens) == [False] + [True] * 11


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
    token = await taken(line)
    assert token is not None
    context = await held_row(line, token)
    # Expired, and nobody has noticed yet. Others are not held up by it: it is passed over.
    await line.expire()
    async with context.finish() as work:
        await line.comes(an_update(2, chat_id=2))
        free, held = await asyncio.gather(line.container.desk.take(2, "another"), taken(line, "another"))
        assert free is not None and held is None
        await say(context, work, "вовремя")
    assert await taken(line, "another") == token + 1
    assert await line.inbox() == [("done", 0, None), ("pending", 0, None)]
    assert [state for state, _, _ in await line.outbox()] == ["pending"]


async def test_a_unit_of_work_of_its_own_takes_no_lease_away(line: Line) -> None:
    await line.comes(an_update(1))
    token = await taken(line)
    assert token is not None
    context = await held_row(line, token)
    async with context.step(), line.container.units() as other:
        assert await LeaseRepository(other.session).renew([HeldChat(ANNA, token)])


async def test_the_lease_is_renewed_while_a_row_is_handled(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "_RENEW_EVERY_S", 0.01)

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
    monkeypatch.setattr(holding, "_RENEW_EVERY_S", 0.01)
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
    monkeypatch.setattr(holding, "_RENEW_EVERY_S", 0.01)

    async def handler(inbox: InboxContext) -> None:
        await line.sql("ALTER TABLE chat_leases RENAME COLUMN expires_at TO away")
        while "leases not renewed" not in caplog.text:
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


async def test_a_chat_that_is_let_go_while_leases_are_renewed_is_renewed_no_more(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "_RENEW_EVERY_S", 0.01)
    renewing, let_go = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def units() -> AsyncIterator[UnitOfWork]:
        async with line.container.units() as work:
            renewing.set()
            await let_go.wait()
            yield work

    token = await line.take()
    assert token is not None
    held = holding.Holding(units)  # type: ignore[arg-type]
    with held.held(HeldChat(ANNA, token)):
        await renewing.wait()
    [renewal] = [task for task in asyncio.all_tasks() if task.get_name() == "renew-leases"]
    let_go.set()
    await renewal
    assert held._timer is None
