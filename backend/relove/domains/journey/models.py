"""The path as walked: one row per stage that a person has entered."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, person


class JourneyProgress(Keyed, Base):
    """A stage of a person's path. At most one is open."""

    __tablename__ = "journey_progress"
    __table_args__ = (
        UniqueConstraint("user_id", "stage"),
        Index(
            "uq_journey_progress_open", "user_id", unique=True, postgresql_where=text("finished_at IS NULL")
        ),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    stage: Mapped[str]
    started_at: Mapped[datetime.datetime]
    finished_at: Mapped[datetime.datetime | None]
