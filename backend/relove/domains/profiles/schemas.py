"""Profiles as the doors and the prompts see them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Literal

import msgspec

StatementKind = Literal["trait", "light", "shadow", "archetype", "theme", "core_wound"]
MetaphysicalKind = Literal["light", "shadow", "archetype", "theme", "core_wound"]
StatementStatus = Literal["active", "corrected", "vetoed"]
Cause = Literal["contact", "talk", "session", "rotation", "command", "admin", "correction", "veto"]
"""Why a profile changed."""
Via = Literal["model", "rules"]
METAPHYSICAL: tuple[MetaphysicalKind, ...] = ("light", "shadow", "archetype", "theme", "core_wound")


class Claim(msgspec.Struct, frozen=True):
    """Something said about a person, and the person's turns that it follows from."""

    text: str
    turn_ids: tuple[uuid.UUID, ...] = ()
    confidence: float = 0.5


class Finding(msgspec.Struct, frozen=True):
    """What a look at somebody found. `outdated` are statements that no longer hold; `via` is model or rules."""

    summary: str | None
    claims: Sequence[Claim]
    outdated: frozenset[uuid.UUID]
    streams: Sequence[str]
    via: Via


class StatementView(msgspec.Struct, frozen=True):
    """One statement. `status` is `corrected` once the person has put it in their own words."""

    id: uuid.UUID
    kind: StatementKind
    text: str
    turn_ids: list[uuid.UUID]
    confidence: float
    status: StatementStatus
    created_at: datetime.datetime
    updated_at: datetime.datetime


class ProfileView(msgspec.Struct, frozen=True):
    """Who reLove thinks the person is. `metaphysical` holds the latest of each kind that was written."""

    version: int
    summary: str | None
    statements: list[StatementView]
    metaphysical: dict[str, StatementView]
    streams: list[str]
    updated_at: datetime.datetime | None


class ProfileChange(msgspec.Struct, frozen=True):
    """What one version changed, with sources: statements that came and those that went."""

    version: int
    cause: str
    at: datetime.datetime
    summary: str | None
    added: list[StatementView]
    removed: list[StatementView]


class ProfileDiff(msgspec.Struct, frozen=True):
    """From one version to another: the summaries, and each change between."""

    from_version: int
    to_version: int
    summary_before: str | None
    summary_after: str | None
    changes: list[ProfileChange]
