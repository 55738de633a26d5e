"""All SQL of the content's versions."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.content.models import ContentVersion


class ContentRepository:
    """Versions of documents."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def newest_seq(self) -> int:
        """Grows with every edit."""
        return (await self._session.scalar(select(func.coalesce(func.max(ContentVersion.seq), 0)))) or 0

    async def in_force(self) -> Sequence[ContentVersion]:
        """The newest version of each edited document."""
        statement = (
            select(ContentVersion)
            .ext(distinct_on(ContentVersion.document))
            .order_by(ContentVersion.document, ContentVersion.version.desc())
        )
        return (await self._session.scalars(statement)).all()

    async def history(self, document: str) -> Sequence[ContentVersion]:
        """Every edit of a document, newest first."""
        statement = (
            select(ContentVersion)
            .where(ContentVersion.document == document)
            .order_by(ContentVersion.version.desc())
        )
        return (await self._session.scalars(statement)).all()

    async def lock(self) -> None:
        """One editor at a time until the end of the unit of work: what is checked together is saved together."""
        await self._session.execute(text("LOCK TABLE content_versions IN SHARE ROW EXCLUSIVE MODE"))

    async def add(
        self,
        document: str,
        version: int,
        body: str | None,
        author_id: uuid.UUID,
        reason: str,
        restores: int | None,
        at: datetime.datetime,
    ) -> ContentVersion:
        """Note an edit."""
        row = ContentVersion(
            id=new_id(),
            document=document,
            version=version,
            body=body,
            author_id=author_id,
            reason=reason,
            restores=restores,
            created_at=at,
        )
        self._session.add(row)
        await self._session.flush()
        return row
