"""The path as walked: one row per stage that a person has entered."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Float, ForeignKey, Index, Integer, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, one_of, person


class JourneyProgress(Keyed, Base):
    """A stage of a person's path. At most one is open.

    Who comes back to a stage goes on in the same row: `resumed_at` is when, `seconds_before` what was spent till then.
    """

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
    resumed_at: Mapped[datetime.datetime | None]
    seconds_before: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class StageTransition(Keyed, Base):
    """A change of stage, and what speaks for it. Codes and ids only."""

    __tablename__ = "stage_transitions"
    __table_args__ = (
        one_of("cause", "begin", "assessment", "diagnostic", "journey", "person", "admin"),
        one_of("via", "model", "rules", "person"),
        Index("ix_stage_transitions_user", "user_id", "id"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[uuid.UUID | None]
    from_stage: Mapped[str | None]
    to_stage: Mapped[str]
    cause: Mapped[str]
    via: Mapped[str]
    turn_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid()))
    confidence: Mapped[float | None] = mapped_column(Float)
    created_at: Mapped[datetime.datetime]
