"""Edited versions of content documents. The shipped file is version 0 and is in no table."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import BigInteger, ForeignKey, Identity, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, person


class ContentVersion(Keyed, Base):
    """One edit. The newest of a document is in force; `body` is empty where it goes back to the shipped file."""

    __tablename__ = "content_versions"
    __table_args__ = (UniqueConstraint("document", "version"), person("author_id", blanked=True))

    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    document: Mapped[str]
    version: Mapped[int] = mapped_column(Integer)
    body: Mapped[str | None]
    author_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    reason: Mapped[str]
    restores: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime.datetime]
