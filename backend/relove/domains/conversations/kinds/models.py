"""Tables of session types: what diagnostics came to, and where in each stage a person's journey stands."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Float, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, one_of, person
from relove.db.types import EncryptedBytes, EncryptedText


class DiagnosticResult(Keyed, Base):
    """What a diagnostic came to, as it was shown. `confidence` is null where there was too little to tell.

    The person confirms or contests it; what they said against it is `correction`.
    """

    __tablename__ = "diagnostic_results"
    __table_args__ = (
        one_of("status", "shown", "confirmed", "contested"),
        one_of("via", "model", "template"),
        Index("ix_diagnostic_results_session", "session_id", "id"),
        Index("ix_diagnostic_results_user", "user_id", "id"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_sessions.id", ondelete="CASCADE"))
    stage: Mapped[str]
    patterns: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    core_issue: Mapped[str | None] = mapped_column(EncryptedText("diagnostic_results.core_issue"))
    confidence: Mapped[float | None] = mapped_column(Float)
    quotes: Mapped[bytes] = mapped_column(EncryptedBytes("diagnostic_results.quotes"))
    via: Mapped[str]
    status: Mapped[str] = mapped_column(default="shown", server_default="shown")
    correction: Mapped[str | None] = mapped_column(EncryptedText("diagnostic_results.correction"))
    created_at: Mapped[datetime.datetime]
    decided_at: Mapped[datetime.datetime | None]


class JourneyStep(Keyed, Base):
    """Where in a stage a person's journey stands: it outlives the session, which another one may follow."""

    __tablename__ = "journey_steps"
    __table_args__ = (
        one_of("step", "questions", "confirming", "done"),
        UniqueConstraint("user_id", "stage"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    stage: Mapped[str]
    step: Mapped[str]
    questions: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    updated_at: Mapped[datetime.datetime]
