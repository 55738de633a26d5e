"""Edits of the content: versions over the shipped files, checked before they are kept, never changed afterwards."""

from __future__ import annotations

import asyncio
import datetime
import uuid
from collections.abc import Sequence

import msgspec

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.models import ContentVersion
from relove.domains.content.ports import Shelf
from relove.domains.content.repository import ContentRepository

TEXT_CHARS = 60_000
REASON_CHARS = 300


class Edition(msgspec.Struct, frozen=True):
    """One version of a document: who, when and why. `restores`: the earlier version that it brings back."""

    version: int
    at: datetime.datetime
    author_id: uuid.UUID | None
    reason: str
    restores: int | None


class DocumentEntry(msgspec.Struct, frozen=True):
    """A document in the list. Version 0 is the shipped file."""

    document: str
    version: int
    edited: bool
    at: datetime.datetime | None


class DocumentView(msgspec.Struct, frozen=True):
    """A document as it is in force, and how it came to that, newest first."""

    document: str
    version: int
    text: str
    shipped: str
    history: list[Edition]


class ContentEditing:
    """Works inside one unit of work. ReloveError document_not_found where a name is none."""

    def __init__(self, work: UnitOfWork, shelf: Shelf, clock: Clock) -> None:
        self._versions = ContentRepository(work.session)
        self._shelf = shelf
        self._clock = clock

    async def documents(self) -> list[DocumentEntry]:
        """Every document that may be edited."""
        edited = {row.document: row for row in await self._versions.in_force()}
        return [_entry(name, edited.get(name)) for name in self._shelf.names()]

    async def document(self, name: str) -> DocumentView:
        """One document with its history."""
        shipped = self._shipped(name)
        rows = await self._versions.history(name)
        return DocumentView(
            document=name,
            version=rows[0].version if rows else 0,
            text=_body(rows, shipped),
            shipped=shipped,
            history=[
                Edition(row.version, row.created_at, row.author_id, row.reason, row.restores) for row in rows
            ],
        )

    async def check(self, name: str, text: str) -> None:
        """Would it do? ContentError, which names the field, where not."""
        self._shipped(name)
        if len(text) > TEXT_CHARS:
            raise ReloveError("text_too_long", kind="invalid", params={"limit": TEXT_CHARS})
        edits = {row.document: row.body for row in await self._versions.in_force() if row.body is not None}
        await asyncio.to_thread(self._shelf.assemble, {**edits, name: text})

    async def save(
        self, name: str, text: str, author_id: uuid.UUID, reason: str, based_on: int
    ) -> DocumentView:
        """Keep a new version, in force from now on. ReloveError content_changed where somebody was quicker."""
        await self._versions.lock()
        await self.check(name, text)
        return await self._add(name, text, author_id, reason, based_on, None)

    async def roll_back(
        self, name: str, version: int, author_id: uuid.UUID, reason: str, based_on: int
    ) -> DocumentView:
        """Bring an earlier version back as a new one; 0 is the shipped file. ReloveError version_not_found."""
        await self._versions.lock()
        shipped = self._shipped(name)
        body = None
        if version:
            rows = await self._versions.history(name)
            found = next((row for row in rows if row.version == version), None)
            if found is None:
                raise ReloveError("version_not_found", kind="not_found")
            body = found.body
        await self.check(name, shipped if body is None else body)
        return await self._add(name, body, author_id, reason, based_on, version)

    async def _add(
        self,
        name: str,
        body: str | None,
        author_id: uuid.UUID,
        reason: str,
        based_on: int,
        restores: int | None,
    ) -> DocumentView:
        rows = await self._versions.history(name)
        standing = rows[0].version if rows else 0
        if standing != based_on:
            raise ReloveError("content_changed", kind="conflict", details={"version": standing})
        why = " ".join(reason.split())[:REASON_CHARS]
        if not why:
            raise ReloveError("reason_missing", kind="invalid")
        await self._versions.add(name, standing + 1, body, author_id, why, restores, self._clock.now())
        return await self.document(name)

    def _shipped(self, name: str) -> str:
        try:
            return self._shelf.shipped(name)
        except KeyError:
            raise ReloveError("document_not_found", kind="not_found") from None


def _entry(name: str, row: ContentVersion | None) -> DocumentEntry:
    if row is None:
        return DocumentEntry(name, 0, edited=False, at=None)
    return DocumentEntry(name, row.version, edited=row.body is not None, at=row.created_at)


def _body(rows: Sequence[ContentVersion], shipped: str) -> str:
    return shipped if not rows or rows[0].body is None else rows[0].body
