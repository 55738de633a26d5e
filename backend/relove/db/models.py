"""Names every module that holds tables, for the migrations and for what walks the metadata."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData

from relove.db.base import registry

# By name: db stands below the domains and must not import them as code does.
_MODULES = (
    "people",
    "people.activity",
    "messaging",
    "content",
    "conversations",
    "conversations.memory",
    "conversations.kinds",
    "journey",
    "profiles",
    "streams",
    "records",
)


def metadata() -> MetaData:
    """The metadata with every table loaded."""
    for name in _MODULES:
        import_module(f"relove.domains.{name}.models")
    return registry.metadata
