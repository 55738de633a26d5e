"""SQL lives in repositories, models and db; services say what they want, not how it is fetched."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import UniqueConstraint

from relove.db.models import metadata
from tests.architecture.sources import PACKAGE, named, python_files, tree

_STATEMENTS = {
    "and_",
    "bindparam",
    "case",
    "delete",
    "exists",
    "func",
    "insert",
    "literal_column",
    "not_",
    "or_",
    "select",
    "text",
    "tuple_",
    "union",
    "union_all",
    "update",
}
_TABLES = sorted(metadata().tables)


def may_hold_sql(path: Path) -> bool:
    inside = path.relative_to(PACKAGE)
    return (
        inside.parts[0] == "db"
        or inside.stem == "models"
        or inside.stem.endswith("repository")
        or "repository" in inside.parts
    )


@pytest.mark.parametrize("path", [p for p in python_files(PACKAGE) if not may_hold_sql(p)], ids=named)
def test_no_statement_is_built_outside_of_repositories(path: Path) -> None:
    found = [
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy"
        for alias in node.names
        if alias.name in _STATEMENTS
    ]
    assert found == []


def test_repositories_never_commit() -> None:
    """One unit of work, committed at the edge."""
    found = [
        f"{named(path)}:{node.lineno}"
        for path in python_files(PACKAGE / "domains")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "rollback")
    ]
    assert found == []


@pytest.mark.parametrize("name", _TABLES)
def test_every_table_says_whose_it_is(name: str) -> None:
    table = metadata().tables[name]
    assert "person" in table.info, "mark it: person('user_id'), or person(None) where it holds nobody's data"
    column = table.info["person"]
    assert column is None or column in table.columns


@pytest.mark.parametrize("name", _TABLES)
def test_what_belongs_to_a_person_goes_with_the_person(name: str) -> None:
    table = metadata().tables[name]
    column = table.info["person"]
    if column is None or name == "users":
        return
    [key] = table.columns[column].foreign_keys
    goes = "SET NULL" if table.info.get("blanked") else "CASCADE"
    assert (key.column.table.name, key.ondelete) == ("users", goes)


@pytest.mark.parametrize("name", _TABLES)
def test_a_persons_column_has_an_index(name: str) -> None:
    table = metadata().tables[name]
    column = table.info["person"]
    if column is None:
        return
    first = {next(iter(index.columns)).name for index in table.indexes}
    keys = {next(iter(table.primary_key.columns)).name}
    unique = {
        next(iter(constraint.columns)).name
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    }
    assert column in first | keys | unique


def test_every_moment_has_a_zone() -> None:
    naive = [
        f"{table.name}.{column.name}"
        for table in metadata().tables.values()
        for column in table.columns
        if "DateTime" in type(column.type).__name__ or "TIMESTAMP" in type(column.type).__name__
        if not getattr(column.type, "timezone", True)
    ]
    assert naive == []


_TEXTS = {
    ("inbox_updates", "payload"),
    ("outbox_messages", "payload"),
    ("dead_letters", "payload"),
    ("session_turns", "text"),
    ("session_turns", "quick_replies"),
    ("user_sessions", "summary"),
}


def test_words_of_people_are_encrypted_each_column_for_its_own_place() -> None:
    places = {
        (table.name, column.name): column.type.place  # type: ignore[attr-defined]
        for table in metadata().tables.values()
        for column in table.columns
        if type(column.type).__name__.startswith("Encrypted")
    }
    assert set(places) >= _TEXTS
    assert all(place == f"{table}.{column}" for (table, column), place in places.items())
