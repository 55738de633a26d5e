"""Commit once, at the edge; what must follow a commit follows it."""

import datetime
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from relove.bootstrap import Container
from relove.core.errors import ReloveError
from relove.core.tasks import spawn
from relove.domains.messaging.models import Chat
from relove.domains.messaging.repository import ChatRepository

AT = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)


async def known(container: Container) -> list[int]:
    """Chats that another connection sees."""
    async with container.engine.connect() as connection:
        return list((await connection.execute(text("SELECT chat_id FROM chats ORDER BY 1"))).scalars())


def noting(container: Container, seen: list[object], name: str) -> Callable[[], Awaitable[None]]:
    async def hook() -> None:
        seen.append((name, await known(container)))

    return hook


async def test_hooks_run_after_the_commit_in_their_order(container: Container) -> None:
    seen: list[object] = []
    async with container.units() as work:
        work.after_commit(noting(container, seen, "first"))
        await ChatRepository(work.session).remember(5, None, "private", AT)
        work.after_commit(noting(container, seen, "second"))
        assert await known(container) == []
        assert seen == []
    assert seen == [("first", [5]), ("second", [5])]


async def test_nothing_is_written_and_no_hook_runs_when_the_block_raises(container: Container) -> None:
    seen: list[object] = []

    async def refused() -> None:
        async with container.units() as work:
            await ChatRepository(work.session).remember(5, None, "private", AT)
            work.after_commit(noting(container, seen, "never"))
            raise ReloveError("not_found", kind="not_found")

    with pytest.raises(ReloveError):
        await refused()
    assert await known(container) == []
    assert seen == []


async def test_no_hook_runs_when_the_commit_itself_fails(container: Container) -> None:
    seen: list[object] = []
    async with container.units() as work:
        await work.session.execute(
            text("ALTER TABLE chats ADD CONSTRAINT later UNIQUE (kind) DEFERRABLE INITIALLY DEFERRED")
        )

    async def two_of_a_kind() -> None:
        async with container.units() as work:
            for chat_id in (1, 2):
                await ChatRepository(work.session).remember(chat_id, None, "private", AT)
            work.after_commit(noting(container, seen, "never"))

    with pytest.raises(Exception, match="later"):
        await two_of_a_kind()
    assert seen == []
    assert await known(container) == []


async def test_a_failing_hook_does_not_look_like_a_failed_write(
    container: Container, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[object] = []

    async def fail() -> None:
        raise ConnectionError("тайное слово")

    async with container.units() as work:
        await ChatRepository(work.session).remember(5, None, "private", AT)
        work.after_commit(fail)
        work.after_commit(noting(container, seen, "after it"))
    assert seen == [("after it", [5])]
    # Told beside the caller, by its type alone.
    while "background work failed" not in caplog.text:
        await spawn(known(container), "a look")
    assert "тайное" not in caplog.text


async def test_times_without_a_zone_are_refused(container: Container) -> None:
    with pytest.raises(StatementError):
        async with container.units() as work:
            work.session.add(Chat(chat_id=5, kind="private", created_at=AT.replace(tzinfo=None)))
    moscow = datetime.timezone(datetime.timedelta(hours=3))
    async with container.units() as work:
        work.session.add(Chat(chat_id=5, kind="private", created_at=AT.astimezone(moscow)))
    async with container.units() as work:
        chat = await work.session.get_one(Chat, 5)
        assert (chat.created_at, chat.created_at.utcoffset()) == (AT, datetime.timedelta())


async def test_errors_of_the_database_do_not_tell_words(container: Container) -> None:
    with pytest.raises(Exception, match="chats") as failed:
        async with container.units() as work:
            await work.session.execute(
                text("INSERT INTO chats (chat_id, kind, created_at) VALUES (1, :kind, NULL)"),
                {"kind": "тайное слово"},
            )
    assert "hidden" in str(failed.value)
