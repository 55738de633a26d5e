"""Tables of contacts: what a person did and when. Rows older than 90 days move to the archive."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from relove.core.ids import new_id
from relove.db.base import Base, Keyed, person
from relove.db.types import EncryptedBytes


class ActivityLog(Base):
    """One contact. `id` is that of the inbox row where there is one: a second run of the row notes nothing more.

    The words themselves are not here: they are in the turn that the inbox row became.
    """

    __tablename__ = "user_activity_logs"
    __table_args__ = (
        Index("ix_user_activity_logs_user_time", "user_id", "timestamp"),
        {"postgresql_partition_by": "RANGE (timestamp)", **person("user_id", chat="chat_id")},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    timestamp: Mapped[datetime.datetime] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    activity_type: Mapped[str]
    details: Mapped[bytes | None] = mapped_column(EncryptedBytes("user_activity_logs.details"))


class ArchivedActivity(Keyed, Base):
    """A contact of long ago."""

    __tablename__ = "user_activity_logs_archive"
    __table_args__ = (
        Index("ix_user_activity_logs_archive_user_time", "user_id", "timestamp"),
        Index("ix_user_activity_logs_archive_time", "timestamp"),
        Index("ix_user_activity_logs_archive_archived_at", "archived_at"),
        person("user_id", chat="chat_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    activity_type: Mapped[str]
    details: Mapped[bytes | None] = mapped_column(EncryptedBytes("user_activity_logs_archive.details"))
    timestamp: Mapped[datetime.datetime]
    archived_at: Mapped[datetime.datetime]
