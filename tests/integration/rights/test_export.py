"""/my_data and GET /api/me/export: everything, opened, nothing of anybody else's, no secrets."""

from __future__ import annotations

import json
import uuid
from typing import Any

import msgspec
import pytest
from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    insert,
)

from relove.bootstrap import Container
from relove.core.ids import new_id
from relove.db.base import left_out as marked_left_out
from relove.db.base import person
from relove.db.models import metadata
from relove.db.personal import erase, hidden, left_out, personal_tables, unmarked
from relove.db.types import EncryptedBytes, EncryptedText
from relove.domains.people.rights import PersonalData
from tests.integration.bot.talk import Talk
from tests.integration.rights.filling import value_for

REASONS = 12


async def one_row_everywhere(container: Container, chat: int) -> uuid.UUID:
    """A person with a row in each table that may hold something of theirs."""
    user = new_id()
    ids: dict[str, Any] = {"users": user}
    async with container.units() as work:
        for table in personal_tables(metadata()):
            values = {
                column.name: value_for(table, column, user, chat, ids)
                for column in table.columns
                if column.identity is None
            }
            await work.session.execute(insert(table).values(values))
            ids.setdefault(table.name, values.get("id"))
    return user


async def exported(container: Container, user: uuid.UUID, chat: int) -> dict[str, list[dict[str, Any]]]:
    async with container.units() as work:
        return (await PersonalData(work, container.clock).export(user, chat)).tables


def test_every_table_that_points_at_a_person_says_so() -> None:
    assert unmarked(metadata()) == []


def test_a_table_that_does_not_say_so_is_found() -> None:
    made = MetaData()
    Table("users", made, Column("id", Uuid, primary_key=True), info=person("id")["info"])
    Table("diaries", made, Column("user_id", ForeignKey("users.id")), info=person(None)["info"])
    Table("notes", made, Column("chat_id", Integer), info=person(None)["info"])
    Table("fine", made, Column("user_id", ForeignKey("users.id")), info=person("user_id")["info"])
    assert unmarked(made) == ["diaries.user_id", "notes.chat_id"] or set(unmarked(made)) == {
        "diaries.user_id",
        "notes.chat_id",
    }


def test_what_is_left_out_has_its_reason() -> None:
    found = {(one.table, one.column) for one in left_out(metadata())}
    assert found == {
        ("admin_audit", "actor_id"),
        ("confirmations", "payload"),
        ("confirmations", "token_hash"),
        ("handovers", "operator_id"),
        ("outbox_messages", "payload"),
        ("profile_statements", "fingerprint"),
        ("readiness_results", "made_of"),
        ("profile_versions", "after"),
        ("profile_versions", "before"),
        ("refresh_tokens", "token_hash"),
        ("session_insights", "embedding"),
        ("session_insights", "marks"),
        ("user_sessions", "reflecting"),
        ("user_sessions", "reflecting_until"),
    }
    assert all(len(one.reason) > REASONS for one in left_out(metadata()))
    assert hidden(Column("x", Text, info=marked_left_out("because"))) == "because"


async def test_every_table_and_every_column_is_in_it(container: Container) -> None:
    user = await one_row_everywhere(container, 5001)
    await one_row_everywhere(container, 5002)
    tables = await exported(container, user, 5001)
    assert set(tables) == {table.name for table in personal_tables(metadata())}
    for table in personal_tables(metadata()):
        [row] = tables[table.name]
        shown = {column.name for column in table.columns if hidden(column) is None}
        assert set(row) == shown, table.name
        for column in table.columns:
            if hidden(column) is None and isinstance(column.type, EncryptedText):
                assert row[column.name] == f"opened {table.name}.{column.name}"
            if hidden(column) is None and isinstance(column.type, EncryptedBytes):
                assert row[column.name] == {"opened": f"{table.name}.{column.name}"}
    assert msgspec.json.encode(tables)


async def test_what_came_before_the_person_was_known_is_in_it_too(container: Container) -> None:
    user = await one_row_everywhere(container, 5001)
    stranger = new_id()
    seen = await exported(container, stranger, 5001)
    assert [len(seen[name]) for name in ("inbox_updates", "dead_letters", "chats")] == [1, 1, 1]
    assert seen["session_turns"] == []
    assert len((await exported(container, user, 1))["inbox_updates"]) == 1


async def test_the_erasure_takes_exactly_what_the_export_shows(container: Container) -> None:
    user = await one_row_everywhere(container, 5001)
    other = await one_row_everywhere(container, 5002)
    async with container.units() as work:
        counts = await erase(work.session, metadata(), user, 5001)
    assert set(counts) == {table.name for table in personal_tables(metadata())}
    assert set(counts.values()) == {1}
    assert all(rows == [] for rows in (await exported(container, user, 5001)).values())
    assert all(len(rows) == 1 for rows in (await exported(container, other, 5002)).values())


async def test_the_bot_sends_it_as_a_file(talk: Talk) -> None:
    await talk.agree()
    await talk.write("Меня зовут Зимородок")
    [sent] = await talk.write("/my_data")
    assert sent["text"] == talk.text("my-data-caption")
    assert sent["document"]["name"] == "relove-data.json"
    async with talk.telegram.client.get(sent["document"]["path"]) as answer:
        found = json.loads(await answer.read())
    assert found["format"] == "relove-export-1"
    said = [turn["text"] for turn in found["tables"]["session_turns"]]
    assert "Меня зовут Зимородок" in said
    history = [(row["kind"], row["granted"], row["version"]) for row in found["tables"]["user_consents"]]
    assert sorted(history) == [("guided_work", True, 1), ("profile", True, 1)]
    # What was sent is not kept.
    [row] = await talk.sql(
        "SELECT count(*) AS n FROM outbox_messages WHERE state <> 'sent' OR payload IS NOT NULL"
    )
    assert row["n"] == 0


@pytest.mark.parametrize("word", ["token_hash", "opened confirmations.payload"])
async def test_no_secret_is_in_it(container: Container, word: str) -> None:
    user = await one_row_everywhere(container, 5001)
    assert word not in json.dumps(await exported(container, user, 5001))
